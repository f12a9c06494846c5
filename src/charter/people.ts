import { type EmailKey, emailKey } from "../membership/email.ts";
import type { CharterDocument, Member } from "./generated/charter-document.ts";

/** Everybody in `members` and in groups, by the comparison form of their address. */
export interface People {
  /** Of each entry of `members`. */
  readonly keys: readonly EmailKey[];
  /** Index in `members` of each person's first entry. */
  readonly entries: ReadonlyMap<EmailKey, number>;
  /** Those whose first entry says that they are to be removed. */
  readonly absent: ReadonlySet<EmailKey>;
  readonly groups: ReadonlyMap<string, readonly EmailKey[]>;
}

const known = new WeakMap<CharterDocument, People>();

/** Looks a charter's people up, once for all who ask about each of them. */
export function peopleOf(document: CharterDocument): People {
  const people = known.get(document) ?? { ...entriesOf(document.members ?? []), groups: groupsOf(document) };
  known.set(document, people);
  return people;
}

function entriesOf(members: readonly Member[]): Omit<People, "groups"> {
  const keys = members.map(({ email }) => emailKey(email));
  const entries = new Map<EmailKey, number>();
  const absent = new Set<EmailKey>();
  // From the last one, so that of several entries of one person the first one stays.
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index];
    if (key === undefined) continue;
    entries.set(key, index);
    if (members[index]?.absent === true) absent.add(key);
    else if (absent.size > 0) absent.delete(key);
  }
  return { keys, entries, absent };
}

function groupsOf({ groups = {} }: CharterDocument): People["groups"] {
  return new Map(Object.entries(groups).map(([name, emails]) => [name, emails.map(emailKey)]));
}
