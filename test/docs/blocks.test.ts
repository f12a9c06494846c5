import { existsSync, globSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import charterSchema from "../../schemas/charter.schema.json" with { type: "json" };
import { pageSnippets, type Snippet } from "../_support/docs/page-snippets.ts";
import { allPages, isGenerated, writtenPages } from "../_support/docs/written-pages.ts";

/** Why blocks are not run, and how many there are of each: one more has to be wanted here as well. */
const NOT_RUN: Readonly<Record<string, number>> = {
  "installs for everybody on the machine": 1,
  "needs a container engine": 1,
  "needs a release": 1,
  "needs a role of that name in a database": 1,
  "needs Neovim": 1,
  "needs nginx": 1,
  "needs PgBouncer": 1,
  "needs systemd": 1,
  "needs the package registry": 1,
  "needs the package registry and a mail server": 1,
  "needs the package registry, and writes below /var": 1,
  "takes half an hour": 1,
};

const isCharter = new Ajv2020({ strict: false, validateFormats: false }).compile(charterSchema);
const snippets = writtenPages().flatMap((page) =>
  pageSnippets(readFileSync(page, "utf8")).map((snippet) => ({ page, snippet })),
);

function all<Kind extends Snippet["kind"]>(kind: Kind) {
  return snippets.flatMap(({ page, snippet }) =>
    snippet.kind === kind ? [{ page, snippet: snippet as Extract<Snippet, { kind: Kind }> }] : [],
  );
}

/** What is read rather than run, by its language; undefined where it is as it should be. */
const FAULTS: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => void JSON.parse(text),
  yaml: (text) => {
    const value = load(text);
    return isCharter(value) ? undefined : isCharter.errors;
  },
};

describe("blocks of the pages", () => {
  it("are run, read, or say why they are not run", () => {
    const counts = new Map<string, number>();
    for (const { snippet } of all("not-run")) counts.set(snippet.reason, (counts.get(snippet.reason) ?? 0) + 1);
    expect(Object.fromEntries([...counts].sort())).toEqual(NOT_RUN);
  });

  it("that another test runs name a file which is there", () => {
    const tests = globSync("test/**/*.test.ts").map((path) => readFileSync(path, "utf8"));
    const missing = all("tested").filter(({ snippet: { by } }) =>
      by.startsWith("block ") ? !tests.some((text) => text.includes(`"${by.slice(6)}"`)) : !existsSync(by),
    );
    expect(missing).toEqual([]);
  });

  it.each(all("data"))("$page:$snippet.line is well-formed $snippet.language", ({ snippet: { language, text } }) => {
    expect(FAULTS[language], `nothing reads ${language}: give the block a file name, or a marker`).toBeDefined();
    expect(FAULTS[language]?.(text)).toBeUndefined();
  });
});

describe("generated pages", () => {
  const examples = new Set(globSync("examples/**/*.{tf,sh}").map((path) => readFileSync(path, "utf8").trim()));

  it.each(allPages().filter(isGenerated))(
    "%s shows no configuration but that of examples, which have tests",
    (page) => {
      const blocks = readFileSync(page, "utf8").matchAll(/^```(?:terraform|shell)\n([\s\S]*?)^```$/gm);
      expect([...blocks].map(([, text = ""]) => text.trim()).filter((text) => !examples.has(text))).toEqual([]);
    },
  );
});
