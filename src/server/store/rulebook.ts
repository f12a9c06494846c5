import { compileRoleModel } from "../../membership/compile-role-model.ts";
import { customRole } from "../../membership/custom-role.ts";
import type { RoleModelDocument } from "../../membership/generated/role-model-document.ts";
import type { Role, RoleModel } from "../../membership/role-model.ts";
import type { Scope } from "../../membership/scope.ts";
import { Kept } from "./kept.ts";
import type { CustomRoleRow, Db } from "./tables.ts";

export type CustomRoles = ReadonlyMap<string, Role>;

/** The rules of organizations, compiled once: role models never change, custom roles change with their stamp. */
export class Rulebook {
  readonly #models = new Kept<RoleModel>(1_000);
  readonly #roles = new Kept<CustomRoles>(1_000);

  async model(db: Db, organization: string): Promise<RoleModel> {
    return this.#models.get(organization) ?? this.#models.set(organization, await readModel(db, organization));
  }

  async roles(db: Db, organization: string, stamp: string, model: RoleModel): Promise<CustomRoles> {
    return this.#roles.get(stamp) ?? this.#roles.set(stamp, await readRoles(db, organization, model));
  }
}

async function readModel(db: Db, organization: string): Promise<RoleModel> {
  return compileRoleModel(await readModelDocument(db, organization));
}

/** The document of the rules in force. */
export async function readModelDocument(db: Db, organization: string): Promise<RoleModelDocument> {
  const row = await db
    .selectFrom("organizations")
    .select("role_model")
    .where("id", "=", organization)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.role_model) as RoleModelDocument;
}

async function readRoles(db: Db, organization: string, model: RoleModel): Promise<CustomRoles> {
  const rows = await db.selectFrom("custom_roles").selectAll().where("organization", "=", organization).execute();
  return new Map(rows.map((row) => [row.key, roleOf(row, model)]));
}

function roleOf(row: CustomRoleRow, model: RoleModel): Role {
  const permissions = JSON.parse(row.permissions) as string[];
  return customRole(model, {
    key: row.key,
    scope: row.scope as Scope,
    title: row.title ?? undefined,
    permissions,
  });
}
