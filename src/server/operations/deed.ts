import type { Change } from "../../membership/change.ts";
import { judge } from "../../membership/judge.ts";
import type { Refusal } from "../../membership/refusal.ts";
import type { Actor } from "../../membership/standing.ts";
import type { Problem } from "../http/answer.ts";
import { refusalProblem } from "../http/refusal-status.ts";
import { type AuditEntry, appendAudit } from "../store/audit.ts";
import { auditedState } from "../store/audited-state.ts";
import { carryOut } from "../store/carry-out.ts";
import { loadFacts } from "../store/load-facts.ts";
import { findOrganizationById, type OrganizationState } from "../store/organization-state.ts";
import type { Rulebook } from "../store/rulebook.ts";
import type { Db } from "../store/tables.ts";
import { wantedBy } from "../store/wanted.ts";
import { keptAddress } from "./kept-address.ts";

/** One write to one organization, inside its transaction. */
export interface Deed {
  readonly db: Db;
  readonly rulebook: Rulebook;
  readonly state: OrganizationState;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly planDigest: string | undefined;
}

/** What a write has made. */
export interface Carried {
  readonly kind: "carried";
  readonly version: number;
}

/**
 * Judges and carries out changes one after another, each on what the one before left, as one step of the
 * organization's version. With one refusal the transaction has to be undone.
 */
export async function carryOutAll(deed: Deed, changes: readonly Change[]): Promise<Carried | Problem> {
  const version = deed.state.version + 1;
  const entries: AuditEntry[] = [];
  let { state } = deed;
  for (const [index, change] of changes.entries()) {
    if (index > 0) state = await findOrganizationById(deed.db, deed.rulebook, deed.state.id);
    const address = await judged({ ...deed, state }, change);
    if (typeof address !== "string") return address;
    entries.push(await carryOutOne({ ...deed, state }, version, change, address));
  }
  await recordDeed(deed, version, entries);
  return { kind: "carried", version };
}

/** Makes the organization's next version, and gives it. */
export async function bumpVersion({ db, state }: Pick<Deed, "db" | "state">): Promise<number> {
  const version = state.version + 1;
  await db.updateTable("organizations").set({ version }).where("id", "=", state.id).execute();
  return version;
}

export async function recordDeed(deed: Deed, version: number, entries: readonly AuditEntry[]): Promise<void> {
  const { db, state, now, requestId, planDigest } = deed;
  await appendAudit(db, { organization: state, version, at: now.toISOString(), requestId, planDigest }, entries);
}

/** The address of what is changed, its person spelled as they are kept; or why the rules refuse the change. */
async function judged({ db, state, actor, now }: Deed, change: Change): Promise<string | Problem> {
  const facts = await loadFacts(db, state, wantedBy(state, actor, change), now.toISOString());
  const [first, ...others]: Refusal[] = judge(facts, actor, change);
  return first === undefined ? keptAddress(facts, change) : refusalProblem(change, [first, ...others]);
}

async function carryOutOne(
  { db, state, actor, now }: Deed,
  version: number,
  change: Change,
  address: string,
): Promise<AuditEntry> {
  const before = await auditedState(db, state, change, now.toISOString());
  // Not earlier: the organization shows its version, and before is how it was.
  if (state.version < version) await bumpVersion({ db, state });
  await carryOut({ db, state, version, now, actor: actor.email }, change);
  const after = await auditedState(db, state, change, now.toISOString());
  return { actor: actor.email, kind: change.kind, address, before, after };
}
