import type { Override } from "../membership/organization.ts";
import type { FieldValue } from "../membership/role-model.ts";

/** A JSON object of an answer, not looked into yet. */
export type WireObject = Readonly<Record<string, unknown>>;

/** What is wrong with an answer: turned into a typed error where the answer is known. */
export class WireFault extends Error {
  override readonly name = "WireFault";
}

const NO_FIELDS: Readonly<Record<string, FieldValue>> = Object.freeze({});
const NO_OVERRIDES: Readonly<Record<string, Override>> = Object.freeze({});

const SHOWN_LEVELS = 4;

/** Throws {@link WireFault}, as do all functions here. */
export function objectOf(value: unknown, what: string): WireObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as WireObject;
  throw new WireFault(`${what} is ${describe(value)}, not an object`);
}

export function textOf(object: WireObject, field: string): string {
  const value = object[field];
  if (isText(value)) return value;
  throw fault(object, field, "a text");
}

export function optionalTextOf(object: WireObject, field: string): string | undefined {
  const value = object[field];
  if (value === undefined || value === null || isText(value)) return value ?? undefined;
  throw fault(object, field, "a text");
}

export function countOf(object: WireObject, field: string): number {
  const value = object[field];
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw fault(object, field, "a count");
}

export function listOf(object: WireObject, field: string): readonly unknown[] {
  const value = object[field];
  if (Array.isArray(value)) return value;
  throw fault(object, field, "a list");
}

export function textsOf(object: WireObject, field: string): readonly string[] {
  const values = listOf(object, field);
  for (const value of values) if (typeof value !== "string") throw fault(object, field, "a list of texts");
  return values as readonly string[];
}

/** Named values; the one shared empty object where there are none. */
export function fieldValuesOf(object: WireObject, field: string): Readonly<Record<string, FieldValue>> {
  return recordOf(object, field, isFieldValue, "texts, numbers, true or false") ?? NO_FIELDS;
}

export function overridesOf(object: WireObject, field: string): Readonly<Record<string, Override>> {
  return recordOf(object, field, isOverride, "allow or deny") ?? NO_OVERRIDES;
}

function recordOf<Value>(
  object: WireObject,
  field: string,
  isValue: (value: unknown) => value is Value,
  expected: string,
): Readonly<Record<string, Value>> | undefined {
  const record = object[field];
  if (record === undefined) return undefined;
  if (typeof record !== "object" || record === null || Array.isArray(record)) throw fault(object, field, "an object");
  let empty = true;
  for (const key in record) {
    empty = false;
    if (!isValue((record as WireObject)[key])) throw fault(record as WireObject, key, expected);
  }
  return empty ? undefined : (record as Readonly<Record<string, Value>>);
}

/** Half a character can't be asked for again, and stands in no charter: no UTF-8 has it. */
function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}

function isFieldValue(value: unknown): value is FieldValue {
  return isText(value) || typeof value === "number" || typeof value === "boolean";
}

function isOverride(value: unknown): value is Override {
  return value === "allow" || value === "deny";
}

function fault(object: WireObject, field: string, expected: string): WireFault {
  const value = object[field];
  const found = value === undefined ? "missing" : `${describe(value)}, not ${expected}`;
  return new WireFault(`${JSON.stringify(field)} is ${found} in ${excerpt(object)}`);
}

function describe(value: unknown): string {
  return excerpt(value) ?? "nothing";
}

function excerpt(value: unknown): string | undefined {
  const text = JSON.stringify(shallow(value, SHOWN_LEVELS)) as string | undefined;
  return text === undefined || text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

/** The outer levels of a value: what an API nests without end has no end in a sentence either. */
function shallow(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "…";
  if (Array.isArray(value)) return value.map((item) => shallow(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shallow(inner, levels - 1)]));
}
