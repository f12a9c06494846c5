import { expect } from "vitest";
import { connect } from "../../src/api/connect.ts";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import type { Store } from "../../src/server/index.ts";
import type { Db } from "../../src/server/store/tables.ts";
import { unsoundness } from "./soundness.ts";

/** Where an organization is served, and a token that may read everything in it. */
export interface Served {
  readonly url: string;
  readonly token: string;
  readonly organization: string;
}

/** Reads the organization whole, by the project's own client. */
export async function readWhole(served: Served): Promise<{ model: RoleModel; organization: Organization }> {
  const { reader, close } = connect(served);
  try {
    return { model: await reader.readRoleModel(), organization: (await reader.read()).organization };
  } finally {
    await close();
  }
}

/** No rule of its role model is broken. */
export async function expectSound(served: Served): Promise<void> {
  const { model, organization } = await readWhole(served);
  expect(unsoundness(model, organization)).toEqual([]);
}

/**
 * Every version of the organization has events, numbered without a gap, and nothing that is there says that it changed
 * at a version that no event tells of. `first` is the first version with events: an organization that was imported
 * starts without. Gives the present version.
 */
export async function expectWholeHistory(store: Store, organization: string, first = 1): Promise<number> {
  const { version, events, changed } = await store.read((db) => history(db, organization));
  const versions = [...new Set(events.map((event) => event.version))];
  expect(versions).toEqual(Array.from({ length: Math.max(0, version - first + 1) }, (_, index) => first + index));
  const numbers = Map.groupBy(events, (event) => event.version);
  for (const [, ofVersion] of numbers) expect(ofVersion.map(({ seq }) => seq)).toEqual([...ofVersion.keys()]);
  expect(changed.filter((at) => at >= first && !numbers.has(at))).toEqual([]);
  return version;
}

async function history(db: Db, key: string) {
  const organization = db.selectFrom("organizations").select(["id", "version", "changed"]).where("key", "=", key);
  const { id, version, changed } = await organization.executeTakeFirstOrThrow();
  const events = db.selectFrom("audit_events").select(["version", "seq"]).where("organization", "=", id);
  const rows = [];
  for (const table of ["members", "grants", "custom_roles", "tenants", "projects"] as const) {
    rows.push(...(await db.selectFrom(table).select("changed").where("organization", "=", id).execute()));
  }
  return {
    version,
    events: await events.orderBy("version").orderBy("seq").execute(),
    changed: [changed, ...rows.map((row) => row.changed)],
  };
}
