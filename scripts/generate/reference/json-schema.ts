/** As much of JSON Schema as the files in `schemas/` use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A schema with what it refers to in place, and `allOf` as one; the files in `schemas/` have no circles. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref, allOf = [], ...own } = schema;
  const target = $ref === undefined ? {} : resolved(pointed($ref, root), root);
  const parts = allOf.map((part) => resolved(part, root));
  return [target, ...parts, resolvedWithin(own, root)].reduce(merged, {});
}

function pointed(pointer: string, root: JsonSchema): JsonSchema {
  const steps = pointer.replace(/^#\//, "").split("/");
  const found = steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], root);
  if (found === undefined) throw new Error(`the schema has no ${pointer}`);
  return found as JsonSchema;
}

function resolvedWithin(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { properties, additionalProperties, items, propertyNames, oneOf, anyOf, $defs: _, ...rest } = schema;
  const each = (schemas: readonly JsonSchema[]) => schemas.map((part) => resolved(part, root));
  return {
    ...rest,
    ...(properties && { properties: mapped(properties, (property) => resolved(property, root)) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: resolved(additionalProperties, root) }),
    ...(items && { items: resolved(items, root) }),
    ...(propertyNames && { propertyNames: resolved(propertyNames, root) }),
    ...(oneOf && { oneOf: each(oneOf) }),
    ...(anyOf && { anyOf: each(anyOf) }),
  };
}

function mapped(
  properties: Readonly<Record<string, JsonSchema>>,
  change: (property: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, change(property)]));
}

/** The later one wins, but properties, entries and elements are merged one by one. */
function merged(left: JsonSchema, right: JsonSchema): JsonSchema {
  const properties = { ...right.properties, ...left.properties };
  for (const [name, property] of Object.entries(right.properties ?? {}))
    properties[name] = merged(left.properties?.[name] ?? {}, property);
  const both = (one: JsonSchema | boolean | undefined, other: JsonSchema | boolean | undefined) =>
    typeof one === "object" && typeof other === "object" ? merged(one, other) : (other ?? one);
  const additional = both(left.additionalProperties, right.additionalProperties);
  const items = both(left.items, right.items);
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(additional !== undefined && { additionalProperties: additional }),
    ...(typeof items === "object" && { items }),
  };
}
