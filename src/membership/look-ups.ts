import type { Change, ChangeOf } from "./change.ts";
import { emailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { Refusal } from "./refusal.ts";
import { list, refused } from "./refusal-text.ts";
import { type Place, SCOPES, type Scope } from "./scope.ts";
import { assignmentOf } from "./subject.ts";

/** Everything that a change names exists where it is named, and is in the state that the change needs. */
export function lookUps(facts: Facts, change: Change): Refusal[] {
  return [
    ...assignedRole(facts, change),
    ...place(facts, change),
    ...person(facts, change),
    ...customRoleFaults(facts, change),
    ...invitation(facts, change),
  ];
}

function assignedRole(facts: Facts, change: Change): Refusal[] {
  if (change.kind === "transfer-ownership") return formerOwnerRole(facts, change);
  const joining = change.kind === "invite-member" ? joiningFault(facts, change) : [];
  if (joining.length > 0) return joining;
  const assignment = assignmentOf(change);
  return assignment === undefined ? [] : roleFault(facts, change, assignment.place.scope, assignment.role);
}

function joiningFault(facts: Facts, change: ChangeOf<"invite-member">): Refusal[] {
  if (change.target === undefined) return [];
  const { scope } = change.target.place;
  const joining = facts.model.invitations.direct.get(scope);
  if (joining === undefined || change.role === joining) return [];
  const message = `whoever is invited to a ${scope} joins the organization as ${joining}, not as ${change.role}`;
  return [refused("wrong-scope", change, message)];
}

function roleFault(facts: Facts, change: Change, scope: Scope, key: string): Refusal[] {
  if (facts.role(scope, key) !== undefined) return [];
  const elsewhere = SCOPES.find((other) => facts.role(other, key) !== undefined);
  if (elsewhere !== undefined)
    return [refused("wrong-scope", change, `${key} is a role of the ${elsewhere}, not of the ${scope}`)];
  return [refused("unknown-role", change, `there is no ${scope} role ${JSON.stringify(key)}`)];
}

function formerOwnerRole(facts: Facts, change: ChangeOf<"transfer-ownership">): Refusal[] {
  return change.formerOwnerRole === undefined ? [] : roleFault(facts, change, "organization", change.formerOwnerRole);
}

function place(facts: Facts, change: Change): Refusal[] {
  switch (change.kind) {
    case "create-tenant":
      if (!facts.model.scopes.has("tenant")) return [noSuchScope(facts, change, "tenant")];
      return facts.hasTenant(change.tenant)
        ? [refused("already-exists", change, `there is a tenant ${change.tenant} already`)]
        : [];
    case "update-tenant":
    case "delete-tenant":
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return placeFault(facts, change, { scope: "tenant", tenant: change.tenant });
    case "create-project":
      if (!facts.model.scopes.has("project")) return [noSuchScope(facts, change, "project")];
      if (facts.tenantOf(change.project) !== undefined)
        return [refused("already-exists", change, `there is a project ${change.project} already`)];
      return projectTenant(facts, change, change.tenant);
    case "update-project":
      return [
        ...placeFault(facts, change, { scope: "project", project: change.project }),
        ...(change.tenant === undefined ? [] : projectTenant(facts, change, change.tenant)),
      ];
    case "delete-project":
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return placeFault(facts, change, { scope: "project", project: change.project });
    case "invite-member":
      return change.target === undefined ? [] : placeFault(facts, change, change.target.place);
    default:
      return [];
  }
}

function noSuchScope(facts: Facts, change: Change, scope: Scope): Refusal {
  return refused("wrong-scope", change, `the role model ${facts.model.key} has no ${scope}s`);
}

function placeFault(facts: Facts, change: Change, named: Place): Refusal[] {
  if (named.scope === "tenant" && !facts.hasTenant(named.tenant)) {
    return [refused("unknown-tenant", change, `there is no tenant ${JSON.stringify(named.tenant)}`)];
  }
  if (named.scope === "project" && facts.tenantOf(named.project) === undefined) {
    return [refused("unknown-project", change, `there is no project ${JSON.stringify(named.project)}`)];
  }
  return [];
}

/** A project names a tenant exactly where the model's projects belong to one. */
function projectTenant(
  facts: Facts,
  change: ChangeOf<"create-project" | "update-project">,
  tenant: string | undefined,
): Refusal[] {
  const within = facts.model.scopes.get("project")?.within;
  if (within === undefined) {
    return tenant === undefined
      ? []
      : [refused("wrong-scope", change, `projects do not belong to a tenant in the role model ${facts.model.key}`)];
  }
  if (tenant === undefined)
    return [refused("unknown-tenant", change, `the project ${change.project} must belong to a tenant`)];
  return facts.hasTenant(tenant)
    ? []
    : [refused("unknown-tenant", change, `there is no tenant ${JSON.stringify(tenant)}`)];
}

function person(facts: Facts, change: Change): Refusal[] {
  switch (change.kind) {
    case "change-role":
    case "update-attributes":
    case "override-permissions":
    case "remove-member":
      return activeMember(facts, change, change.email);
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return grantFault(facts, change, { scope: "tenant", tenant: change.tenant });
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return grantFault(facts, change, { scope: "project", project: change.project });
    default:
      return [];
  }
}

function activeMember(facts: Facts, change: Change, email: string): Refusal[] {
  const member = facts.member(emailKey(email));
  if (member?.status === "active") return [];
  if (member === undefined) return [unknownMember(change, email)];
  return [refused("unknown-member", change, `${email} is ${member.status} and no member yet`)];
}

function unknownMember(change: Change, email: string): Refusal {
  return refused("unknown-member", change, `${email} is not a member of the organization`);
}

type GrantChange = ChangeOf<
  | "grant-tenant-role"
  | "change-tenant-role"
  | "revoke-tenant-role"
  | "grant-project-role"
  | "change-project-role"
  | "revoke-project-role"
>;

function grantFault(facts: Facts, change: GrantChange, at: Place): Refusal[] {
  const grant = facts.grant(at, emailKey(change.email));
  const grants = change.kind === "grant-tenant-role" || change.kind === "grant-project-role";
  if (grants && grant !== undefined)
    return [refused("already-a-member", change, `${change.email} has the role ${grant.role} there already`)];
  if (!grants && grant === undefined) return [refused("unknown-member", change, `${change.email} has no role there`)];
  return [];
}

function customRoleFaults(facts: Facts, change: Change): Refusal[] {
  switch (change.kind) {
    case "create-role":
      return [...creation(facts, change), ...unknownPermissions(facts, change, change.scope, change.permissions)];
    case "update-role": {
      const scope = customScope(facts, change.role);
      if (scope === undefined) return [unknownCustomRole(change)];
      return unknownPermissions(facts, change, scope, change.permissions ?? []);
    }
    case "delete-role":
      return customScope(facts, change.role) === undefined ? [unknownCustomRole(change)] : [];
    case "override-permissions":
      return unknownPermissions(facts, change, "organization", Object.keys(change.overrides));
    default:
      return [];
  }
}

function creation(facts: Facts, change: ChangeOf<"create-role">): Refusal[] {
  const taken = SCOPES.find((scope) => facts.role(scope, change.role) !== undefined);
  if (taken !== undefined) return [refused("already-exists", change, `the ${taken} has a role ${change.role} already`)];
  const rules = facts.model.customRoles;
  if (rules === undefined || rules.scopes.has(change.scope)) return [];
  return [
    refused(
      "wrong-scope",
      change,
      `custom roles of the ${change.scope} are not possible in the role model ${facts.model.key}`,
    ),
  ];
}

function customScope(facts: Facts, key: string): Scope | undefined {
  return SCOPES.find((scope) => facts.role(scope, key)?.custom === true);
}

function unknownCustomRole(change: ChangeOf<"update-role" | "delete-role">): Refusal {
  return refused("unknown-role", change, `there is no custom role ${JSON.stringify(change.role)}`);
}

function unknownPermissions(facts: Facts, change: Change, scope: Scope, permissions: readonly string[]): Refusal[] {
  if (facts.model.scopes.get(scope)?.open === true) return [];
  const unknown = permissions.filter(
    (permission) => facts.model.permissions.get(permission)?.scopes.has(scope) !== true,
  );
  if (unknown.length === 0) return [];
  return [
    refused(
      "unknown-permission",
      change,
      `there is no ${scope} permission ${list(unknown.map((key) => JSON.stringify(key)))}`,
    ),
  ];
}

function invitation(facts: Facts, change: Change): Refusal[] {
  if (change.kind === "invite-member") {
    const status = facts.member(emailKey(change.email))?.status;
    if (status === "active") return [refused("already-a-member", change, `${change.email} is a member already`)];
    return status === undefined
      ? []
      : [refused("already-invited", change, `${change.email} has an invitation already; resend or cancel it`)];
  }
  if (change.kind !== "cancel-invitation" && change.kind !== "resend-invitation" && change.kind !== "accept-invitation")
    return [];
  const status = facts.member(emailKey(change.email))?.status;
  if (status === undefined || status === "active") {
    return [refused("invitation-not-pending", change, `${change.email} has no pending invitation`)];
  }
  const expired = status === "expired" && change.kind === "accept-invitation";
  return expired
    ? [refused("invitation-expired", change, `the invitation of ${change.email} has expired; it can be resent`)]
    : [];
}
