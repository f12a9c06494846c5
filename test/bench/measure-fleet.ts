import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { readCounts } from "../../src/fleet/fleet-counts.ts";
import { FleetDatabase } from "../../src/fleet/fleet-database.ts";
import { FleetQueue } from "../../src/fleet/fleet-queue.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { importOrganization, issueToken, openStore } from "../../src/server/index.ts";
import { organization } from "../_support/build.ts";
import { type Bench, type DescribedRow, folderIn, type Series } from "./bench.ts";
import { type Places, withPlaces } from "./database-place.ts";
import { peakOf, timeOf } from "./measured-process.ts";
import { peakOfProcess } from "./peak-of-process.ts";
import { serving } from "./seeded-server.ts";

/** Of one round: nothing to do, or two invitations each. */
type State = "in sync" | "2 changes";

const WORKERS = [1, 2, 4];
const VIEWERS = ["one", "two"];

/** Where one round happens. */
interface Round {
  readonly bench: Bench;
  readonly cwd: string;
  readonly keys: readonly string[];
  readonly url: string;
  readonly token: string;
}

/** A round of a fleet, against one process that applies the same charters by itself. */
export function fleetSeries(size: number, workers: readonly number[] = WORKERS): Series {
  return {
    name: "fleet",
    size,
    measureAll: (bench) =>
      withPlaces("PostgreSQL", bench.scratch, async (places) => {
        const rows: DescribedRow[] = [];
        for (const state of ["in sync", "2 changes"] as const) {
          const floor = await inRound(bench, size, state, measureAlone);
          for (const count of workers) {
            const ours = await inRound(bench, size, state, (round) => measureFleet(round, places, count));
            rows.push(rowOf(`fleet ${state}`, size, count, ours, floor));
          }
        }
        return rows;
      }),
  };
}

interface Measured {
  readonly milliseconds: number;
  readonly peak: number;
  /** Milliseconds of processor time of all workers together, where it was measured. */
  readonly cpu?: number;
}

function rowOf(name: string, size: number, workers: number, ours: Measured, floor: Measured): DescribedRow {
  const perMinute = (size / ours.milliseconds) * 60_000;
  return {
    name,
    size,
    ours: ours.milliseconds,
    floor: floor.milliseconds,
    ratio: ours.milliseconds / floor.milliseconds,
    peakMemory: ours.peak,
    floorPeakMemory: floor.peak,
    what: [
      `${workers} workers: ${Math.round(perMinute).toLocaleString("en")} a minute`,
      `${Math.round((ours.cpu ?? 0) / size)} ms of processor time each`,
      "floor: charter apply orgs/*",
    ].join("; "),
  };
}

/** A new API with so many small organizations, and their charters. */
async function inRound<Result>(
  bench: Bench,
  size: number,
  state: State,
  use: (round: Round) => Promise<Result>,
): Promise<Result> {
  const cwd = await folderIn(bench, `fleet-${crypto.randomUUID()}`);
  for (const folder of ["orgs", "api"]) await mkdir(join(cwd, folder));
  const keys = Array.from({ length: size }, (_, index) => `org-${index}`);
  for (const key of keys) await writeFile(join(cwd, "orgs", `${key}.yaml`), charterOf(key));
  const api = join(cwd, "api");
  const token = await seedAll(api, keys, state);
  return await serving(bench.command, api, (url) => use({ bench, cwd, keys, url, token }));
}

async function seedAll(folder: string, keys: readonly string[], state: State): Promise<string> {
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("there is no role model standard");
  const store = await openStore({ folder });
  try {
    for (const key of keys) await importOrganization(store, seeded(key, state), roleModel);
    return await issueToken(store, { email: "ada@acme.example" });
  } finally {
    await store.close();
  }
}

function seeded(key: string, state: State): Organization {
  const viewers = state === "in sync" ? VIEWERS.map((name) => [`${name}@${key}.example`, "viewer"]) : [];
  return { ...organization({ members: { ada: "owner", ...Object.fromEntries(viewers) } }), key };
}

function charterOf(key: string): string {
  const viewers = VIEWERS.map((name) => `  - { email: ${name}@${key}.example, role: viewer }\n`).join("");
  return `charter: v1\norganization: ${key}\nmembers:\n  - { email: ada@acme.example, role: owner }\n${viewers}`;
}

/** Its whole life, start included; its memory where there is nothing left to do, which takes a second run. */
async function measureAlone({ bench, cwd, keys, url, token }: Round): Promise<Measured> {
  const paths = keys.map((key) => join("orgs", `${key}.yaml`));
  const argv = [bench.command, "apply", "--yes", ...paths];
  const job = { argv, cwd, environment: { CHARTER_API: url, CHARTER_TOKEN: token } };
  return { milliseconds: await timeOf(job), peak: await peakOf(job, cwd) };
}

/** From the moment at which everything is queued, with workers waiting for it, until nothing is left. */
async function measureFleet(round: Round, places: Places, count: number): Promise<Measured> {
  const database = await places.make(`fleet_${crypto.randomUUID().replaceAll("-", "")}`);
  const fleet = await FleetDatabase.open({ url: database, stays: false, report: () => undefined });
  try {
    const queue = await FleetQueue.open(fleet, "charter");
    return await withWorkers(round, database, count, async (pids) => {
      const [started, spent] = [performance.now(), cpuOf(pids)];
      await queue.enqueue(round.keys);
      for (;;) {
        const { queued, waiting, active, dead } = await readCounts(fleet, queue);
        if (waiting + dead > 0) throw new Error("an organization failed");
        if (queued + active === 0) break;
        await setTimeout(20);
      }
      const milliseconds = performance.now() - started;
      return { milliseconds, peak: Math.max(...pids.map(peakOfProcess)), cpu: cpuOf(pids) - spent };
    });
  } finally {
    await fleet.close();
  }
}

/** Processor time of these processes so far, in milliseconds; 0 where the system does not tell. */
function cpuOf(pids: readonly number[]): number {
  return pids.map(cpuOfProcess).reduce((sum, one) => sum + one, 0);
}

/** Linux counts in hundredths of a second; the name of a process may hold spaces. */
function cpuOfProcess(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13)
      .map(Number);
    return ((user ?? 0) + (system ?? 0)) * 10;
  } catch {
    return 0;
  }
}

async function withWorkers<Result>(
  { bench, cwd, url, token }: Round,
  database: string,
  count: number,
  use: (pids: readonly number[]) => Promise<Result>,
): Promise<Result> {
  const argv = [bench.command, "fleet", "work", "--mode", "apply", "--log", "json"];
  const env = { ...process.env, CHARTER_API: url, CHARTER_TOKEN: token, CHARTER_FLEET_DATABASE: database };
  const workers = Array.from({ length: count }, () =>
    spawn(process.execPath, argv, { cwd, env, stdio: ["ignore", "ignore", "pipe"] }),
  );
  const ended = workers.map((worker) => once(worker, "exit"));
  try {
    await Promise.all(workers.map(async ({ stderr }) => once(createInterface({ input: stderr }), "line")));
    return await use(workers.map(({ pid = 0 }) => pid));
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(ended);
  }
}
