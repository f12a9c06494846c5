import { emailKey } from "../../membership/email.ts";
import { isEqual, isRecord, type Value } from "../codec/value.ts";

/** Two spellings of one address. */
export function isSameEmail(left: Value, right: Value): boolean {
  return typeof left === "string" && typeof right === "string" && emailKey(left) === emailKey(right);
}

/** Two maps by address that differ only in how addresses are spelled. */
export function isSameByEmail(left: Value, right: Value): boolean {
  return isRecord(left) && isRecord(right) && isEqual(byKey(left), byKey(right));
}

function byKey(values: { readonly [name: string]: Value }): Value {
  return Object.fromEntries(Object.entries(values).map(([email, value]) => [emailKey(email), value]));
}
