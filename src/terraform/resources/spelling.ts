import { type EmailKey, emailKey } from "../../membership/email.ts";

/** Addresses as a configuration spells them, by their comparison form. */
export function spellings(emails: Iterable<string>): ReadonlyMap<EmailKey, string> {
  return new Map([...emails].map((email) => [emailKey(email), email]));
}

/** The values of a map by address, by the comparison form of the address. */
export function byEmail<Value>(values: Readonly<Record<string, Value>> | null): ReadonlyMap<EmailKey, Value> {
  return new Map(Object.entries(values ?? {}).map(([email, value]) => [emailKey(email), value]));
}

/** A record of entries, sorted by address so that equal sets are equal states. */
export function recordOf<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}
