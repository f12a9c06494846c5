import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Ended, runCommand, startShell } from "../_support/child-command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const FOLDER = "test/_fixtures/charters";
const VALID = new Set(["complete.yaml", "folder", "misspelt-role-model.yaml", "no-owner-declared.yaml"]);
const FAULTY = readdirSync(FOLDER).filter((name) => !VALID.has(name));
/** Nothing listens here: a charter that is wrong must be found before anybody is asked. */
const NOWHERE = { CHARTER_API: "http://127.0.0.1:9", CHARTER_TOKEN: "chr_none" };

async function everyOne<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const open = [...items];
  const worker = async () => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await run(item);
  };
  await Promise.all([worker(), worker(), worker()]);
}

function expectFindings({ code, out, err }: Ended, name: string): void {
  expect({ name, code, out }).toEqual({ name, code: 1, out: "" });
  expect(err, name).toMatch(/^\S+:\d+:\d+: error \[[a-z0-9-]+\] \S/m);
  expect(err, name).toMatch(/\d+ errors?(, \d+ warnings?)?\n$/);
  expect(err, name).not.toMatch(/^\s+at \S+ \(|node_modules|charter; please report/m);
}

describe("a charter with faults", () => {
  it("is shown with file, line, column and a caret, ends with exit code 1, and needs no API", async () => {
    await everyOne(FAULTY, async (name) => {
      const path = resolve(FOLDER, name);
      const cwd = await temporaryFolder();
      const validated = await runCommand(["validate", path], { cwd });
      expectFindings(validated, name);
      expect(validated.err, name).toMatch(/^> +\d+ \|.*\n +\| +\^/m);
      const planned = await runCommand(["plan", path], { cwd, environment: NOWHERE });
      expectFindings(planned, name);
      expect(planned.err, name).toBe(validated.err);
    });
  });

  it("is one list of annotations for a code host, and one document for machines", async () => {
    const cwd = await temporaryFolder();
    const path = resolve(FOLDER, "unknown-fields.yaml");
    const github = await runCommand(["validate", path, "--format", "github"], { cwd });
    expect(github).toMatchObject({ code: 1, err: "" });
    for (const line of github.out.trimEnd().split("\n")) expect(line).toMatch(/^::error file=.*,line=\d+,col=\d+,.*::/);
    const sarif = await runCommand(["validate", path, "--format", "sarif"], { cwd });
    expect(JSON.parse(sarif.out)).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ level: "error" }, {}, {}, {}] }],
    });
    const json = await runCommand(["validate", path, "--json"], { cwd });
    expect(JSON.parse(json.out)).toMatchObject({
      valid: false,
      findings: [{ code: "unknown-field", source: { line: 3, column: 1 } }, {}, {}, {}],
    });
  });
});

describe("a charter that is none", () => {
  it.each([
    ["nothing here", undefined, "", /neither a charter\.yaml nor a folder charter here; write one with `charter init`/],
    ["an empty file", "empty.yaml", "", /the file is empty/],
    ["a program", "program.yaml", "\u007fELF\u0000\u0001", /no text file/],
    ["a file in another encoding", "latin1.yaml", Buffer.from("title: Caf\xe9\n", "latin1"), /not UTF-8/],
    ["a huge file", "huge.yaml", Buffer.alloc(65 * 1024 * 1024, "#"), /larger than 64 MiB/],
    ["a file without end", "deep.json", "[".repeat(100_000), /\[[a-z-]+\]/],
    ["a list", "list.yaml", "- a\n- b\n", /must be a mapping/],
  ])("%s", async (_story, file, content, message) => {
    const cwd = await temporaryFolder();
    if (file !== undefined) await writeFile(join(cwd, file), content);
    for (const verb of ["validate", "plan", "apply"]) {
      const argv = file === undefined ? [verb] : [verb, file];
      const ended = await runCommand(argv, { cwd, environment: NOWHERE });
      expectFindings(ended, `${verb} ${file}`);
      expect(ended.err).toMatch(message);
    }
  });
});

async function withComplete(): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), await readFile(join(FOLDER, "complete.yaml")));
  return cwd;
}

describe("a charter that is valid", () => {
  it.each([...VALID])("%s says so on standard output", async (name) => {
    const { code, out } = await runCommand(["validate", join(FOLDER, name)], { cwd: process.cwd() });
    expect(code).toBe(0);
    expect(out).toMatch(/^\S+ is valid \(.*\)\n$/);
  });

  it("may come through a pipe", async () => {
    const { ended } = startShell("cat charter.yaml | charter validate /dev/stdin", { cwd: await withComplete() });
    expect((await ended).out).toMatch(/ is valid \(/);
  });
});
