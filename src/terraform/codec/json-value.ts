import { type CtyType, formatType, parseType } from "./cty-type.ts";
import { parseNumber } from "./number-value.ts";
import { parseJson } from "./parse-json.ts";
import { Typed, type Value } from "./value.ts";
import { ValueFault, within, withoutSteps } from "./value-fault.ts";

/** A number of JSON by its text, since parsing it would round it. */
class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const keepNumbers = (_key: string, value: unknown, context?: { readonly source?: string }) =>
  typeof value === "number" ? new NumberText(context?.source ?? String(value)) : value;

/**
 * A value as state files hold it. Attributes that the type has not are left out, and those that the text has not are
 * null: a state can be older or newer than the schema. Throws {@link ValueFault}.
 */
export function parseJsonValue(text: string, type: CtyType): Value {
  return fromJson(parseJson(text, keepNumbers), type);
}

function fromJson(json: unknown, type: CtyType): Value {
  if (json === null || json === undefined) return null;
  if (typeof type === "string") return scalarOf(json, type);
  switch (type.kind) {
    case "list":
      return itemsOf(json, type, () => type.element);
    case "set":
      return withoutSteps(() => itemsOf(json, type, () => type.element));
    case "tuple":
      return itemsOf(json, type, (index) => type.elements[index] ?? "dynamic");
    case "map":
      return mapRecord(recordOf(json, type), () => type.element);
    case "object": {
      const fields = recordOf(json, type);
      const names = Object.keys(type.attributes);
      return mapRecord(
        Object.fromEntries(names.map((name) => [name, Object.hasOwn(fields, name) ? fields[name] : null])),
        (name) => type.attributes[name] ?? "dynamic",
      );
    }
  }
}

function scalarOf(json: unknown, type: "string" | "number" | "bool" | "dynamic"): Value {
  if (type === "string") {
    if (typeof json === "string") return json;
    if (json instanceof NumberText) return json.text;
    if (typeof json === "boolean") return String(json);
  }
  if (type === "number" && json instanceof NumberText) return parseNumber(json.text);
  if (type === "number" && typeof json === "string") return parseNumber(json);
  if (type === "bool" && typeof json === "boolean") return json;
  if (type === "dynamic") {
    const { type: own, value } = recordOf(json, type);
    const parsed = parseType(own);
    return new Typed(parsed, fromJson(value, parsed));
  }
  throw mismatch(json, type);
}

function itemsOf(json: unknown, type: CtyType, typeOf: (index: number) => CtyType): readonly Value[] {
  return arrayOf(json, type).map((item, index) => within(index, () => fromJson(item, typeOf(index))));
}

function arrayOf(json: unknown, type: CtyType): readonly unknown[] {
  if (!Array.isArray(json)) throw mismatch(json, type);
  return json as readonly unknown[];
}

function recordOf(json: unknown, type: CtyType): Readonly<Record<string, unknown>> {
  if (json === null || typeof json !== "object" || Array.isArray(json) || json instanceof NumberText)
    throw mismatch(json, type);
  return json as Readonly<Record<string, unknown>>;
}

function mapRecord(fields: Readonly<Record<string, unknown>>, typeOf: (name: string) => CtyType): Value {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, within(name, () => fromJson(value, typeOf(name)))]),
  );
}

function mismatch(json: unknown, type: CtyType): ValueFault {
  const what = json instanceof NumberText ? "a number" : Array.isArray(json) ? "a list" : `a ${typeof json}`;
  return new ValueFault(`${what} is not a value of the type ${JSON.stringify(formatType(type))}`);
}
