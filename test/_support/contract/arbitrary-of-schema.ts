import fc from "fast-check";
import { followed, type Schema } from "./api-document.ts";
import { schemaFaults } from "./contract-faults.ts";

/** Values that mean something to the server, by the name of the field or parameter. */
export type Hints = Readonly<Record<string, readonly unknown[]>>;

/** A value that fits a schema of the file; where there are hints for its name, mostly one of these. */
export function arbitraryOfSchema(schema: Schema, hints: Hints, name = ""): fc.Arbitrary<unknown> {
  return withHints(schema, hints, name).filter((value) => schemaFaults(schema, value).length === 0);
}

function withHints(schema: Schema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  const known = hints[name] ?? [];
  const any = ofType(followed<Schema>(schema), hints, name);
  if (known.length === 0) return any;
  return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: any });
}

function ofType(schema: Schema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type: string) => ofType({ ...schema, type }, hints, name)));
  }
  switch (schema.type) {
    case "string":
      return text(schema);
    case "integer":
      return fc.integer({ min: limit(schema.minimum, -10), max: limit(schema.maximum, 10_000) });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(withHints(schema.items as Schema, hints, `${name}[]`), { maxLength: 4 });
    case "object":
      return object(schema, hints, name);
    default:
      return fc.jsonValue();
  }
}

function limit(given: unknown, fallback: number): number {
  return typeof given === "number" ? given : fallback;
}

/** Patterns of the file are ASCII but for the one of addresses, whose local part may be nearly anything. */
function text({ pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (typeof pattern === "string" && pattern.includes("@")) {
    const local = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    return local.map((part) => `${part.replaceAll(/[\s@\p{Cc}]/gu, "x")}@acme.example`);
  }
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  const longest = Math.min(limit(maxLength, 40), 40);
  return fc.string({ unit: "grapheme", minLength: limit(minLength, 0), maxLength: longest });
}

function object(schema: Schema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const own = fc.record(Object.fromEntries(fields.map(([key, field]) => [key, withHints(field, hints, key)])), {
    requiredKeys: (schema.required ?? []) as string[],
  });
  const others = schema.additionalProperties;
  if (typeof others !== "object" || others === null) return own;
  const keys = fc.constantFrom(...(hints[`${name} keys`] ?? ["anything"]).map(String));
  return fc.dictionary(keys, withHints(others as Schema, hints, `${name} values`), { maxKeys: 3 });
}
