import { compileRoleModel } from "../../membership/compile-role-model.ts";
import { emailKey } from "../../membership/email.ts";
import { fieldFault } from "../../membership/field.ts";
import type { RoleModelDocument } from "../../membership/generated/role-model-document.ts";
import type { FieldValue, RoleModel } from "../../membership/role-model.ts";
import { ensureAccount } from "./accounts.ts";
import { newId } from "./secrets.ts";
import type { Db } from "./tables.ts";

/** What an organization starts as. */
export interface Founding {
  readonly key: string;
  readonly title?: string | undefined;
  /** Default: the highest of the role model. */
  readonly tier?: string | undefined;
  readonly roleModel: RoleModelDocument;
  /** E-mail address of the first owner. */
  readonly owner: string;
  readonly ownerName?: string | undefined;
  /** Attributes of the first owner. A required one that is left out takes its first value. */
  readonly attributes?: Readonly<Record<string, FieldValue>> | undefined;
}

/** Why an organization could not be made. */
export interface FoundingFault {
  readonly kind: "fault";
  readonly code: "organization-exists" | "unknown-tier" | "attribute-required" | "attribute-invalid";
  readonly message: string;
}

export interface Founded {
  readonly kind: "founded";
  /** Internal id. */
  readonly id: string;
  readonly tier: string;
  readonly version: number;
}

/** Makes an organization with the roles of its model's founding, and its first owner. Nothing is written on a fault. */
export async function foundOrganization(db: Db, founding: Founding, now: Date): Promise<Founded | FoundingFault> {
  const model = compileRoleModel(founding.roleModel);
  const tier = founding.tier ?? [...model.tiers.keys()].at(-1) ?? "";
  if (!model.tiers.has(tier)) {
    const known = [...model.tiers.keys()].join(", ");
    return fault("unknown-tier", `there is no tier ${JSON.stringify(tier)}; the role model ${model.key} has ${known}`);
  }
  const attributes = ownerAttributes(model, founding.attributes ?? {});
  if ("kind" in attributes) return attributes;
  const taken = await db.selectFrom("organizations").select("id").where("key", "=", founding.key).executeTakeFirst();
  if (taken !== undefined) {
    return fault("organization-exists", `there is an organization ${JSON.stringify(founding.key)} already`);
  }
  const id = newId();
  await insertOrganization(db, id, tier, founding);
  await insertFoundingRoles(db, id, model);
  await insertOwner(db, id, model, founding, attributes.values);
  await ensureAccount(db, { email: founding.owner, name: founding.ownerName }, now);
  return { kind: "founded", id, tier, version: 1 };
}

function fault(code: FoundingFault["code"], message: string): FoundingFault {
  return { kind: "fault", code, message };
}

/** Nobody is there yet who could say what the owner is, so a required choice takes its first value. */
function ownerAttributes(
  model: RoleModel,
  given: Readonly<Record<string, FieldValue>>,
): { readonly values: Record<string, FieldValue> } | FoundingFault {
  const values: Record<string, FieldValue> = { ...given };
  for (const [key, value] of Object.entries(given)) {
    const field = model.attributes.get(key);
    const wrong = field === undefined ? "is no attribute of the role model" : fieldFault(field, value);
    if (wrong !== undefined) return fault("attribute-invalid", `${key} is ${JSON.stringify(value)} but ${wrong}`);
  }
  for (const field of model.attributes.values()) {
    if (!field.required || field.default !== undefined || values[field.key] !== undefined) continue;
    const [first] = field.values;
    if (first === undefined) return fault("attribute-required", `the first owner needs the attribute ${field.key}`);
    values[field.key] = first;
  }
  return { values };
}

async function insertOrganization(
  db: Db,
  id: string,
  tier: string,
  { key, title, roleModel }: Founding,
): Promise<void> {
  await db
    .insertInto("organizations")
    .values({
      id,
      key,
      title: title ?? null,
      tier,
      settings: "{}",
      role_model: JSON.stringify(roleModel),
      version: 1,
      changed: 1,
      roles_stamp: newId(),
    })
    .execute();
}

async function insertFoundingRoles(db: Db, organization: string, model: RoleModel): Promise<void> {
  const rows = model.founding.roles.map(({ key, title, permissions }) => ({
    organization,
    key,
    scope: "organization",
    title,
    permissions: JSON.stringify(permissions),
    changed: 1,
  }));
  if (rows.length > 0) await db.insertInto("custom_roles").values(rows).execute();
}

async function insertOwner(
  db: Db,
  organization: string,
  model: RoleModel,
  { owner }: Founding,
  attributes: Record<string, FieldValue>,
): Promise<void> {
  await db
    .insertInto("members")
    .values({
      organization,
      email_key: emailKey(owner),
      email: owner,
      role: model.founding.role,
      status: "active",
      attributes: JSON.stringify(attributes),
      overrides: "{}",
      changed: 1,
    })
    .execute();
}
