import type { EmailKey } from "./email.ts";
import type { Grant, Member, Organization } from "./organization.ts";
import type { Role, RoleModel } from "./role-model.ts";
import type { Place, Scope } from "./scope.ts";

/**
 * The look-ups that rules need about one organization. A planner answers them from memory, a server from SQL,
 * having read what {@link Facts} of one change can ask for.
 */
export interface Facts {
  readonly model: RoleModel;
  readonly organization: Pick<Organization, "key" | "title" | "tier" | "settings">;
  /** Built-in or custom role of that scope. A role that its tier lacks is still found. */
  role(scope: Scope, key: string): Role | undefined;
  /** Keys of the organization's roles, built-in and custom. */
  organizationRoles(): Iterable<string>;
  /** True where any custom role exists. */
  hasCustomRoles(): boolean;
  /** The person in whatever status. */
  member(email: EmailKey): Member | undefined;
  hasTenant(key: string): boolean;
  /** The project's tenant; `undefined` for no such project, `null` for a project without a tenant. */
  tenantOf(project: string): string | null | undefined;
  grant(place: Place, email: EmailKey): Grant | undefined;
  /** The custom tenant or project role of that key, where this person holds it anywhere. */
  grantedRole(email: EmailKey, role: string): Role | undefined;
  /** Members, and pending invitations where the model counts them. */
  seatsTaken(): number;
  /** Active members whose organization role is this one. */
  activeWithRole(role: string): number;
  /** Members, unexpired or expired invitations and grants that have this role, anywhere in that scope. */
  holdersOf(scope: Scope, role: string): number;
}
