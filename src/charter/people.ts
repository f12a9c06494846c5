import { type EmailKey, emailKey } from "../membership/email.ts";
import type { CharterDocument } from "./generated/charter-document.ts";

/** Everybody in `members` and in groups, by the comparison form of their address. */
export interface People {
  /** Index in `members` of each person's first entry. */
  readonly entries: ReadonlyMap<EmailKey, number>;
  readonly groups: ReadonlyMap<string, readonly EmailKey[]>;
}

export function peopleOf(document: CharterDocument): People {
  const entries = new Map<EmailKey, number>();
  const members = document.members ?? [];
  for (let index = 0; index < members.length; index++) {
    const key = emailKey(members[index]?.email ?? "");
    if (!entries.has(key)) entries.set(key, index);
  }
  return { entries, groups: groupsOf(document) };
}

function groupsOf({ groups = {} }: CharterDocument): People["groups"] {
  return new Map(Object.entries(groups).map(([name, emails]) => [name, emails.map(emailKey)]));
}

/** True for somebody who is to be removed. */
export function isDeclaredAbsent({ members = [] }: CharterDocument, people: People, person: EmailKey): boolean {
  const index = people.entries.get(person);
  return index !== undefined && members[index]?.absent === true;
}
