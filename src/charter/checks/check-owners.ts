import { quoted } from "../../diagnostics/printable.ts";
import { listed } from "../../diagnostics/suggest.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { Member } from "../generated/charter-document.ts";

/** The declared members hold what the organization must never be without, as often as it may be held. */
export function checkOwners(check: CharterCheck): void {
  checkLimits(check);
  const { members } = check.document;
  if (check.model === undefined || members === undefined || !isKnown(check, members)) return;
  const owners = ownersOf(check);
  if (owners.length === 0) {
    // Whoever is live and not declared may be an owner, unless what is not declared is removed.
    const certain = check.document.unmanaged?.members === "remove";
    check[certain ? "error" : "warning"]("no-owner", ["members"], noOwner(check), { part: "key" });
    return;
  }
  if (check.model.ownership.count === "exactly-one") checkOnlyOne(check, owners);
  checkCount(check, owners.length);
}

/** Whether it can be told of everybody what they hold. */
function isKnown(check: CharterCheck, members: readonly Member[]): boolean {
  if (!check.leftOut.isWhole("members") || check.leftOut.people.size > 0) return false;
  return members.every(({ role }) => role === undefined || !check.mayHave("roles", role));
}

function ownersOf({ document, roles }: CharterCheck): number[] {
  const owners: number[] = [];
  for (const [index, { role, absent }] of (document.members ?? []).entries()) {
    if (absent !== true && role !== undefined && roles?.isKeystone(role) === true) owners.push(index);
  }
  return owners;
}

function noOwner({ model, roles }: CharterCheck): string {
  const keystone = model?.ownership.keystone ?? { role: "owner" };
  if ("role" in keystone)
    return `nobody is declared with the role ${quoted(keystone.role)}; an organization must have one`;
  const holding = listed(roles?.keystoneRoles() ?? []);
  return `nobody is declared with the permission ${quoted(keystone.permission)}; give one member a role that contains it (there is ${holding})`;
}

function checkOnlyOne(check: CharterCheck, [first, ...others]: readonly number[]): void {
  if (first === undefined) return;
  const { members = [] } = check.document;
  for (const index of others) {
    const message = `${quoted(members[index]?.email)} is declared as owner, but the organization has exactly one, ${quoted(members[first]?.email)}`;
    const related = { message: "the first one declared", path: ["members", first, "role"] };
    check.error("too-many-owners", ["members", index, "role"], message, { related });
  }
}

/** `guards.owners` fits what is declared. */
function checkCount(check: CharterCheck, count: number): void {
  const { min, max } = check.document.guards?.owners ?? {};
  if (min !== undefined && count < min)
    check.error("too-few-owners", ["guards", "owners", "min"], `there must be ${min} owners, but ${declared(count)}`);
  if (max !== undefined && count > max && check.model?.ownership.count !== "exactly-one")
    check.error("too-many-owners", ["guards", "owners", "max"], `there may be ${max} owners, but ${declared(count)}`);
}

function declared(count: number): string {
  return count === 1 ? "1 is declared" : `${count} are declared`;
}

/** `guards.owners` fits itself and the role model. */
function checkLimits(check: CharterCheck): void {
  const { min, max } = check.document.guards?.owners ?? {};
  if (min !== undefined && max !== undefined && min > max) {
    const message = `at least ${min} owners and at most ${max} cannot both be; make min no greater than max`;
    check.error("contradicting-guard", ["guards", "owners", "min"], message);
  }
  if (min !== undefined && min > 1 && check.model?.ownership.count === "exactly-one") {
    const message = `at least ${min} owners cannot be where the role model ${quoted(check.model.key)} has exactly one`;
    check.error("contradicting-guard", ["guards", "owners", "min"], message);
  }
}
