import type { Change, ChangeOf } from "./change.ts";
import { OrganizationDraft } from "./draft.ts";
import { emailKey } from "./email.ts";
import type { Member, Organization } from "./organization.ts";
import { patched } from "./patch.ts";
import type { RoleModel } from "./role-model.ts";
import type { Place } from "./scope.ts";

/** The organization after a change. Whether the change is permitted is the judge's question, not asked here. */
export function evolve(model: RoleModel, organization: Organization, change: Change): Organization {
  const draft = new OrganizationDraft(model, organization);
  applyChange(draft, change);
  return draft.toOrganization();
}

/** Carries a change out on a draft, with its cascades. A change of what is not there changes nothing. */
export function applyChange(draft: OrganizationDraft, change: Change): void {
  switch (change.kind) {
    case "update-organization":
      return updateOrganization(draft, change);
    case "delete-organization":
      return;
    case "transfer-ownership":
      return transferOwnership(draft, change);
    case "create-role":
      return draft.setRole({
        key: change.role,
        scope: change.scope,
        title: change.title,
        permissions: change.permissions,
      });
    case "update-role":
      return updateRole(draft, change);
    case "delete-role":
      return draft.deleteRole(change.role);
    case "invite-member":
      return invite(draft, change);
    case "cancel-invitation":
    case "remove-member":
      return draft.deleteMember(emailKey(change.email));
    case "resend-invitation":
      return updateMember(draft, change.email, (member) => ({ ...member, status: "invited" }));
    case "accept-invitation":
      return accept(draft, change);
    case "change-role":
      return updateMember(draft, change.email, (member) => withRole(member, change.role));
    case "update-attributes":
      return updateMember(draft, change.email, (member) => ({
        ...member,
        attributes: patched(member.attributes, change.attributes),
      }));
    case "override-permissions":
      return updateMember(draft, change.email, (member) => ({
        ...member,
        overrides: patched(member.overrides, change.overrides),
      }));
    case "create-tenant":
    case "update-tenant":
      return draft.setTenant(change.tenant, change.title);
    case "delete-tenant":
      return draft.deleteTenant(change.tenant);
    case "create-project":
      return draft.setProject(change.project, { title: change.title, tenant: change.tenant });
    case "update-project":
      return updateProject(draft, change);
    case "delete-project":
      return draft.deleteProject(change.project);
    case "grant-tenant-role":
    case "change-tenant-role":
      return setGrant(draft, { scope: "tenant", tenant: change.tenant }, change.email, change.role);
    case "revoke-tenant-role":
      return draft.deleteGrant({ scope: "tenant", tenant: change.tenant }, emailKey(change.email));
    case "grant-project-role":
    case "change-project-role":
      return setGrant(draft, { scope: "project", project: change.project }, change.email, change.role);
    case "revoke-project-role":
      return draft.deleteGrant({ scope: "project", project: change.project }, emailKey(change.email));
    default:
      return change satisfies never;
  }
}

function updateOrganization(draft: OrganizationDraft, change: ChangeOf<"update-organization">): void {
  draft.setOrganization({
    settings: patched(draft.organization.settings, change.settings),
    ...(change.title === undefined ? {} : { title: change.title }),
    ...(change.tier === undefined ? {} : { tier: change.tier }),
  });
}

/** The former owners take the role named for them, the new one the keystone role: one step, never two owners. */
function transferOwnership(draft: OrganizationDraft, change: ChangeOf<"transfer-ownership">): void {
  const { keystone, formerOwnerRole } = draft.model.ownership;
  const formerRole = change.formerOwnerRole ?? formerOwnerRole;
  if (!("role" in keystone) || formerRole === undefined) return;
  for (const member of [...draft.members.values()]) {
    if (member.role === keystone.role && member.status === "active") draft.setMember(withRole(member, formerRole));
  }
  updateMember(draft, change.email, (member) => withRole(member, keystone.role));
}

function updateRole(draft: OrganizationDraft, change: ChangeOf<"update-role">): void {
  const role = draft.customRoles.get(change.role);
  if (role === undefined) return;
  draft.setRole({ ...role, title: change.title ?? role.title, permissions: change.permissions ?? role.permissions });
}

function invite(draft: OrganizationDraft, change: ChangeOf<"invite-member">): void {
  const { email, role, attributes, target } = change;
  const invitation = { id: `invitation of ${email}`, ...(target === undefined ? {} : { target }) };
  draft.setMember({ email, role, status: "invited", attributes, overrides: {}, invitation });
}

function accept(draft: OrganizationDraft, change: ChangeOf<"accept-invitation">): void {
  const invited = draft.member(emailKey(change.email));
  const target = invited?.invitation?.target;
  updateMember(draft, change.email, ({ invitation: _, ...member }) => ({ ...member, status: "active" }));
  // Spelled as in the invitation, whoever names it.
  if (target !== undefined) draft.setGrant(target.place, { email: invited?.email ?? change.email, role: target.role });
}

/** A change of role resets the member's overrides. */
function withRole(member: Member, role: string): Member {
  return { ...member, role, overrides: {} };
}

function updateMember(draft: OrganizationDraft, email: string, update: (member: Member) => Member): void {
  const member = draft.member(emailKey(email));
  if (member !== undefined) draft.setMember(update(member));
}

function updateProject(draft: OrganizationDraft, change: ChangeOf<"update-project">): void {
  const project = draft.projects.get(change.project);
  if (project === undefined) return;
  draft.setProject(change.project, { title: change.title ?? project.title, tenant: change.tenant ?? project.tenant });
}

function setGrant(draft: OrganizationDraft, place: Place, email: string, role: string): void {
  const { source: _source, ...known } = draft.grant(place, emailKey(email)) ?? {};
  draft.setGrant(place, { ...known, email, role });
}
