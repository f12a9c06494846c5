import type { DescribedRow, Series } from "./bench.ts";
import { type Engine, settle, withPlaces } from "./database-place.ts";
import { generateOrganization } from "./generated-organization.ts";
import { type Loaded, loadOf } from "./load.ts";
import { contest } from "./measure-server.ts";
import { KINDS, memberRequests } from "./member-requests.ts";
import { peakOfProcess } from "./peak-of-process.ts";
import { seed, serving } from "./seeded-server.ts";

const SMALL = 1_000;
const SECONDS = 2;
const CONNECTIONS = 16;
const REPEATS = 5;

/** Our server with many members against our server with a thousand, in the same minutes: what size costs a request. */
export function serverGrowthSeries(engine: Engine, size: number): Series {
  return {
    name: `server growth ${engine}`,
    size,
    measureAll: ({ command, scratch }) =>
      withPlaces(engine, scratch, async (places) => {
        const [many, few] = [generateOrganization(size, "members"), generateOrganization(SMALL, "members")];
        const [large, small] = [await places.make("large"), await places.make("small")];
        const [tokenOfMany, tokenOfFew] = [await seed(large, many), await seed(small, few)];
        await settle(large);
        await settle(small);
        const rows: DescribedRow[] = [];
        await serving(command, large, (ours, pid) =>
          serving(command, small, async (floor, floorPid) => {
            for (const kind of KINDS) {
              const requests = {
                [ours]: memberRequests(kind, many, tokenOfMany, CONNECTIONS),
                [floor]: memberRequests(kind, few, tokenOfFew, CONNECTIONS),
              };
              const load = (url: string) =>
                loadOf({ url, connections: CONNECTIONS, seconds: SECONDS, requestsOf: requests[url] ?? (() => []) });
              const best = await contest({ ours: { url: ours }, floor: { url: floor } }, load, REPEATS);
              rows.push(rowOf(`server growth ${kind} ${engine}`, size, best, [pid, floorPid]));
            }
          }),
        );
        return rows;
      }),
  };
}

function rowOf(
  name: string,
  size: number,
  { ours, floor }: { readonly ours: Loaded; readonly floor: Loaded },
  [pid, floorPid]: readonly [number, number],
): DescribedRow {
  return {
    name,
    size,
    ours: 1000 / ours.perSecond,
    floor: 1000 / floor.perSecond,
    ratio: floor.perSecond / ours.perSecond,
    peakMemory: peakOfProcess(pid),
    floorPeakMemory: peakOfProcess(floorPid),
    load: { connections: CONNECTIONS, ours, floor },
    what: `${CONNECTIONS} at once; floor: the same at ${SMALL.toLocaleString("en")} members`,
  };
}
