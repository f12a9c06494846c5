import type { Scope } from "./scope.ts";

/** Everything that somebody may be permitted to do. A platform's model says which permission each one requires. */
export const ACTIONS = [
  "organization.update",
  "organization.delete",
  "ownership.transfer",
  "member.invite",
  "member.remove",
  "member.assign-role",
  "member.update-attributes",
  "member.override-permissions",
  "invitation.resend",
  "invitation.cancel",
  "role.create",
  "role.update",
  "role.delete",
  "tenant.create",
  "tenant.update",
  "tenant.delete",
  "tenant.assign-role",
  "tenant.remove-member",
  "project.create",
  "project.update",
  "project.delete",
  "project.assign-role",
  "project.remove-member",
  "audit.read",
] as const;

export type Action = (typeof ACTIONS)[number];

/** The value of a setting or of a member's attribute. Durations are written like `15m`, `1h30m`. */
export type FieldValue = string | number | boolean;

/** One entry of the catalogue, in the platform's own words. */
export interface Permission {
  readonly key: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Scopes whose roles may contain it. */
  readonly scopes: ReadonlySet<Scope>;
  /** Flagged in every plan that grants it. */
  readonly sensitive: boolean;
}

/**
 * Which roles a holder may hand on (`assigns`) or act upon (`manages`): by level, every one (`any`),
 * or exactly the listed ones.
 */
export type Reach = "at-or-below" | "below" | "any" | ReadonlySet<string>;

/** A role as the rules see it, built in or custom. */
export interface Role {
  readonly key: string;
  readonly scope: Scope;
  readonly title: string;
  /** Higher is more. Undefined on platforms that rank nothing. For a custom role it is derived. */
  readonly level: number | undefined;
  readonly permissions: ReadonlySet<string>;
  readonly custom: boolean;
  /** Tiers that have this role; undefined means all. */
  readonly tiers: ReadonlySet<string> | undefined;
  readonly assigns: Reach;
  readonly manages: Reach;
}

/** The permission that an action requires, and the lowest scope at which it is looked for. */
export interface Requirement {
  readonly permission: string;
  readonly scope: Scope;
  /** For `organization.update`: fields (`title`, `tier`, settings) that require another permission. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What one scope of a platform is like. */
export interface ScopeRules {
  /** The scope that each object of this one belongs to; only a project can be within a tenant. */
  readonly within: "tenant" | undefined;
  /** Any permission string is accepted in this scope's custom roles. */
  readonly open: boolean;
}

/** What must never be missing: the holder of a role, or of a permission. */
export type Keystone = { readonly role: string } | { readonly permission: string };

/** What an organization must never be without, and how it changes hands. */
export interface Ownership {
  readonly keystone: Keystone;
  readonly count: "exactly-one" | "at-least-one";
  /** `transfer`: moves by one atomic change that only the present owner makes. `assign`: given like any role. */
  readonly handover: "transfer" | "assign";
  /** The role of the former owner after a transfer, where the change names none. */
  readonly formerOwnerRole: string | undefined;
}

/** Where an organization may define roles, and what these may do with others. */
export interface CustomRoleRules {
  readonly scopes: ReadonlySet<Scope>;
  /** Tiers with custom roles; undefined means all. */
  readonly tiers: ReadonlySet<string> | undefined;
  readonly assigns: Reach;
  readonly manages: Reach;
  /** Where an actor's own permissions bound a custom role's: when it is defined, when it is assigned. */
  readonly contained: ReadonlySet<"define" | "assign">;
}

/** An extra field of members, or a setting of the organization. */
export interface Field {
  readonly key: string;
  readonly title: string;
  readonly type: "enum" | "duration" | "string" | "boolean" | "integer";
  readonly values: readonly string[];
  readonly required: boolean;
  readonly default: FieldValue | undefined;
  /** The organization setting whose value is the default. */
  readonly defaultFrom: string | undefined;
  /** Raising it costs money: shown in plans. */
  readonly billed: boolean;
}

/** A plan that the platform sells. */
export interface Tier {
  readonly key: string;
  readonly title: string;
  /** Members that the tier includes; undefined means no limit. */
  readonly memberLimit: number | undefined;
  /** The integer setting that holds how many seats were bought on top of the limit. */
  readonly extraSeats: string | undefined;
}

/** How somebody comes in. */
export interface InvitationRules {
  readonly lifetimeDays: number;
  /** A pending invitation counts towards the member limit. Where not, inviting still stops once members reach it. */
  readonly pendingTakesSeat: boolean;
  /** Scopes that somebody outside can be invited to, and the organization role with which they join. */
  readonly direct: ReadonlyMap<Scope, string>;
  /** A tenant or project grant is for active organization members only. */
  readonly grantsRequireMembership: boolean;
}

/** Roles that a new organization starts with, and the one that its creator holds. */
export interface Founding {
  readonly role: string;
  readonly roles: readonly { readonly key: string; readonly title: string; readonly permissions: readonly string[] }[];
}

/** The rules of one platform. Data only: every decision is made by the functions of this room. */
export interface RoleModel {
  readonly key: string;
  readonly title: string;
  /** The document that the rules follow. */
  readonly source: string;
  readonly scopes: ReadonlyMap<Scope, ScopeRules>;
  readonly permissions: ReadonlyMap<string, Permission>;
  readonly actions: ReadonlyMap<Action, Requirement>;
  /** Built-in roles, by scope and key. */
  readonly roles: ReadonlyMap<Scope, ReadonlyMap<string, Role>>;
  readonly ownership: Ownership;
  readonly customRoles: CustomRoleRules | undefined;
  /** Permissions that can be switched for one member. A change of role resets them. */
  readonly overridable: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, Field>;
  readonly settings: ReadonlyMap<string, Field>;
  /** Lowest tier first. */
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly invitations: InvitationRules;
  readonly founding: Founding;
}

/** The built-in role of that key at that scope. */
export function tryFindBuiltInRole(model: RoleModel, scope: Scope, key: string): Role | undefined {
  return model.roles.get(scope)?.get(key);
}
