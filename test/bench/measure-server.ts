import { join } from "node:path";
import type { Organization } from "../../src/membership/organization.ts";
import type { Bench, DescribedRow, Series } from "./bench.ts";
import { type Engine, settle, withPlaces } from "./database-place.ts";
import { generateOrganization } from "./generated-organization.ts";
import { better, type Loaded, loadOf } from "./load.ts";
import { KINDS, type Kind, memberRequests } from "./member-requests.ts";
import { peakOfProcess } from "./peak-of-process.ts";
import { listening, seed, serving } from "./seeded-server.ts";

export { ENGINES } from "./database-place.ts";

const FLOOR = join(import.meta.dirname, "floor", "serve-rows.mjs");

const FLOORS: Readonly<Record<Kind, string>> = { read: "one statement", write: "a transaction of two" };

/** How much is measured: connections at once, seconds a run, runs. */
export interface Effort {
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly repeats: number;
}

const FULL: Effort = { connections: [1, 16, 64], seconds: 2, repeats: 4 };

/** Two servers on the same data: ours, and the floor, with the processes that they are. */
export interface Servers {
  readonly ours: { readonly url: string; readonly pid: number };
  readonly floor: { readonly url: string; readonly pid: number };
}

/** Reads and writes of members a second, against a bare server of Node's that asks the same driver one question. */
export function serverSeries(engine: Engine, size: number, effort: Effort = FULL): Series {
  return {
    name: `server ${engine}`,
    size,
    measureAll: async (bench) => {
      const organization = generateOrganization(size, "members");
      return await withPlaces(engine, bench.scratch, async (places) => {
        const place = await places.make("ours");
        const token = await seed(place, organization);
        await settle(place);
        const other = await places.copy(place, "floor");
        return await withServers(bench, engine, [place, other], (servers) =>
          measureAll({ engine, organization, token, effort, servers }),
        );
      });
    },
  };
}

function withServers<Result>(
  { command }: Bench,
  engine: Engine,
  [place, other]: readonly [string, string],
  use: (servers: Servers) => Promise<Result>,
): Promise<Result> {
  return serving(command, place, (url, pid) =>
    listening([FLOOR, engine, other], (floorUrl, floorPid) =>
      use({ ours: { url, pid }, floor: { url: floorUrl, pid: floorPid } }),
    ),
  );
}

interface Measuring {
  readonly engine: Engine;
  readonly organization: Organization;
  readonly token: string;
  readonly effort: Effort;
  readonly servers: Servers;
}

async function measureAll(measuring: Measuring): Promise<DescribedRow[]> {
  const rows: DescribedRow[] = [];
  for (const kind of KINDS) {
    for (const connections of measuring.effort.connections) rows.push(await measureOne(measuring, kind, connections));
  }
  return rows;
}

async function measureOne(measuring: Measuring, kind: Kind, connections: number): Promise<DescribedRow> {
  const { engine, organization, token, effort, servers } = measuring;
  const requestsOf = memberRequests(kind, organization, token, connections);
  const { ours, floor } = await contest(
    servers,
    (url) => loadOf({ url, connections, seconds: effort.seconds, requestsOf }),
    effort.repeats,
  );
  return {
    name: `server ${kind} ${engine}`,
    size: organization.members.size,
    ours: 1000 / ours.perSecond,
    floor: 1000 / floor.perSecond,
    ratio: floor.perSecond / ours.perSecond,
    peakMemory: peakOfProcess(servers.ours.pid),
    floorPeakMemory: peakOfProcess(servers.floor.pid),
    load: { connections, ours, floor },
    what: `${connections} at once: ${said(ours)}; floor, bare HTTP and ${FLOORS[kind]}: ${said(floor)}`,
  };
}

function said({ perSecond, p99 }: Loaded): string {
  return `${Math.round(perSecond).toLocaleString("en")}/s p99 ${p99} ms`;
}

/** Loads both in turn, and keeps the better run of each. */
export async function contest(
  { ours, floor }: { readonly ours: { readonly url: string }; readonly floor: { readonly url: string } },
  load: (url: string) => Promise<Loaded>,
  repeats: number,
): Promise<{ ours: Loaded; floor: Loaded }> {
  let best: { ours: Loaded; floor: Loaded } | undefined;
  for (let round = 0; round < repeats; round++) {
    const ofFloor = await load(floor.url);
    const ofOurs = await load(ours.url);
    best = { ours: better(best?.ours, ofOurs), floor: better(best?.floor, ofFloor) };
  }
  if (best === undefined) throw new Error("nothing was measured");
  return best;
}
