import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENVIRONMENT } from "../../scripts/generate/man-page/environment.ts";
import { commandNodes } from "../../src/cli/completion/command-nodes.ts";
import { buildProgram } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

const PAGE = "man/charter.1";
const terminal = { out: () => undefined, err: () => undefined, width: { out: 80, err: 80 } } as unknown as Terminal;

/** At home there may be no groff; in CI there is. */
const withoutGroff = process.env.CI !== "true" && spawnSync("groff", ["--version"]).status !== 0;

/** The page as `man` shows it, in one line a paragraph; warnings of the formatter are errors. */
function shown(): string {
  const { stdout, stderr } = spawnSync("groff", ["-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=2000n", PAGE], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout;
}

describe.skipIf(withoutGroff)("charter(1)", () => {
  it("is sound roff, and has every verb with every option of its help", () => {
    const [, ...sections] = shown().split(/^ {3}(?=charter )/m);
    const nodes = commandNodes(buildProgram("", terminal, () => undefined));
    const verbs = nodes.filter(({ path }) => path !== "charter" && !path.endsWith(" help"));
    expect(sections).toHaveLength(verbs.length);
    for (const [index, { path, flags }] of verbs.entries()) {
      const text = sections[index] ?? "";
      expect(text.startsWith(`${path} [`), path).toBe(true);
      const missing = flags.map(({ names }) => names.at(-1) ?? "").filter((option) => !text.includes(option));
      expect([path, missing]).toEqual([path, ["--no-color"]]);
    }
  });

  it("shows text as it was meant: hyphens to be copied, quotes, and letters beyond ASCII", () => {
    const page = shown();
    expect(page).toContain("charter plan --out plan.json");
    expect(page).toContain("Exit codes: 0 done · 1 error");
    expect(page).toContain("`charter apply FILE`");
    expect(readFileSync(PAGE, "utf8")).toMatch(/^[\n -~]*$/);
  });

  it("is found and shown by man", () => {
    const shownByMan = execFileSync("man", ["--local-file", "--warnings=w", PAGE], {
      encoding: "utf8",
      env: { ...process.env, MANWIDTH: "80", MANPAGER: "cat" },
    });
    expect(shownByMan).toMatch(/^CHARTER\(1\)/);
    expect(shownByMan).toContain("EXIT STATUS");
  });
});

it("the man page names every variable of Charter's that the sources read, and no other", () => {
  const read = new Set<string>();
  for (const file of readdirSync("src", { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.includes("generated")) continue;
    const text = readFileSync(join("src", file), "utf8");
    for (const [name] of text.matchAll(/\bCHARTER_[A-Z_]+\b/g)) read.add(name);
  }
  // A constant in the code, and tokens of organizations that are examples.
  const others = /^CHARTER_(?:SCHEMA|TOKEN_(?!ORGANIZATION$).*)$/;
  expect([...read].filter((name) => !others.test(name)).toSorted()).toEqual(
    ENVIRONMENT.flatMap(([name]) => name.split(", "))
      .filter((name) => name.startsWith("CHARTER_"))
      .toSorted(),
  );
});
