import type { JsonSchema } from "./schema-subject.ts";

/**
 * A property that editors do not offer: there is none, or the general schema offers and describes it already. The
 * keyword is one of VS Code's and of the YAML language server's; validators pass over it.
 */
export function quiet(schema: JsonSchema): JsonSchema {
  return { ...schema, doNotSuggest: true };
}

/** The same for several properties. */
export function quietly(properties: Readonly<Record<string, JsonSchema | false>>): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, schema === false ? schema : quiet(schema)]),
  );
}
