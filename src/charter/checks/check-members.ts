import { quoted } from "../../diagnostics/printable.ts";
import { emailKey } from "../../membership/email.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { Member } from "../generated/charter-document.ts";
import type { People } from "../people.ts";
import { AttributeCheck } from "./attribute-check.ts";
import { checkDay } from "./check-day.ts";
import { checkOverrides } from "./check-overrides.ts";

/** Everybody is declared once, with a role, attributes and overrides that the role model has. */
export function checkMembers(check: CharterCheck, people: People): void {
  checkDuplicates(check, people);
  const attributes = check.model && new AttributeCheck(check.model.attributes);
  for (const [index, member] of (check.document.members ?? []).entries()) {
    if (member.until !== undefined) checkDay(check, ["members", index], member.until);
    if (member.absent === true) continue;
    checkRole(check, index, member);
    attributes?.member(check, index, member);
    if (member.permissions !== undefined) checkOverrides(check, ["members", index, "permissions"], member.permissions);
  }
}

function checkDuplicates(check: CharterCheck, people: People): void {
  const { members = [] } = check.document;
  if (people.entries.size === members.length) return;
  for (const [index, { email }] of members.entries()) {
    const first = people.entries.get(emailKey(email));
    if (first !== undefined && first !== index) duplicateMember(check, index, first);
  }
}

function checkRole(check: CharterCheck, index: number, { role }: Member): void {
  const fault = role === undefined ? undefined : check.roles?.fault("organization", role);
  if (fault !== undefined) check.error(fault.code, ["members", index, "role"], fault.message);
}

function duplicateMember(check: CharterCheck, index: number, first: number): void {
  const spelling = (at: number) => check.document.members?.[at]?.email ?? "";
  const same = spelling(index) === spelling(first);
  const message = same
    ? `${quoted(spelling(index))} is declared twice; keep one of the two entries`
    : `${quoted(spelling(index))} is the same address as ${quoted(spelling(first))}; keep one of the two entries`;
  const { members = [] } = check.document;
  // An alias of the first entry has its address only there.
  const path = ["members", index, ...(members[index] === members[first] ? [] : ["email"])];
  const related = { message: "first declared here", path: ["members", first, "email"] };
  check.error("duplicate-member", path, message, { related });
}
