import type { JsonSchema } from "./json-schema.ts";
import { remarks, row, typeWords } from "./type-words.ts";

type NameOf = (reference: string) => string;

/**
 * A row for each field within a schema, by path: `members[].role`, `tenants.KEY.title`. A reference is whatever `nameOf`
 * makes of it, and what it leads to has rows elsewhere.
 */
export function rowsWithin(path: string, schema: JsonSchema, nameOf?: NameOf): string[] {
  const { properties = {}, required = [], items, additionalProperties } = schema;
  const names = Object.keys(properties);
  if (isUniform(properties)) return uniformRows(path, names, properties[names[0] ?? ""] ?? {}, nameOf);
  const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
  return [
    ...names.flatMap((name) => fieldRows(below(path, name), properties[name] ?? {}, required.includes(name), nameOf)),
    ...(items === undefined ? [] : rowsWithin(`${path}[]`, items, nameOf)),
    ...(typeof additionalProperties === "object" ? rowsWithin(below(path, "KEY"), additionalProperties, nameOf) : []),
    ...parts.flatMap((part) => rowsWithin(path, part, nameOf)),
  ];
}

function fieldRows(path: string, schema: JsonSchema, isRequired: boolean, nameOf?: NameOf): string[] {
  const said = [isRequired ? "Required." : "", remarks(schema)].join(" ").trim();
  return [row(`\`${path}\``, typeWords(schema, nameOf), said), ...rowsWithin(path, schema, nameOf)];
}

/** Where all properties are alike, two rows speak of all. */
function uniformRows(path: string, names: readonly string[], schema: JsonSchema, nameOf?: NameOf): string[] {
  const each = `For each of ${names.map((name) => `\`${name}\``).join(", ")}.`;
  return [
    row(`\`${below(path, "*")}\``, typeWords(schema, nameOf), each),
    ...rowsWithin(below(path, "*"), schema, nameOf),
  ];
}

function isUniform(properties: Readonly<Record<string, JsonSchema>>): boolean {
  const shapes = new Set(Object.values(properties).map((property) => JSON.stringify(property)));
  return shapes.size === 1 && Object.keys(properties).length > 2;
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
