import { quoted } from "../../diagnostics/printable.ts";
import { type CtyType, decodeType, formatType } from "./cty-type.ts";
import { unpackMsgpack } from "./msgpack.ts";
import { fromBigInt, parseNumber } from "./number-value.ts";
import { Unknown } from "./unknown.ts";
import { Typed, type Value } from "./value.ts";
import { ValueFault, within, withoutSteps } from "./value-fault.ts";

/** A packed value of this type as a plain one. Throws {@link ValueFault} where it is of another. */
export function decodeValue(bytes: Uint8Array, type: CtyType): Value {
  return fromPacked(unpackMsgpack(bytes), type);
}

function fromPacked(packed: unknown, type: CtyType): Value {
  if (packed === null || packed === undefined) return null;
  if (packed instanceof Unknown) return packed;
  if (typeof type === "string") return scalarOf(packed, type);
  switch (type.kind) {
    case "list":
      return itemsOf(packed, type, () => type.element);
    case "set":
      return setOf(withoutSteps(() => itemsOf(packed, type, () => type.element)));
    case "tuple":
      return itemsOf(packed, type, (index) => type.elements[index] ?? "dynamic");
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

function itemsOf(packed: unknown, type: CtyType, typeOf: (index: number) => CtyType): readonly Value[] {
  return arrayOf(packed, type).map((item, index) => within(index, () => fromPacked(item, typeOf(index))));
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
    if (own === undefined) throw new ValueFault(`there is no attribute ${quoted(name)}`);
    setOwn(
      record,
      name,
      within(name, () => fromPacked(value, own)),
    );
  }
  return record;
}

/** Also where it is called `__proto__`. */
function setOwn(record: Record<string, Value>, name: string, value: Value): void {
  if (name !== "__proto__") record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

function mismatch(packed: unknown, type: CtyType): ValueFault {
  return new ValueFault(`a ${typeof packed} is not a value of the type ${JSON.stringify(formatType(type))}`);
}
