import { quiet } from "./quiet.ts";
import type { JsonSchema, SchemaSubject } from "./schema-subject.ts";

type Amendment = (schema: JsonSchema) => JsonSchema | false;

/**
 * The definitions of the general schema without what the narrowed one says better: editors offer examples as if they
 * were choices, a name to be filled in beside the names that there are, and sections that a role model does not have.
 */
export function amendGeneral(definitions: JsonSchema, { model, live }: SchemaSubject): JsonSchema {
  const { scopes, customRoles, tiers, settings, attributes, overridable } = model;
  return amend(definitions, {
    envelope: properties({
      ...(live === undefined ? {} : { organization: withoutExamples }),
      roleModel: withoutExamples,
      tier: tiers.size === 0 ? quiet : withoutExamples,
      settings: namesOf(settings),
      ...(customRoles === undefined ? { roles: quiet } : {}),
      ...(scopes.has("tenant") ? {} : { tenants: quiet }),
      ...(scopes.has("project") ? {} : { projects: quiet }),
    }),
    member: properties({
      role: withoutExamples,
      attributes: namesOf(attributes),
      permissions: namesOf(overridable),
    }),
    grant: properties({ role: withoutExamples }),
    role: properties({
      permissions: withoutExamples,
      ...(customRoles === undefined ? {} : { scope: (scope) => ({ ...scope, enum: [...customRoles.scopes] }) }),
    }),
    ...(scopes.get("project")?.within === undefined ? { project: properties({ tenant: () => false }) } : {}),
  });
}

function properties(amendments: Readonly<Record<string, Amendment>>): Amendment {
  return (schema) => ({ ...schema, properties: amend(schema.properties as JsonSchema, amendments) });
}

function amend(schema: JsonSchema, amendments: Readonly<Record<string, Amendment>>): JsonSchema {
  const amended = Object.entries(amendments).map(([key, change]) => [key, change(schema[key] as JsonSchema)]);
  return { ...schema, ...Object.fromEntries(amended) };
}

function withoutExamples({ examples: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** A mapping whose keys are known; where there are none, nobody is offered the mapping either. */
function namesOf(keys: { readonly size: number }): Amendment {
  return ({ propertyNames: _, additionalProperties: __, ...schema }) =>
    keys.size === 0 ? quiet(withoutExamples(schema)) : withoutExamples(schema);
}
