import type { Finding } from "../diagnostics/finding.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { tryFindBuiltIn } from "../role-models/built-in.ts";
import { loadRoleModel } from "../role-models/load-role-model.ts";
import type { RoleModelChoice } from "./role-of.ts";

export interface ChosenRoleModel {
  /** Missing where none is named, and where the file of it is faulty. */
  readonly model: RoleModel | undefined;
  readonly findings: readonly Finding[];
}

/** The rules that are named. A file is read here, when an organization is made, and never on being imported. */
export function chooseRoleModel(choice: RoleModelChoice | undefined): ChosenRoleModel {
  if (choice === undefined) return { model: undefined, findings: [] };
  if (typeof choice === "string") return { model: tryFindBuiltIn(choice), findings: [] };
  return loadRoleModel(choice.file, { cwd: process.cwd() });
}

/** The key under which a charter names the role model. */
export function roleModelKey(choice: RoleModelChoice | undefined, model: RoleModel | undefined): string | undefined {
  return typeof choice === "string" ? choice : model?.key;
}
