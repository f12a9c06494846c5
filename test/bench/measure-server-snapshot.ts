import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bench, type DescribedRow, folderIn, type Series } from "./bench.ts";
import { type Engine, type Places, settle, withPlaces } from "./database-place.ts";
import { generateOrganization, type Variant } from "./generated-organization.ts";
import { peakOfProcess } from "./peak-of-process.ts";
import { always, race } from "./race.ts";
import { seed, serving } from "./seeded-server.ts";

const OURS = join(import.meta.dirname, "drain-snapshot.mjs");
const FLOOR = join(import.meta.dirname, "floor", "read-rows.mjs");
const REPEATS = 7;
const WHAT: Readonly<Record<Variant, string>> = { members: "members only", grants: "about 4 grants a member" };

/** A snapshot over HTTP, drained by another process, against reading the same rows with the driver alone. */
export function serverSnapshotSeries(engine: Engine, size: number): Series {
  return {
    name: `server snapshot ${engine}`,
    size,
    measureAll: (bench) =>
      withPlaces(engine, bench.scratch, async (places) => [
        await measure(bench, places, engine, size, "members"),
        await measure(bench, places, engine, size, "grants"),
      ]),
  };
}

async function measure(
  bench: Bench,
  places: Places,
  engine: Engine,
  size: number,
  variant: Variant,
): Promise<DescribedRow> {
  const place = await places.make(variant);
  const token = await seed(place, generateOrganization(size, variant));
  await settle(place);
  const folder = await folderIn(bench, `${variant} jobs`);
  return await serving(bench.command, place, async (url, pid) => {
    await writeFile(join(folder, "job.json"), JSON.stringify({ url, token, engine, place }));
    const job = (script: string) => always({ argv: [script, "job.json"], cwd: folder, printsTime: true });
    const name = `server snapshot ${engine}`;
    const row = await race({ name, size, repeats: REPEATS, ours: job(OURS), floor: job(FLOOR) }, bench.scratch);
    const bytes = await bytesOf(url, token);
    const what = `${WHAT[variant]}, ${speed(bytes, row.ours)}; floor: the driver reads the rows`;
    return { ...row, peakMemory: peakOfProcess(pid), what };
  });
}

async function bytesOf(url: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/v1/organizations/acme/snapshot`, { headers });
  return (await answer.arrayBuffer()).byteLength;
}

function speed(bytes: number, milliseconds: number): string {
  return `${megabytes((bytes / milliseconds) * 1000)} MB/s of ${megabytes(bytes)} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
