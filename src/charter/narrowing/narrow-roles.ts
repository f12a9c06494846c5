import type { CustomRoleRules, RoleModel } from "../../membership/role-model.ts";
import { SCOPES, type Scope } from "../../membership/scope.ts";
import { quietly } from "./quiet.ts";
import { isClosed, type JsonSchema, oneOf, rolesAt, type SchemaSubject, when } from "./schema-subject.ts";

/**
 * Which roles can be given where. What is not known yet is which custom roles a file will declare: one with a section
 * `roles` may then give any role of a scope that has custom ones.
 */
export function narrowGivenRoles(subject: SchemaSubject): JsonSchema {
  const every = givenRoles(subject, SCOPES);
  const custom = subject.model.customRoles?.scopes;
  if (isClosed(subject) || custom === undefined) return every;
  const fixed = SCOPES.filter((scope) => !custom.has(scope));
  return when({ required: ["roles"] }, givenRoles(subject, fixed), every);
}

function givenRoles(subject: SchemaSubject, scopes: readonly Scope[]): JsonSchema {
  return { properties: quietly(Object.fromEntries(scopes.map((scope) => givenAt(subject, scope)))) };
}

function givenAt(subject: SchemaSubject, scope: Scope): [string, JsonSchema] {
  const entries: JsonSchema = { items: { properties: quietly({ role: oneOf(rolesAt(subject, scope)) }) } };
  if (scope === "organization") return ["members", entries];
  return [`${scope}s`, { additionalProperties: { properties: quietly({ members: entries }) } }];
}

/** Custom roles: at the scopes that have some, with permissions of the catalogue, under keys of their own. */
export function narrowDeclaredRoles({ model }: SchemaSubject): JsonSchema {
  const rules = model.customRoles;
  if (rules === undefined) return { maxProperties: 0 };
  const builtIn = [...model.roles.values()].flatMap((roles) => [...roles.keys()]);
  return {
    ...(builtIn.length === 0 ? {} : { propertyNames: { not: { enum: builtIn } } }),
    additionalProperties: declaredRole(model, rules),
  };
}

function declaredRole(model: RoleModel, { scopes }: CustomRoleRules): JsonSchema {
  return {
    properties: quietly({ scope: { enum: [...scopes] } }),
    ...(scopes.has("organization") ? {} : { required: ["scope"] }),
    allOf: [...scopes]
      .filter((scope) => model.scopes.get(scope)?.open !== true)
      .map((scope) => permissionsAt(model, scope)),
  };
}

function permissionsAt({ permissions }: RoleModel, scope: Scope): JsonSchema {
  const known = [...permissions.values()].filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key);
  const named = scope === "organization" ? {} : { required: ["scope"] };
  return when(
    { properties: { scope: { const: scope } }, ...named },
    { properties: quietly({ permissions: { items: oneOf(known) } }) },
  );
}
