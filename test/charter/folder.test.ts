import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findCharter } from "../../src/charter/find-charter.ts";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { formatPosition } from "../../src/diagnostics/source.ts";
import { expectFindings, findingsOf } from "../_support/charter-findings.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const FIXTURES = fileURLToPath(new URL("../_fixtures/charters/", import.meta.url));

describe("a charter of several files", () => {
  test("what two files declare is an error that shows both places", () => {
    const findings = findingsOf("folder-with-repetitions");
    expectFindings(findings, [
      ["declared-twice", "3:1", '"title" is declared twice'],
      ["declared-twice", "4:11", '"promotions" is declared twice'],
      ["unknown-role", "6:40", '"admn"'],
      ["duplicate-member", "7:14", '"ADA@acme.example" is the same address'],
      ["declared-twice", "10:3", '"eu" is declared twice'],
    ]);
    expect(findings.map(({ source }) => source?.file)).toEqual(Array(5).fill("folder-with-repetitions/b.yaml"));
    const places = findings.map(({ related }) => related?.map(({ source }) => formatPosition(source)).join());
    expect(places).toEqual([
      "folder-with-repetitions/a.yaml:4:1",
      "folder-with-repetitions/a.yaml:5:11",
      undefined,
      "folder-with-repetitions/a.yaml:7:14",
      "folder-with-repetitions/a.yaml:9:3",
    ]);
  });

  test("files that name different organizations do not belong together", () => {
    expectFindings(findingsOf("folder-that-disagrees"), [["declared-twice", "1:1", '"organization" is "beta" here']]);
  });

  test("the files add up, and everything keeps the place at which it was written", () => {
    const loaded = loadCharter(["folder"], { cwd: FIXTURES });
    expect([...loaded.sources.keys()]).toEqual([
      "folder/10-organization.yaml",
      "folder/20-people.yml",
      "folder/30-europe.json",
    ]);
    const { organization, guards } = resolveCharter(loaded, undefined, { today: "2026-11-22" });
    const members = [...organization.members.values()].map(
      ({ email, source }) => `${email} ${source && formatPosition(source)}`,
    );
    expect(members).toEqual([
      "ada@acme.example folder/20-people.yml:2:5",
      "grace@acme.example folder/30-europe.json:2:14",
    ]);
    expect(organization.tenants.get("eu")?.source).toEqual({ file: "folder/30-europe.json", line: 3, column: 15 });
    expect(guards.required[0]?.source).toEqual({ file: "folder/10-organization.yaml", line: 5, column: 14 });
    expect(guards.promotions).toBe(2);
  });

  test("several paths are one charter, and a file that is named twice is read once", () => {
    const { files } = findCharter(["folder/20-people.yml", "folder"], FIXTURES);
    expect(files.map(({ file }) => file)).toEqual([
      "folder/20-people.yml",
      "folder/10-organization.yaml",
      "folder/30-europe.json",
    ]);
  });

  test("faults in one file do not make another one's members look missing", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "a.yaml"), "charter: v1\norganization: acme\nroleModel: standard\nmembers: [\n");
    await writeFile(join(cwd, "b.yaml"), "guards: { required: [ada@acme.example] }\nmembers: []\n");
    const loaded = loadCharter(["."], { cwd });
    expect(loaded.findings.map(({ code }) => code)).toEqual(["syntax-error"]);
    expect(validateCharter(loaded, undefined)).toEqual([]);
  });
});

describe("finding a charter", () => {
  test.each(["charter.yml", "charter.json"])("a %s alone is named, since it is not found by itself", async (name) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, name), '{ "charter": "v1", "organization": "acme" }');
    expect(loadCharter([], { cwd }).findings).toMatchObject([
      { code: "charter-not-found", message: expect.stringContaining(`there is a ${name}, which has to be named`) },
    ]);
    expect(loadCharter([name], { cwd }).findings).toEqual([]);
  });

  test("charter.yaml comes before the folder charter, and a clear word comes where there is neither", async () => {
    const cwd = await temporaryFolder();
    expect(findCharter(undefined, cwd)).toMatchObject({
      files: [],
      findings: [{ code: "charter-not-found", source: { file: "charter.yaml", line: 1, column: 1 } }],
    });
    await mkdir(join(cwd, "charter"));
    expect(findCharter([], cwd).findings).toMatchObject([{ code: "empty-folder" }]);
    await writeFile(join(cwd, "charter", "b.json"), "{}");
    await writeFile(join(cwd, "charter", "a.yml"), "charter: v1");
    await writeFile(join(cwd, "charter", ".hidden.yaml"), "charter: v1");
    expect(findCharter([], cwd).files.map(({ file }) => file)).toEqual(["charter/a.yml", "charter/b.json"]);
    await writeFile(join(cwd, "charter.yaml"), "charter: v1");
    expect(findCharter([], cwd).files.map(({ file }) => file)).toEqual(["charter.yaml"]);
  });

  test("a misspelt name comes with the file that is there, and names outside of the folder stay absolute", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "charter.yaml"), "charter: v1");
    const [finding] = findCharter(["chartre.yaml"], cwd).findings;
    expect(finding?.message).toContain('did you mean "charter.yaml"?');
    await mkdir(join(cwd, "inside"));
    expect(findCharter(["../charter.yaml"], join(cwd, "inside")).files[0]?.file).toBe(join(cwd, "charter.yaml"));
  });
});
