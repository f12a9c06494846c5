import { type CtyType, encodeType, formatType } from "./cty-type.ts";
import { packMsgpack } from "./msgpack.ts";
import { packNumber } from "./number-value.ts";
import { Unknown } from "./unknown.ts";
import { isRecord, Typed, type Value } from "./value.ts";

/**
 * Packs a value of this type. An object is packed with exactly its type's attributes: what a value leaves out is null,
 * what the type has not is a bug. Throws TypeError for a value of another type.
 */
export function encodeValue(value: Value, type: CtyType): Uint8Array {
  return packMsgpack(toPacked(value, type));
}

function toPacked(value: Value, type: CtyType): unknown {
  if (value === null || value instanceof Unknown) return value;
  if (typeof type === "string") return scalarOf(value, type);
  switch (type.kind) {
    case "list":
    case "set":
      return arrayOf(value, type).map((item) => toPacked(item, type.element));
    case "tuple":
      return arrayOf(value, type).map((item, index) => toPacked(item, type.elements[index] ?? "dynamic"));
    case "map":
      if (!isRecord(value)) throw mismatch(value, type);
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPacked(item, type.element)]));
    case "object":
      return objectOf(value, type.attributes, type);
  }
}

function scalarOf(value: Value, type: "string" | "number" | "bool" | "dynamic"): unknown {
  if (type === "string" && typeof value === "string") return value;
  if (type === "bool" && typeof value === "boolean") return value;
  if (type === "number" && (typeof value === "number" || typeof value === "bigint" || typeof value === "string"))
    return packNumber(value);
  if (type === "dynamic" && value instanceof Typed) return [encodeType(value.type), toPacked(value.value, value.type)];
  throw mismatch(value, type);
}

function arrayOf(value: Value, type: CtyType): readonly Value[] {
  if (!Array.isArray(value)) throw mismatch(value, type);
  return value;
}

function objectOf(value: Value, attributes: Readonly<Record<string, CtyType>>, type: CtyType): unknown {
  if (!isRecord(value)) throw mismatch(value, type);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(attributes, name)) throw new TypeError(`there is no attribute ${JSON.stringify(name)}`);
  }
  return Object.fromEntries(
    Object.entries(attributes).map(([name, own]) => [name, toPacked(value[name] ?? null, own)]),
  );
}

function mismatch(value: Value, type: CtyType): TypeError {
  const what = Array.isArray(value) ? "a list" : `a ${typeof value}`;
  return new TypeError(`${what} is not a value of the type ${JSON.stringify(formatType(type))}`);
}
