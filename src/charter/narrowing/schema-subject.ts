import type { Organization } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import type { Scope } from "../../membership/scope.ts";
import type { CharterDocument } from "../generated/charter-document.ts";

/** A piece of JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Whose charters a schema is made for. */
export interface SchemaSubject {
  readonly model: RoleModel;
  /** The live organization. */
  readonly live?: Organization;
  /** The charter as it is, whose own roles and tenants are then known too. */
  readonly declared?: CharterDocument;
}

/** True where every custom role and tenant is known that a charter may name. */
export function isClosed({ live, declared }: SchemaSubject): boolean {
  return live !== undefined || declared !== undefined;
}

/** Keys of the roles of a scope: built in, there from the start, live and declared. */
export function rolesAt({ model, live, declared }: SchemaSubject, scope: Scope): string[] {
  const custom = [
    ...model.founding.roles.map(({ key }) => ({ key, at: "organization" })),
    ...[...(live?.roles.values() ?? [])].map(({ key, scope: at }) => ({ key, at })),
    ...Object.entries(declared?.roles ?? {}).map(([key, { scope: at = "organization" }]) => ({ key, at })),
  ];
  const known = custom.filter(({ at }) => at === scope).map(({ key }) => key);
  return [...new Set([...(model.roles.get(scope)?.keys() ?? []), ...known])];
}

/** Keys of tenants, live and declared. */
export function tenantsOf({ live, declared }: SchemaSubject): string[] {
  return [...new Set([...(live?.tenants.keys() ?? []), ...Object.keys(declared?.tenants ?? {})])];
}

/** One of these words; nothing at all where there are none. */
export function oneOf(words: readonly string[]): JsonSchema | false {
  return words.length === 0 ? false : { enum: words };
}

/** A condition of JSON Schema. Its keyword `then` is no method: the entries are never awaited. */
export function when(condition: JsonSchema, consequence: JsonSchema, otherwise?: JsonSchema): JsonSchema {
  const keywords: [string, JsonSchema][] = [
    ["if", condition],
    ["then", consequence],
  ];
  if (otherwise !== undefined) keywords.push(["else", otherwise]);
  return Object.fromEntries(keywords);
}
