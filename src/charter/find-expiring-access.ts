import { compareText } from "../diagnostics/compare-text.ts";
import type { SourcePosition } from "../diagnostics/source.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { isOver } from "./day.ts";
import { emailsOfGrant } from "./emails-of-grant.ts";
import type { CharterDocument, Grant } from "./generated/charter-document.ts";
import type { LoadedCharter } from "./loaded-charter.ts";

const DAY_MS = 86_400_000;

/**
 * What a charter wants only until a day that is near: today's, or one of the next so many. What is over already is
 * planned as a removal. In the order of the days.
 *
 * @param loaded a charter without errors
 * @param options `today` in UTC, as YYYY-MM-DD; `days` ahead, 0 for none
 */
export function findExpiringAccess(
  { document, places }: LoadedCharter,
  { today, days }: { readonly today: string; readonly days: number },
): ExpiringAccess[] {
  if (document === undefined || days === 0) return [];
  const last = new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  const isNear: IsNear = (until): until is string => until !== undefined && !isOver(until, today) && until <= last;
  const gone = new Set<EmailKey>();
  for (const { email, role, until, absent } of document.members ?? [])
    if (absent === true || role === undefined || isOver(until, today)) gone.add(emailKey(email));
  const isThere = ({ address }: ExpiringAccess) => !gone.has(emailKey(address.slice(address.lastIndexOf("/") + 1)));
  const grants = grantsIn(document, places, isNear, today);
  return [...membersIn(document, places, isNear), ...grants].filter(isThere).sort(byDay);
}

type IsNear = (until: string | undefined) => until is string;

function membersIn({ members = [] }: CharterDocument, places: CharterPlaces, isNear: IsNear): ExpiringAccess[] {
  return members.flatMap(({ email, role = "", until }, index) =>
    isNear(until) ? [{ address: `members/${email}`, role, until, ...at(places.positionOfMember(index)) }] : [],
  );
}

function grantsIn(document: CharterDocument, places: CharterPlaces, isNear: IsNear, today: string): ExpiringAccess[] {
  return (["tenants", "projects"] as const).flatMap((collection) =>
    Object.entries(document[collection] ?? {}).flatMap(([key, { members = [] }]) => {
      const file = places.documentOf([collection, key]);
      const byAddress = givenByAddress(members, today);
      return members.flatMap((grant, index): ExpiringAccess[] => {
        const { role, until } = grant;
        if (!isNear(until)) return [];
        const source = at(file?.positionOfEntry(members, index));
        const named = emailsOfGrant(grant, document);
        const emails = grant.group === undefined ? named : named.filter((email) => !byAddress.has(emailKey(email)));
        return emails.map((email) => ({ address: `${collection}/${key}/members/${email}`, role, until, ...source }));
      });
    }),
  );
}

/** Whom an entry by address gives their role: those of groups do not count for them. */
function givenByAddress(grants: readonly Grant[], today: string): ReadonlySet<EmailKey> {
  if (grants.every(({ group }) => group === undefined)) return new Set();
  return new Set(
    grants.flatMap(({ email, until }) => (email === undefined || isOver(until, today) ? [] : emailKey(email))),
  );
}

function at(source: SourcePosition | undefined): { readonly source?: SourcePosition } {
  return source === undefined ? {} : { source };
}

function byDay(left: ExpiringAccess, right: ExpiringAccess): number {
  return compareText(left.until, right.until) || compareText(left.address, right.address);
}
