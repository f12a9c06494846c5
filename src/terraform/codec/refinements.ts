import { decode, encode } from "@msgpack/msgpack";
import { packNumber } from "./number-value.ts";
import type { NumberBound, Refinements } from "./unknown.ts";

/** Numbers under which refinements are packed. */
const KEYS = { nullness: 1, prefix: 2, atLeast: 3, atMost: 4, minLength: 5, maxLength: 6 } as const;

/** The content of the extension that carries refinements: a map with numbers for keys. */
export function packRefinements(refinements: Refinements): Uint8Array {
  const entries: [number, unknown][] = [];
  const { notNull, prefix, atLeast, atMost, minLength, maxLength } = refinements;
  if (notNull === true) entries.push([KEYS.nullness, false]);
  if (prefix !== undefined) entries.push([KEYS.prefix, prefix]);
  if (atLeast !== undefined) entries.push([KEYS.atLeast, packBound(atLeast)]);
  if (atMost !== undefined) entries.push([KEYS.atMost, packBound(atMost)]);
  if (minLength !== undefined) entries.push([KEYS.minLength, minLength]);
  if (maxLength !== undefined) entries.push([KEYS.maxLength, maxLength]);
  // Fewer than 16 entries: the head is one byte, and every key is one as well.
  const parts = entries.flatMap(([key, value]) => [Uint8Array.of(key), encode(value, { useBigInt64: true })]);
  return Buffer.concat([Uint8Array.of(0x80 | entries.length), ...parts]);
}

/** Refinements that are not understood are left out: knowing less is always right. */
export function unpackRefinements(data: Uint8Array): Refinements {
  let fields: Record<string, unknown>;
  try {
    fields = decode(data, { useBigInt64: true }) as Record<string, unknown>;
  } catch {
    return {};
  }
  if (fields === null || typeof fields !== "object") return {};
  return {
    ...(fields[KEYS.nullness] === false ? { notNull: true } : {}),
    ...optional("prefix", fields[KEYS.prefix], isText),
    ...optional("atLeast", unpackBound(fields[KEYS.atLeast]), isDefined),
    ...optional("atMost", unpackBound(fields[KEYS.atMost]), isDefined),
    ...optional("minLength", fields[KEYS.minLength], isLength),
    ...optional("maxLength", fields[KEYS.maxLength], isLength),
  };
}

function packBound({ value, inclusive }: NumberBound): unknown {
  return [packNumber(value), inclusive];
}

function unpackBound(packed: unknown): NumberBound | undefined {
  if (!Array.isArray(packed)) return undefined;
  const [value, inclusive] = packed as readonly unknown[];
  const known = typeof value === "number" || typeof value === "bigint" || typeof value === "string";
  return known && typeof inclusive === "boolean" ? { value: String(value), inclusive } : undefined;
}

function optional<Key extends string, Value>(
  key: Key,
  value: unknown,
  isOne: (value: unknown) => value is Value,
): { [name in Key]?: Value } {
  return isOne(value) ? ({ [key]: value } as { [name in Key]?: Value }) : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isLength(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isDefined(value: NumberBound | undefined | unknown): value is NumberBound {
  return value !== undefined;
}
