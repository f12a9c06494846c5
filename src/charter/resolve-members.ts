import type { SourcePosition } from "../diagnostics/source.ts";
import type { Declaration } from "../membership/declaration.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { searchByIndex } from "../membership/key-search.ts";
import { ListedMap } from "../membership/listed-map.ts";
import type { Member } from "../membership/organization.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { isOver } from "./day.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import { peopleOf } from "./people.ts";

export interface ResolvedMembers {
  readonly members: ReadonlyMap<EmailKey, Member>;
  readonly absent: Declaration["absent"];
}

/** Shared by everybody who has none. */
const NONE = Object.freeze({});

const NOWHERE: SourcePosition = { file: "", line: 1, column: 1 };

/** Who is wanted, all as active members, and who is to be removed. */
export function resolveMembers(document: CharterDocument, places: CharterPlaces, today: string): ResolvedMembers {
  const people = peopleOf(document);
  const keys: EmailKey[] = [];
  const members: Member[] = [];
  const absent = new Map<EmailKey, Absence>();
  for (const [index, entry] of (document.members ?? []).entries()) {
    const { email, role, attributes = NONE, permissions: overrides = NONE } = entry;
    const key = people.keys[index] ?? emailKey(email);
    const source = places.positionOfMember(index) ?? NOWHERE;
    if (role === undefined || entry.absent === true || isOver(entry.until, today)) absent.set(key, { email, source });
    else {
      keys.push(key);
      members.push({ email, role, status: "active", attributes, overrides, source });
    }
  }
  // Where everybody is wanted, the index of the entries is one of the members as well.
  const index = absent.size === 0 ? people.entries : undefined;
  return { members: new ListedMap(keys, members, searchByIndex(keys, index)), absent };
}

type Absence = Declaration["absent"] extends ReadonlyMap<EmailKey, infer Entry> ? Entry : never;
