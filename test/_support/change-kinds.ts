import type { ChangeKind } from "../../src/membership/change.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";

const CHANGE_KINDS: readonly ChangeKind[] = [
  "update-organization",
  "delete-organization",
  "transfer-ownership",
  "create-role",
  "update-role",
  "delete-role",
  "invite-member",
  "cancel-invitation",
  "resend-invitation",
  "accept-invitation",
  "change-role",
  "update-attributes",
  "override-permissions",
  "remove-member",
  "create-tenant",
  "update-tenant",
  "delete-tenant",
  "grant-tenant-role",
  "change-tenant-role",
  "revoke-tenant-role",
  "create-project",
  "update-project",
  "delete-project",
  "grant-project-role",
  "change-project-role",
  "revoke-project-role",
];

/** Every kind, and those of the model's scopes several times; an end of everything is rare. */
export function usualKinds(model: RoleModel): readonly ChangeKind[] {
  const rare: readonly ChangeKind[] = ["delete-organization", "delete-tenant", "delete-project"];
  const fitting = CHANGE_KINDS.filter((kind) => !rare.includes(kind) && !isOfAbsentScope(model, kind));
  return [...CHANGE_KINDS, ...fitting, ...fitting, ...fitting];
}

function isOfAbsentScope(model: RoleModel, kind: ChangeKind): boolean {
  return (["tenant", "project"] as const).some((scope) => kind.includes(scope) && !model.scopes.has(scope));
}
