import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseDocument } from "../../src/documents/parse-document.ts";
import { withScratch } from "./bench.ts";
import { charterText } from "./charter-text.ts";
import { generateOrganization } from "./generated-organization.ts";
import { serverSeries } from "./measure-server.ts";
import { validateCase } from "./measure-validate.ts";
import { resultTable } from "./result-table.ts";
import { writeResults } from "./write-results.ts";

const SOURCE = join(import.meta.dirname, "..", "..", "src");

interface Place {
  readonly members?: readonly object[];
}

it("the bench measures both sides of a small size and writes a row about it", async () => {
  const { what, measure } = validateCase(20, "grants", 1);
  await withScratch(async (scratch) => {
    const row = await measure({ command: join(SOURCE, "cli", "main.ts"), library: join(SOURCE, "index.ts"), scratch });
    const file = join(scratch, "results", "results.json");
    await writeResults(file, [row]);
    const [written] = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>[];
    expect(written).toEqual({ ...row, name: "validate with grants", size: 20 });
    for (const field of ["ours", "floor", "ratio", "peakMemory"]) expect(written?.[field]).toBeGreaterThan(0);
    expect(resultTable([{ ...row, what }])).toContain("validate with grants    20");
  });
});

it("loads a server and its floor in turn, and says how many were answered", async () => {
  const { measureAll } = serverSeries("SQLite", 20, { connections: [2], seconds: 1, repeats: 1 });
  await withScratch(async (scratch) => {
    const rows = await measureAll({
      command: join(SOURCE, "cli", "main.ts"),
      library: join(SOURCE, "index.ts"),
      scratch,
    });
    expect(rows.map(({ name, size }) => [name, size])).toEqual([
      ["server read SQLite", 20],
      ["server write SQLite", 20],
    ]);
    for (const row of rows)
      expect([row.ratio > 0, row.what]).toEqual([true, expect.stringMatching(/^2 at once: [\d,]+\/s p99/)]);
  });
});

it("a command that fails fails the bench, however fast it was", async () => {
  const { measure } = validateCase(20, "members", 1);
  await withScratch(async (scratch) => {
    const command = join(scratch, "broken.mjs");
    await mkdir(scratch, { recursive: true });
    await writeFile(command, "process.exitCode = 1;\n");
    await expect(measure({ command, library: command, scratch })).rejects.toThrow("ended with 1");
  });
});

it("generates the same organization each time, with about four grants a member", () => {
  const text = charterText(generateOrganization(1000, "grants"));
  expect(charterText(generateOrganization(1000, "grants"))).toBe(text);
  const { document, findings } = parseDocument(text, "charter.yaml");
  expect(findings).toEqual([]);
  const { members, tenants, projects } = (document?.value ?? {}) as Record<string, Record<string, Place>>;
  const grants = [...Object.values(tenants ?? {}), ...Object.values(projects ?? {})].flatMap(
    (place) => place.members ?? [],
  );
  expect([Object.keys(members ?? {}).length, Object.keys(projects ?? {}).length]).toEqual([1000, 50]);
  expect(Math.round(grants.length / 1000)).toBe(4);
});
