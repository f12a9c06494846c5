import { expect, it } from "vitest";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { importOrganization, openStore } from "../../src/server/index.ts";
import { snapshotChunks } from "../../src/server/store/snapshot.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

it("while a long snapshot is written, others who wait for the server have their turn", async () => {
  const store = await openStore({ folder: await temporaryFolder() });
  const people = Array.from({ length: 5_000 }, (_, index) => [`p${index}@acme.example`, "viewer"]);
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("no role model");
  await importOrganization(store, organizationOf(Object.fromEntries(people)), roleModel);
  const id = await store.read((db) => db.selectFrom("organizations").select("id").executeTakeFirstOrThrow());
  let turns = 0;
  const chunks: string[] = [];
  const turnsAtChunk: number[] = [];
  const counting = () => {
    turns++;
    waiting = setImmediate(counting);
  };
  let waiting = setImmediate(counting);
  for await (const chunk of snapshotChunks(store, id.id, "2026-11-22T00:00:00.000Z")) {
    chunks.push(chunk);
    turnsAtChunk.push(turns);
  }
  clearImmediate(waiting);
  const long = chunks.flatMap((chunk, at) => (chunk.split("\n").length > 1_000 ? [turnsAtChunk[at] ?? 0] : []));
  expect(long).toHaveLength(3);
  expect(new Set(long).size).toBe(3);
  await store.close();
});
