import type { FieldValue, Role, RoleModel } from "../../membership/role-model.ts";
import { tryFindBuiltInRole } from "../../membership/role-model.ts";
import type { Scope } from "../../membership/scope.ts";
import type { CustomRoles, Rulebook } from "./rulebook.ts";
import type { Db, OrganizationRow } from "./tables.ts";

/** An organization as one transaction sees it: its own fields and its rules. */
export interface OrganizationState {
  readonly id: string;
  readonly key: string;
  readonly title: string | undefined;
  readonly tier: string;
  readonly settings: Readonly<Record<string, FieldValue>>;
  readonly version: number;
  readonly model: RoleModel;
  readonly customRoles: CustomRoles;
}

const FIELDS = ["id", "key", "title", "tier", "settings", "version", "roles_stamp"] as const;

/** The organization of that key. */
export async function tryFindOrganization(
  db: Db,
  rulebook: Rulebook,
  key: string,
): Promise<OrganizationState | undefined> {
  const row = await db.selectFrom("organizations").select(FIELDS).where("key", "=", key).executeTakeFirst();
  return row && stateOf(db, rulebook, row);
}

/** It was deleted since it was seen last. */
export class OrganizationGone extends Error {}

/**
 * The organization of that internal id.
 *
 * @throws {OrganizationGone}
 */
export async function findOrganizationById(db: Db, rulebook: Rulebook, id: string): Promise<OrganizationState> {
  const query = db.selectFrom("organizations").select(FIELDS).where("id", "=", id);
  return stateOf(db, rulebook, await query.executeTakeFirstOrThrow(() => new OrganizationGone()));
}

async function stateOf(
  db: Db,
  rulebook: Rulebook,
  row: Pick<OrganizationRow, (typeof FIELDS)[number]>,
): Promise<OrganizationState> {
  const model = await rulebook.model(db, row.id);
  return {
    id: row.id,
    key: row.key,
    title: row.title ?? undefined,
    tier: row.tier,
    settings: JSON.parse(row.settings) as Record<string, FieldValue>,
    version: row.version,
    model,
    customRoles: await rulebook.roles(db, row.id, row.roles_stamp, model),
  };
}

/** Built-in or custom role of that scope. */
export function tryFindRole(state: OrganizationState, scope: Scope, key: string): Role | undefined {
  const builtIn = tryFindBuiltInRole(state.model, scope, key);
  if (builtIn !== undefined) return builtIn;
  const role = state.customRoles.get(key);
  return role?.scope === scope ? role : undefined;
}

/** Keys of the organization's roles at its own scope, built-in and custom. */
export function* organizationRoles(state: OrganizationState): Iterable<string> {
  yield* state.model.roles.get("organization")?.keys() ?? [];
  for (const role of state.customRoles.values()) if (role.scope === "organization") yield role.key;
}
