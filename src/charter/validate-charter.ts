import type { Finding } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { tryFindBuiltIn } from "../role-models/built-in.ts";
import { CharterCheck } from "./charter-check.ts";
import { checkGroups } from "./checks/check-groups.ts";
import { checkGuards } from "./checks/check-guards.ts";
import { checkMembers } from "./checks/check-members.ts";
import { checkOrganization } from "./checks/check-organization.ts";
import { checkOwners } from "./checks/check-owners.ts";
import { checkPlaces } from "./checks/check-places.ts";
import { checkRoles } from "./checks/check-roles.ts";
import { checkSeats } from "./checks/check-seats.ts";
import type { LoadedCharter } from "./loaded-charter.ts";
import { peopleOf } from "./people.ts";

/**
 * Everything that is wrong with what a charter says and needs no live state, in file order. What is wrong with its
 * form is in `loaded.findings`.
 *
 * @param roleModel the rules in force; without it, those of the built-in model that the charter names. A charter
 *   without either is checked as far as that goes
 * @param options `seatsOn` is a day in UTC, as YYYY-MM-DD: that the declared tier has a seat for everybody who is
 *   wanted on it is checked as well. Not before a plan, which refuses that by the live state
 */
export function validateCharter(
  loaded: LoadedCharter,
  roleModel: RoleModel | undefined,
  { seatsOn }: { readonly seatsOn?: string } = {},
): Finding[] {
  if (loaded.document === undefined) return [];
  const findings = new FindingList();
  const { places, leftOut } = loaded;
  const check = new CharterCheck(loaded.document, roleModelOf(loaded, roleModel), { places, leftOut, findings });
  const people = peopleOf(loaded.document);
  checkOrganization(check);
  checkRoles(check);
  checkMembers(check, people);
  if (seatsOn !== undefined) checkSeats(check, people, seatsOn);
  checkGroups(check, people);
  checkPlaces(check, people);
  checkOwners(check);
  checkGuards(check, people);
  return findings.toArray();
}

/** The role model that was given, else the built-in one that the charter names. */
export function roleModelOf(loaded: LoadedCharter, given: RoleModel | undefined): RoleModel | undefined {
  const named = loaded.document?.roleModel;
  return given ?? (named === undefined ? undefined : tryFindBuiltIn(named));
}
