import { type CtyType, objectOf } from "../codec/cty-type.ts";
import { Typed, type Value } from "../codec/value.ts";

/** A value of a document with the type that it has in Terraform. Throws TypeError for what Terraform has no value for. */
export function typedValue(plain: unknown): Typed {
  const { type, value } = typed(plain);
  return new Typed(type, value);
}

function typed(plain: unknown): { readonly type: CtyType; readonly value: Value } {
  if (plain === null || plain === undefined) return { type: "dynamic", value: null };
  if (typeof plain === "string") return { type: "string", value: plain };
  if (typeof plain === "boolean") return { type: "bool", value: plain };
  if (typeof plain === "bigint" || (typeof plain === "number" && Number.isFinite(plain)))
    return { type: "number", value: plain };
  if (Array.isArray(plain)) {
    const items = plain.map(typed);
    return { type: { kind: "tuple", elements: items.map(({ type }) => type) }, value: items.map(({ value }) => value) };
  }
  if (typeof plain !== "object") throw new TypeError(`${String(plain)} is not a number that Terraform has`);
  const entries = Object.entries(plain).map(([key, item]) => [key, typed(item)] as const);
  return {
    type: objectOf(Object.fromEntries(entries.map(([key, { type }]) => [key, type]))),
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
  };
}
