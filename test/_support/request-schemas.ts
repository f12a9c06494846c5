import {
  type OperationContract,
  operationsOf,
  readOpenApiFile,
  type Schema,
} from "../../src/server/http/openapi-file.ts";

const document = readOpenApiFile();

/** Every operation of the OpenAPI file. */
export const OPERATIONS: readonly OperationContract[] = operationsOf(document);

/** A schema, or the one that it refers to, with what stands beside the reference. */
export function resolved(schema: Schema): Schema {
  const { $ref, ...beside } = schema;
  if (typeof $ref !== "string") return schema;
  const found = $ref
    .slice(2)
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document) as Schema;
  return { ...resolved(found), ...beside };
}

/** Every schema in a schema, itself first, with the way to it. */
export function* schemasIn(schema: Schema, where: string): Iterable<readonly [string, Schema]> {
  const whole = resolved(schema);
  yield [where, whole];
  const { properties = {}, additionalProperties, items } = whole as Record<string, Schema | undefined>;
  for (const [name, child] of Object.entries(properties ?? {})) yield* schemasIn(child as Schema, `${where}.${name}`);
  if (typeof additionalProperties === "object") yield* schemasIn(additionalProperties, `${where}.*`);
  if (items !== undefined) yield* schemasIn(items, `${where}[]`);
}

/** The least value that fits a schema: what is required, and nothing else. */
export function leastValue(schema: Schema): unknown {
  const whole = resolved(schema) as Record<string, unknown>;
  if (whole.const !== undefined) return whole.const;
  if (Array.isArray(whole.enum)) return whole.enum[0];
  const { type, required = [], properties = {}, minimum = 0, pattern = "" } = whole;
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return Object.fromEntries(
        namesIn(whole, required as string[]).map((name) => [
          name,
          leastValue((properties as Record<string, Schema>)[name] ?? {}),
        ]),
      );
    case "array":
      return [];
    case "integer":
    case "number":
      return minimum;
    case "boolean":
      return false;
    default:
      return String(pattern).includes("@") ? "someone@acme.example" : "some";
  }
}

/** What is required, and the first of what there is where an empty object would not do. */
function namesIn(
  { minProperties = 0, properties = {} }: Record<string, unknown>,
  required: readonly string[],
): readonly string[] {
  return required.length >= Number(minProperties) ? required : Object.keys(properties as object).slice(0, 1);
}
