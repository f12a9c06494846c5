import type { FieldPatch, OverridePatch } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { Facts } from "../../membership/facts.ts";
import type { Member, Override } from "../../membership/organization.ts";
import { patched } from "../../membership/patch.ts";
import { isEqual } from "../codec/value.ts";
import { type Attempt, roleFaults } from "../provider/attempt.ts";
import type { At } from "../provider/diagnostic.ts";
import type { Promised } from "../provider/foresee.ts";
import type { Look } from "../provider/look.ts";
import type { TextMap } from "../schema/attribute.ts";
import { fieldPatch, observedFields, valuesFromText } from "./field-text.ts";

/** Somebody as a resource wants them. Null is not managed. */
export interface Person {
  readonly email: string;
  readonly role: string | null;
  readonly attributes: TextMap | null;
  readonly permissions: TextMap | null;
}

/** Where in a configuration the parts of a person are. */
export interface PersonPlaces {
  readonly email: At;
  readonly role: At;
  readonly attributes: At;
  readonly permissions: At;
}

/** A person as they are wanted, and as they were managed before. */
export interface PersonChange {
  readonly desired: Person;
  readonly prior: Person | undefined;
  readonly at: PersonPlaces;
  /** Stage of the first attempt; the others follow it. */
  readonly stage: number;
}

/** The changes that make somebody as desired: invited, or changed as far as they can be now. */
export function personAttempts(look: Look, change: PersonChange): Attempt[] {
  const { desired, prior } = change;
  const live = look.facts.member(emailKey(desired.email));
  if (desired.role === null) return [];
  if (live === undefined) return [invitation(look, change, {})];
  if (live.status === "active")
    return prior === undefined ? [invitation(look, change, {})] : changeActive(look, change, live);
  if (prior === undefined && !isAdoptable(look, live)) return [invitation(look, change, {})];
  return changePending(look, change, live);
}

/** Permissions of somebody who has not joined yet. */
export function personPromises({ facts }: Look, { desired, prior, at, stage }: PersonChange): Promised[] {
  const { email, role, permissions } = desired;
  const isActive = facts.member(emailKey(email))?.status === "active";
  const overrides = isActive || role === null ? undefined : overridesPatch(permissions, {});
  if (overrides === undefined) return [];
  const isKept = prior?.role === role && isEqual(prior.permissions, permissions);
  return [{ change: { kind: "override-permissions", email, overrides }, at: at.permissions, stage, isKept }];
}

/** A pending invitation that this very run sent for a place below: whoever declares the person takes it over. */
function isAdoptable({ invitedHere }: Look, { email, invitation: pending }: Member): boolean {
  return pending?.target !== undefined && invitedHere.has(emailKey(email));
}

function invitation(look: Look, change: PersonChange, kept: Member["attributes"]): Attempt {
  const { email, role, attributes } = change.desired;
  const declared = valuesFromText(look.facts.model.attributes, attributes);
  return {
    change: { kind: "invite-member", email, role: role ?? "", attributes: { ...kept, ...declared } },
    at: change.at.email,
    atFor: {
      ...roleFaults(change.at.role),
      "attribute-required": change.at.attributes,
      "attribute-invalid": change.at.attributes,
    },
    stage: change.stage + 1,
  };
}

function changeActive(look: Look, change: PersonChange, live: Member): Attempt[] {
  const { desired, prior, at, stage } = change;
  const { email } = desired;
  const attempts: Attempt[] = [];
  const role = isOwnersBusiness(look.facts, live.role, desired.role, prior?.role) ? live.role : desired.role;
  if (role !== null && role !== live.role) {
    attempts.push({ change: { kind: "change-role", email, role }, at: at.role, stage });
  }
  const attributes = attributesPatch(look, change, live);
  if (attributes !== undefined) {
    attempts.push({ change: { kind: "update-attributes", email, attributes }, at: at.attributes, stage: stage + 1 });
  }
  // A change of role resets them.
  const overrides = overridesPatch(desired.permissions, role === live.role ? live.overrides : {});
  if (overrides !== undefined) {
    attempts.push({ change: { kind: "override-permissions", email, overrides }, at: at.permissions, stage: stage + 2 });
  }
  return attempts;
}

/** With another role or attribute the invitation is cancelled and sent anew; expired, it is resent. */
function changePending(look: Look, change: PersonChange, live: Member): Attempt[] {
  const { desired, at, stage } = change;
  const patch = attributesPatch(look, change, live);
  if (desired.role !== live.role || patch !== undefined) {
    const cancel: Attempt = { change: { kind: "cancel-invitation", email: live.email }, at: at.email, stage };
    return [cancel, invitation(look, change, patched(live.attributes, patch))];
  }
  if (live.status !== "expired") return [];
  return [{ change: { kind: "resend-invitation", email: live.email }, at: at.email, stage }];
}

function attributesPatch({ facts }: Look, { desired, prior }: PersonChange, live: Member): FieldPatch | undefined {
  const sides = { desired: desired.attributes, prior: prior?.attributes ?? null, live: live.attributes };
  return fieldPatch(facts, facts.model.attributes, sides);
}

function overridesPatch(wanted: TextMap | null, live: Member["overrides"]): OverridePatch | undefined {
  if (wanted === null) return undefined;
  const patch: Record<string, Override | null> = {};
  for (const [key, override] of Object.entries(wanted)) if (live[key] !== override) patch[key] = override as Override;
  for (const key of Object.keys(live)) if (wanted[key] === undefined) patch[key] = null;
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/**
 * Where ownership moves by transfer only, whoever has it keeps the role that was declared for them otherwise: that
 * they own the organization is the business of charter_owner.
 */
export function isOwnersBusiness(
  { model }: Pick<Facts, "model">,
  live: string,
  desired: string | null,
  prior: string | null | undefined,
): boolean {
  const { keystone, count, handover } = model.ownership;
  if (count !== "exactly-one" || handover !== "transfer" || !("role" in keystone)) return false;
  return live === keystone.role && desired !== keystone.role && desired === prior;
}

/** Somebody's removal, or the end of their invitation; nothing where they are gone. */
export function departure(look: Look, email: string, at: At, stage: number): Attempt[] {
  const live = look.facts.member(emailKey(email));
  if (live === undefined) return [];
  const kind = live.status === "active" ? "remove-member" : "cancel-invitation";
  return [{ change: { kind, email: live.email }, at, stage }];
}

/** Somebody as they are there, of what is managed; overrides of the invited wait, and are shown as declared. */
export function observedPerson({ facts }: Look, live: Member, managed: Person | "all"): Omit<Person, "email"> {
  const all = managed === "all";
  const kept = !all && isOwnersBusiness(facts, live.role, managed.role, managed.role) && managed.role !== null;
  return {
    role: kept ? managed.role : live.role,
    attributes: observedFields(facts, facts.model.attributes, live.attributes, all ? "all" : managed.attributes),
    permissions: observedOverrides(live, all ? "all" : managed.permissions),
  };
}

function observedOverrides(live: Member, managed: TextMap | null | "all"): TextMap | null {
  if (managed === "all") return Object.keys(live.overrides).length === 0 ? null : live.overrides;
  if (managed === null || live.status !== "active") return managed;
  return live.overrides;
}
