import { type CtyType, decodeType, formatType } from "./cty-type.ts";
import { unpackMsgpack } from "./msgpack.ts";
import { fromBigInt, parseNumber } from "./number-value.ts";
import { Unknown } from "./unknown.ts";
import { Typed, type Value } from "./value.ts";

/** A packed value of this type as a plain one. Throws TypeError where it is of another. */
export function decodeValue(bytes: Uint8Array, type: CtyType): Value {
  return fromPacked(unpackMsgpack(bytes), type);
}

function fromPacked(packed: unknown, type: CtyType): Value {
  if (packed === null || packed === undefined) return null;
  if (packed instanceof Unknown) return packed;
  if (typeof type === "string") return scalarOf(packed, type);
  switch (type.kind) {
    case "list":
      return arrayOf(packed, type).map((item) => fromPacked(item, type.element));
    case "set":
      return setOf(arrayOf(packed, type).map((item) => fromPacked(item, type.element)));
    case "tuple":
      return arrayOf(packed, type).map((item, index) => fromPacked(item, type.elements[index] ?? "dynamic"));
    case "map":
      return recordOf(packed, type, () => type.element);
    case "object":
      return recordOf(packed, type, (name) => type.attributes[name]);
  }
}

/** A set has no order; texts are sorted, so that equal sets are equal arrays. */
function setOf(items: readonly Value[]): readonly Value[] {
  return items.every((item) => typeof item === "string") ? [...items].sort() : items;
}

function scalarOf(packed: unknown, type: "string" | "number" | "bool" | "dynamic"): Value {
  if (type === "string" && typeof packed === "string") return packed;
  if (type === "bool" && typeof packed === "boolean") return packed;
  if (type === "number") {
    if (typeof packed === "number") return packed;
    if (typeof packed === "bigint") return fromBigInt(packed);
    if (typeof packed === "string") return parseNumber(packed);
  }
  if (type === "dynamic") {
    const [bytes, value] = arrayOf(packed, type);
    const own = decodeType(bytes instanceof Uint8Array ? bytes : Buffer.from(String(bytes)));
    return new Typed(own, fromPacked(value, own));
  }
  throw mismatch(packed, type);
}

function arrayOf(packed: unknown, type: CtyType): readonly unknown[] {
  if (!Array.isArray(packed)) throw mismatch(packed, type);
  return packed as readonly unknown[];
}

function recordOf(packed: unknown, type: CtyType, typeOf: (name: string) => CtyType | undefined): Value {
  if (packed === null || typeof packed !== "object" || Array.isArray(packed)) throw mismatch(packed, type);
  const record: Record<string, Value> = {};
  for (const [name, value] of Object.entries(packed)) {
    const own = typeOf(name);
    if (own === undefined) throw new TypeError(`there is no attribute ${JSON.stringify(name)}`);
    record[name] = fromPacked(value, own);
  }
  return record;
}

function mismatch(packed: unknown, type: CtyType): TypeError {
  return new TypeError(`a ${typeof packed} is not a value of the type ${JSON.stringify(formatType(type))}`);
}
