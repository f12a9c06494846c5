import type { FieldPatch, OverridePatch } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { effectiveValue } from "../membership/field.ts";
import { ListedMap } from "../membership/listed-map.ts";
import type { InvitationTarget, Member } from "../membership/organization.ts";
import type { FieldValue } from "../membership/role-model.ts";
import type { Handover } from "./diff-ownership.ts";
import type { DifferenceBuilder } from "./difference.ts";
import { directInvitations } from "./direct-invitations.ts";
import { isPromiseKept } from "./promise-kept.ts";

/**
 * People: each has one life, absent, invited, active. What is pending as declared is in sync. Of whoever is to own the
 * organization and is not active nothing is said here: the transfer to them is refused, with the reason.
 */
export function diffMembers(builder: DifferenceBuilder, handover: Handover | undefined): void {
  const targets = directInvitations(builder);
  const desired = ListedMap.of(builder.desired.members);
  const isLive = new Uint8Array(desired.size);
  for (const [key, live] of builder.current.members) {
    const place = desired.placeOf(key);
    const member = place === undefined ? undefined : desired.at(place);
    if (place !== undefined) isLive[place] = 1;
    if (member === undefined) changeUndeclared(builder, key, live);
    else if (live.status === "active") changeActive(builder, member, live, handover);
    else if (handover?.to !== key) changeInvited(builder, member, live, targets.get(key));
  }
  for (const member of missing(desired, isLive)) {
    const key = emailKey(member.email);
    if (handover?.to !== key) invite(builder, member, targets.get(key));
  }
}

/** Who is declared and not live. */
function* missing(desired: ListedMap<EmailKey, Member>, isLive: Uint8Array): Iterable<Member> {
  for (let place = isLive.indexOf(0); place >= 0; place = isLive.indexOf(0, place + 1)) {
    const member = desired.at(place);
    if (member !== undefined) yield member;
  }
}

function changeUndeclared(builder: DifferenceBuilder, key: EmailKey, live: Member): void {
  const { absent, unmanaged } = builder.declaration;
  const declaredAbsent = absent.get(key);
  if (declaredAbsent !== undefined) leave(builder, live, declaredAbsent.source);
  // Nobody declares that they join: what leads them to a role that is not to be there ends whole, and is not sent anew.
  else if (unmanaged.members === "remove" || !isPromiseKept(builder, live)) leave(builder, live);
  else builder.unmanaged("members", `members/${live.email}`, live.role);
}

function invite(builder: DifferenceBuilder, member: Member, target: InvitationTarget | undefined): void {
  const { email, role, attributes, source } = member;
  builder.want({ kind: "invite-member", email, role, attributes, ...(target === undefined ? {} : { target }) }, source);
  waitForOverrides(builder, member);
}

function waitForOverrides(builder: DifferenceBuilder, member: Member): void {
  if (Object.keys(member.overrides).length === 0) return;
  builder.wait(`members/${member.email}`, member.role);
}

function leave(builder: DifferenceBuilder, live: Member, source?: Member["source"]): void {
  const kind = live.status === "active" ? "remove-member" : "cancel-invitation";
  if (builder.wantRemoval("members", { kind, email: live.email }, source)) builder.leaving.add(emailKey(live.email));
}

function changeActive(builder: DifferenceBuilder, member: Member, live: Member, handover: Handover | undefined): void {
  if (member.implied === true) return;
  const { email, source } = member;
  const role = handover === undefined ? live.role : roleAfterHandover(emailKey(email), live, member, handover);
  if (role !== member.role) builder.want({ kind: "change-role", email, role: member.role }, source);
  const attributes = attributePatch(builder, member, live);
  if (attributes !== undefined) builder.want({ kind: "update-attributes", email, attributes }, source);
  const reset = live.role !== member.role;
  const overrides = overridePatch(member.overrides, reset ? {} : live.overrides);
  if (overrides !== undefined) builder.want({ kind: "override-permissions", email, overrides }, source);
}

function roleAfterHandover(email: EmailKey, live: Member, member: Member, handover: Handover): string {
  if (handover.to === email) return member.role;
  return handover.from === email ? handover.formerOwnerRole : live.role;
}

/** With another role, attribute or promise the invitation is cancelled and sent anew; expired, it is resent. */
function changeInvited(
  builder: DifferenceBuilder,
  member: Member,
  live: Member,
  target: InvitationTarget | undefined,
): void {
  if (!isAsDeclared(builder, member, live)) {
    builder.want({ kind: "cancel-invitation", email: live.email }, member.source);
    // Of whoever is declared only through grants, attributes are not managed.
    invite(builder, member.implied === true ? { ...member, attributes: live.attributes } : member, target);
    return;
  }
  if (live.status === "expired") builder.want({ kind: "resend-invitation", email: live.email }, member.source);
  waitForOverrides(builder, member);
}

function isAsDeclared(builder: DifferenceBuilder, member: Member, live: Member): boolean {
  const joinsAsDeclared =
    member.implied === true || (member.role === live.role && attributePatch(builder, member, live) === undefined);
  return joinsAsDeclared && isPromiseKept(builder, live);
}

/** Attributes compare by the value in force, so that writing a default down is no difference. */
function attributePatch({ model, settings }: DifferenceBuilder, member: Member, live: Member): FieldPatch | undefined {
  if (isEmpty(member.attributes) && isEmpty(live.attributes)) return undefined;
  let patch: Record<string, FieldValue | null> | undefined;
  for (const field of model.attributes.values()) {
    const wanted = member.attributes[field.key];
    const present = effectiveValue(field, live.attributes[field.key], settings);
    if (effectiveValue(field, wanted, settings) === present) continue;
    patch ??= {};
    patch[field.key] = wanted ?? null;
  }
  return patch;
}

function overridePatch(wanted: Member["overrides"], present: Member["overrides"]): OverridePatch | undefined {
  if (isEmpty(wanted) && isEmpty(present)) return undefined;
  const patch: Record<string, "allow" | "deny" | null> = {};
  for (const [permission, override] of Object.entries(wanted))
    if (present[permission] !== override) patch[permission] = override;
  for (const permission of Object.keys(present)) if (wanted[permission] === undefined) patch[permission] = null;
  const keys = Object.keys(patch).sort();
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, patch[key] ?? null]));
}

/** Most people have neither attributes nor overrides, and asking must not cost a list for each. */
function isEmpty(fields: object): boolean {
  for (const _key in fields) return false;
  return true;
}
