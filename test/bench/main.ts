import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, type Case, type Series, withScratch } from "./bench.ts";
import { applyGrantsCase, applyInvitationsCase } from "./measure-apply.ts";
import { constructsCase } from "./measure-constructs.ts";
import { diffCase } from "./measure-diff.ts";
import { fleetSeries } from "./measure-fleet.ts";
import { planAllNewCase, planCase, planExportedCase } from "./measure-plan.ts";
import { providerStartCase } from "./measure-provider-start.ts";
import { ENGINES, serverSeries } from "./measure-server.ts";
import { serverGrowthSeries } from "./measure-server-growth.ts";
import { serverSnapshotSeries } from "./measure-server-snapshot.ts";
import { startCase } from "./measure-start.ts";
import { terraformSeries } from "./measure-terraform.ts";
import { validateCase } from "./measure-validate.ts";
import type { Row } from "./race.ts";
import { resultTable } from "./result-table.ts";
import { writeResults } from "./write-results.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SIZES = [1_000, 10_000, 100_000];
const CHANGES = 2_000;
const ORGANIZATIONS = 500;
const RESOURCES = [100, 1_000, 5_000];

const CASES: readonly (Case | Series)[] = [
  startCase("--version"),
  startCase("--help"),
  providerStartCase(),
  ...SIZES.map((size) => validateCase(size, "members")),
  ...SIZES.map((size) => validateCase(size, "grants")),
  ...SIZES.map((size) => planCase(size, "members")),
  ...SIZES.map((size) => planCase(size, "grants")),
  planExportedCase(100_000),
  planCase(1_000_000, "members"),
  planAllNewCase(10_000),
  diffCase(100_000),
  diffCase(1_000_000),
  applyInvitationsCase(CHANGES),
  applyGrantsCase(CHANGES),
  fleetSeries(ORGANIZATIONS),
  ...RESOURCES.map(terraformSeries),
  ...[1_000, 10_000].flatMap((size) => [constructsCase(size, "each"), constructsCase(size, "set")]),
  ...ENGINES.flatMap((engine) => [
    serverSeries(engine, 1_000),
    serverSeries(engine, 100_000),
    serverGrowthSeries(engine, 100_000),
    serverSnapshotSeries(engine, 100_000),
  ]),
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: "string", default: join(ROOT, "dist") },
    size: { type: "string" },
    out: { type: "string", default: join(ROOT, "bench", "results.json") },
  },
});

const chosen = CASES.filter(({ name, size }) => {
  const named = positionals.length === 0 || positionals.some((wanted) => `${name} `.startsWith(`${wanted} `));
  return named && (values.size === undefined || size === Number(values.size));
});
if (chosen.length === 0) {
  process.stderr.write(`there is no such bench; there are ${[...new Set(CASES.map(({ name }) => name))].join(", ")}\n`);
  process.exit(1);
}

const rows: (Row & { what: string })[] = [];
for (const measured of chosen) {
  process.stderr.write(`${measured.name} ${measured.size}\n`);
  const dist = resolve(values.dist);
  const bench = { command: join(dist, "cli", "main.js"), library: join(dist, "index.js") };
  rows.push(...(await withScratch((scratch) => rowsOf(measured, { ...bench, scratch }))));
}

process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cores. Least of several runs, ours and floor in turn.\n\n`,
);
process.stdout.write(resultTable(rows));
await writeResults(
  values.out,
  rows.map(({ what: _what, ...row }) => row),
);

async function rowsOf(measured: Case | Series, bench: Bench): Promise<readonly (Row & { what: string })[]> {
  if ("measureAll" in measured) return await measured.measureAll(bench);
  return [{ ...(await measured.measure(bench)), what: measured.what }];
}
