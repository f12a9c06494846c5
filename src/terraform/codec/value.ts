import type { CtyType } from "./cty-type.ts";
import { Unknown } from "./unknown.ts";

/**
 * A value of Terraform's as plain TypeScript: lists, sets and tuples are arrays, maps and objects are records.
 * A whole number beyond 2^53 is a bigint, any other number that a double does not hold exactly is its decimal text.
 */
export type Value =
  | null
  | string
  | number
  | bigint
  | boolean
  | Unknown
  | Typed
  | readonly Value[]
  | { readonly [name: string]: Value };

export type ValueRecord = { readonly [name: string]: Value };

/** A value of type `dynamic`, with the type that it brings. */
export class Typed {
  readonly type: CtyType;
  readonly value: Value;

  constructor(type: CtyType, value: Value) {
    this.type = type;
    this.value = value;
  }
}

/** True for a map or an object. */
export function isRecord(value: Value | undefined): value is ValueRecord {
  return (
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Typed)
  );
}

/** True where nothing in the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value === null || typeof value !== "object") return true;
  if (value instanceof Unknown) return false;
  if (value instanceof Typed) return isWhollyKnown(value.value);
  return (Array.isArray(value) ? value : Object.values(value)).every(isWhollyKnown);
}

/** Two values of one type are the same; the order of records does not matter, that of arrays does. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof Unknown && right instanceof Unknown)
    return JSON.stringify(left.refinements) === JSON.stringify(right.refinements);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index] ?? null));
  if (left instanceof Typed && right instanceof Typed)
    return JSON.stringify(left.type) === JSON.stringify(right.type) && isEqual(left.value, right.value);
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key] ?? null, right[key] ?? null))
  );
}
