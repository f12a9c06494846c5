import type { Change } from "../../membership/change.ts";
import { acceptInvitation, cancelInvitation, inviteMember, resendInvitation } from "./carry-out-invitations.ts";
import { removeMember, transferOwnership, updateMember } from "./carry-out-members.ts";
import { deleteOrganization, updateOrganization } from "./carry-out-organization.ts";
import { createProject, deleteProject, deleteTenant, setTenant, updateProject } from "./carry-out-places.ts";
import { createRole, deleteRole, updateRole } from "./carry-out-roles.ts";
import { deleteGrant, setGrant } from "./grants.ts";
import type { Stroke } from "./stroke.ts";

/** Writes a change that has been judged, with its cascades and its letter: the SQL twin of `applyChange`. */
export async function carryOut(stroke: Stroke, change: Change): Promise<void> {
  switch (change.kind) {
    case "update-organization":
      return updateOrganization(stroke, change);
    case "delete-organization":
      return deleteOrganization(stroke);
    case "transfer-ownership":
      return transferOwnership(stroke, change);
    case "create-role":
      return createRole(stroke, change);
    case "update-role":
      return updateRole(stroke, change);
    case "delete-role":
      return deleteRole(stroke, change.role);
    case "invite-member":
      return inviteMember(stroke, change);
    case "resend-invitation":
      return resendInvitation(stroke, change.email);
    case "cancel-invitation":
      return cancelInvitation(stroke, change.email);
    case "remove-member":
      return removeMember(stroke, change.email);
    case "accept-invitation":
      return acceptInvitation(stroke, change.email);
    case "change-role":
      return updateMember(stroke, change.email, () => ({ role: change.role, overrides: {} }));
    case "update-attributes":
      return updateMember(stroke, change.email, ({ attributes }, patch) => ({
        attributes: patch(attributes, change.attributes),
      }));
    case "override-permissions":
      return updateMember(stroke, change.email, ({ overrides }, patch) => ({
        overrides: patch(overrides, change.overrides),
      }));
    case "create-tenant":
    case "update-tenant":
      return setTenant(stroke, change.tenant, change.title);
    case "delete-tenant":
      return deleteTenant(stroke, change.tenant);
    case "create-project":
      return createProject(stroke, change);
    case "update-project":
      return updateProject(stroke, change);
    case "delete-project":
      return deleteProject(stroke, change.project);
    case "grant-tenant-role":
    case "change-tenant-role":
      return setGrant(stroke, { scope: "tenant", tenant: change.tenant }, change);
    case "revoke-tenant-role":
      return deleteGrant(stroke, { scope: "tenant", tenant: change.tenant }, change.email);
    case "grant-project-role":
    case "change-project-role":
      return setGrant(stroke, { scope: "project", project: change.project }, change);
    case "revoke-project-role":
      return deleteGrant(stroke, { scope: "project", project: change.project }, change.email);
  }
}
