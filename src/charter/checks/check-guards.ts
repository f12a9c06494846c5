import { quoted } from "../../diagnostics/printable.ts";
import { emailKey } from "../../membership/email.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { People } from "../people.ts";

/** What depends on somebody or something being declared: required people, identities, removal of everybody else. */
export function checkGuards(check: CharterCheck, people: People): void {
  if (!check.leftOut.isWhole("members")) return;
  checkRequired(check, people);
  checkIdentities(check, people);
  checkRemoval(check);
}

function checkRequired(check: CharterCheck, people: People): void {
  for (const [index, email] of (check.document.guards?.required ?? []).entries()) {
    const state = missingState(check, people, email);
    if (state === undefined) continue;
    const message = `${quoted(email)} is required, but ${state}; declare them as a member`;
    check.error("required-member-missing", ["guards", "required", index], message);
  }
}

function checkIdentities(check: CharterCheck, people: People): void {
  if (check.document.members === undefined) return;
  for (const [host, logins] of Object.entries(check.document.identities ?? {})) {
    for (const [login, email] of Object.entries(logins ?? {})) {
      const state = missingState(check, people, email);
      if (state === undefined) continue;
      const message = `${quoted(email)} of the login ${quoted(login)} ${state}; approvals of this login will not count`;
      check.warning("undeclared-identity", ["identities", host, login], message);
    }
  }
}

function missingState({ leftOut }: CharterCheck, people: People, email: string): string | undefined {
  const person = emailKey(email);
  if (!people.entries.has(person)) return leftOut.people.has(person) ? undefined : "is not among the members";
  return people.absent.has(person) ? "is declared absent" : undefined;
}

/** A charter without members that removes every undeclared member would remove everybody. */
function checkRemoval(check: CharterCheck): void {
  const { members, unmanaged } = check.document;
  if (members !== undefined || unmanaged?.members !== "remove") return;
  const message =
    "undeclared members are removed, but no members are declared: everybody would be; declare members, or report";
  check.error("members-not-declared", ["unmanaged", "members"], message);
}
