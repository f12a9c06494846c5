import type { Scope } from "../../membership/scope.ts";
import type { OrganizationState } from "./organization-state.ts";
import type { Db } from "./tables.ts";

type InOrganization = Pick<OrganizationState, "id" | "model">;

/**
 * Members, and unexpired invitations where the model counts them. As two questions, for each is answered from an index:
 * as one with an `or`, it reads every row of the table.
 */
export async function countSeats(db: Db, { id, model }: InOrganization, now: string): Promise<number> {
  const people = db
    .selectFrom("members")
    .select((count) => count.fn.countAll<number>().as("seats"))
    .where("organization", "=", id);
  const active = await people.where("status", "=", "active").executeTakeFirstOrThrow();
  if (!model.invitations.pendingTakesSeat) return Number(active.seats);
  const pending = people.where("status", "=", "invited").where("expires_at", ">", now);
  return Number(active.seats) + Number((await pending.executeTakeFirstOrThrow()).seats);
}

/** Active members by role, for these roles. */
export async function countActive(
  db: Db,
  { id }: InOrganization,
  roles: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map(roles.map((role) => [role, 0]));
  if (roles.length === 0) return counts;
  const rows = await db
    .selectFrom("members")
    .select(["role", (count) => count.fn.countAll<number>().as("active")])
    .where("organization", "=", id)
    .where("role", "in", roles)
    .where("status", "=", "active")
    .groupBy("role")
    .execute();
  for (const row of rows) counts.set(row.role, Number(row.active));
  return counts;
}

/** Members, invitations and grants that have each role. Keyed by scope and role, with a space between. */
export async function countHolders(
  db: Db,
  state: InOrganization,
  wanted: readonly { readonly scope: Scope; readonly role: string }[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { scope, role } of wanted) counts.set(`${scope} ${role}`, await countHoldersOf(db, state, scope, role));
  return counts;
}

async function countHoldersOf(db: Db, { id }: InOrganization, scope: Scope, role: string): Promise<number> {
  const members = db
    .selectFrom("members")
    .select((count) => count.fn.countAll<number>().as("holders"))
    .where("organization", "=", id);
  if (scope === "organization") {
    return Number((await members.where("role", "=", role).executeTakeFirstOrThrow()).holders);
  }
  const promised = members
    .where("status", "=", "invited")
    .where("target_scope", "=", scope)
    .where("target_role", "=", role);
  const granted = db
    .selectFrom("grants")
    .select((count) => count.fn.countAll<number>().as("holders"))
    .where("organization", "=", id)
    .where("scope", "=", scope)
    .where("role", "=", role);
  const counted = [await promised.executeTakeFirstOrThrow(), await granted.executeTakeFirstOrThrow()];
  return counted.reduce((sum, { holders }) => sum + Number(holders), 0);
}
