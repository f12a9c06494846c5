import type { Change, ChangeOf } from "./change.ts";
import type { Facts } from "./facts.ts";
import type { Action } from "./role-model.ts";
import { ORGANIZATION, type Place } from "./scope.ts";

/** One thing that a change needs its actor to be permitted: the action, where, and for which field. */
export interface RequiredAction {
  readonly action: Action;
  readonly place: Place;
  /** For `organization.update`: the field that is updated. */
  readonly field?: string;
}

/** The actions that a change amounts to. Accepting an invitation is the invited person's own and needs none. */
export function requiredActions(facts: Facts, change: Change): readonly RequiredAction[] {
  switch (change.kind) {
    case "update-organization":
      return updatedFields(change).map((field) => ({ action: "organization.update", place: ORGANIZATION, field }));
    case "delete-organization":
      return [{ action: "organization.delete", place: ORGANIZATION }];
    case "transfer-ownership":
      return [{ action: "ownership.transfer", place: ORGANIZATION }];
    case "create-role":
      return [{ action: "role.create", place: ORGANIZATION }];
    case "update-role":
      return [{ action: "role.update", place: ORGANIZATION }];
    case "delete-role":
      return [{ action: "role.delete", place: ORGANIZATION }];
    case "invite-member":
      return [inviting(change.target?.place)];
    case "cancel-invitation":
      return [{ action: "invitation.cancel", place: ORGANIZATION }];
    case "resend-invitation":
      return [{ action: "invitation.resend", place: ORGANIZATION }];
    case "accept-invitation":
      return [];
    case "change-role":
      return [{ action: "member.assign-role", place: ORGANIZATION }];
    case "update-attributes":
      return [{ action: "member.update-attributes", place: ORGANIZATION }];
    case "override-permissions":
      return [{ action: "member.override-permissions", place: ORGANIZATION }];
    case "remove-member":
      return [{ action: "member.remove", place: ORGANIZATION }];
    case "create-tenant":
      return [{ action: "tenant.create", place: ORGANIZATION }];
    case "update-tenant":
      return [{ action: "tenant.update", place: tenant(change.tenant) }];
    case "delete-tenant":
      return [{ action: "tenant.delete", place: tenant(change.tenant) }];
    case "grant-tenant-role":
    case "change-tenant-role":
      return [{ action: "tenant.assign-role", place: tenant(change.tenant) }];
    case "revoke-tenant-role":
      return [{ action: "tenant.remove-member", place: tenant(change.tenant) }];
    case "create-project":
      return [creatingProject(change.tenant)];
    case "update-project":
      return updatingProject(facts, change);
    case "delete-project":
      return [{ action: "project.delete", place: project(change.project) }];
    case "grant-project-role":
    case "change-project-role":
      return [{ action: "project.assign-role", place: project(change.project) }];
    case "revoke-project-role":
      return [{ action: "project.remove-member", place: project(change.project) }];
  }
}

/** The fields that an update of the organization touches: `title`, `tier` and the keys of settings. */
export function updatedFields(change: Extract<Change, { kind: "update-organization" }>): string[] {
  const fields = Object.keys(change.settings ?? {});
  if (change.tier !== undefined) fields.unshift("tier");
  if (change.title !== undefined) fields.unshift("title");
  return fields;
}

function inviting(target: Place | undefined): RequiredAction {
  if (target === undefined) return { action: "member.invite", place: ORGANIZATION };
  return { action: target.scope === "tenant" ? "tenant.assign-role" : "project.assign-role", place: target };
}

function creatingProject(into: string | undefined): RequiredAction {
  return { action: "project.create", place: into === undefined ? ORGANIZATION : tenant(into) };
}

/** True where a project goes from one tenant into another. */
export function moves(facts: Facts, { project, tenant }: ChangeOf<"update-project">): boolean {
  return tenant !== undefined && facts.tenantOf(project) !== tenant;
}

/**
 * Moving a project between tenants is an update of it, a deletion there and a creation here. It also gives everybody
 * with a role here access to it: that takes the right to have given them their roles where it was.
 */
function updatingProject(facts: Facts, change: ChangeOf<"update-project">): RequiredAction[] {
  const update: RequiredAction = { action: "project.update", place: project(change.project) };
  if (!moves(facts, change)) return [update];
  const from = facts.tenantOf(change.project);
  const giving: RequiredAction[] =
    from && facts.model.actions.has("tenant.assign-role")
      ? [{ action: "tenant.assign-role", place: tenant(from) }]
      : [];
  return [
    update,
    { action: "project.delete", place: project(change.project) },
    creatingProject(change.tenant),
    ...giving,
  ];
}

function tenant(key: string): Place {
  return { scope: "tenant", tenant: key };
}

function project(key: string): Place {
  return { scope: "project", project: key };
}
