import { quoted } from "../../diagnostics/printable.ts";
import { parseJson } from "./parse-json.ts";
import { ValueFault } from "./value-fault.ts";

/** The types of Terraform's values. `dynamic` is a value that brings its own type. */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | { readonly kind: "list" | "set" | "map"; readonly element: CtyType }
  | { readonly kind: "object"; readonly attributes: Readonly<Record<string, CtyType>> }
  | { readonly kind: "tuple"; readonly elements: readonly CtyType[] };

export function listOf(element: CtyType): CtyType {
  return { kind: "list", element };
}

export function setOf(element: CtyType): CtyType {
  return { kind: "set", element };
}

export function mapOf(element: CtyType): CtyType {
  return { kind: "map", element };
}

export function objectOf(attributes: Readonly<Record<string, CtyType>>): CtyType {
  return { kind: "object", attributes };
}

/** A type as Terraform writes it in JSON: `"string"`, `["map","string"]`, `["object",{"key":"string"}]`. */
export function formatType(type: CtyType): unknown {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "object":
      return ["object", mapValues(type.attributes, formatType)];
    case "tuple":
      return ["tuple", type.elements.map(formatType)];
    default:
      return [type.kind, formatType(type.element)];
  }
}

/** The JSON text of a type, as the protocol carries it. */
export function encodeType(type: CtyType): Uint8Array {
  return Buffer.from(JSON.stringify(formatType(type)));
}

/** No type of ours nests a tenth as deep. */
const DEEPEST_TYPE = 100;

/** Reads what {@link formatType} wrote. Throws {@link ValueFault} for what is no type. */
export function parseType(json: unknown, levels = DEEPEST_TYPE): CtyType {
  if (levels === 0) throw new ValueFault(`a type is nested more than ${DEEPEST_TYPE} levels deep`);
  const parseInner = (inner: unknown) => parseType(inner, levels - 1);
  if (json === "string" || json === "number" || json === "bool" || json === "dynamic") return json;
  if (!Array.isArray(json)) throw noType(json);
  const [kind, inner] = json as readonly unknown[];
  if (kind === "list" || kind === "set" || kind === "map") return { kind, element: parseInner(inner) };
  if (kind === "tuple" && Array.isArray(inner)) return { kind, elements: inner.map(parseInner) };
  if (kind === "object" && inner !== null && typeof inner === "object")
    return { kind, attributes: mapValues(inner as Readonly<Record<string, unknown>>, parseInner) };
  throw noType(json);
}

/** Throws {@link ValueFault} for bytes that are no type. */
export function decodeType(bytes: Uint8Array): CtyType {
  return parseType(parseJson(Buffer.from(bytes).toString("utf8")));
}

function noType(json: unknown): ValueFault {
  return new ValueFault(
    `${quoted(typeof json === "object" && json !== null ? "…" : json)} is not a type of Terraform's`,
  );
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
