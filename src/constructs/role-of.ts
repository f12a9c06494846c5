import type { Scope } from "../membership/scope.ts";
import type { CustomRole } from "./custom-role.ts";
import type { RoleKeys } from "./generated/role-keys.ts";

/** A role model that comes with Charter. */
export type BuiltInRoleModel = keyof RoleKeys;

/** A role model of one's own: a YAML or JSON file, relative to the working directory. */
export interface RoleModelFile {
  readonly file: string;
}

export type RoleModelChoice = BuiltInRoleModel | RoleModelFile;

/** What can be given at a scope: a role that the role model has, or a custom role. Any key where the model is no built-in one. */
export type RoleOf<Model extends RoleModelChoice, S extends Scope> =
  | (Model extends BuiltInRoleModel ? RoleKeys[Model][S & keyof RoleKeys[Model]] : string)
  | CustomRole<S>;

/** The key of a role. */
export function roleKey(role: string | CustomRole): string {
  return typeof role === "string" ? role : role.key;
}

/** The role as Terraform is told of it: a custom role by reference, so that it is there before it is given. */
export function roleReference(role: string | CustomRole): string {
  return typeof role === "string" ? role : role.resource.key;
}
