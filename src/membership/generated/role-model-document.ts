// Made by `npm run generate`; edits are lost.

export type Scope = "organization" | "tenant" | "project";
export type Requirement =
  | Permission
  | {
      /**
       * What the actor must hold.
       */
      permission: string;
      /**
       * The lowest scope at which it is looked for. Default: the object's own.
       */
      scope?: "organization" | "tenant" | "project";
      /**
       * For organization.update: fields that require another permission.
       */
      fields?: {
        [k: string]: Permission;
      };
    };
export type Permission = string;
/**
 * Tiers that have it. Default: all.
 *
 * @minItems 1
 */
export type TierList = [Key, ...Key[]];
export type Key = string;

/**
 * The rules of one platform: which roles exist, who may hand them on, what must never be missing, what a seat is. Data only.
 */
export interface RoleModelDocument {
  /**
   * For editors: where this schema is.
   */
  $schema?: string;
  /**
   * The name that charters use in `roleModel`.
   */
  key: string;
  /**
   * For people.
   */
  title: string;
  /**
   * The document that the rules follow.
   */
  source: string;
  /**
   * Which scopes exist. Access flows from the organization to tenants and projects, never up.
   */
  scopes: {
    organization: ScopeRules;
    tenant?: ScopeRules;
    project?: ScopeRules;
  };
  /**
   * The catalogue, in the platform's own words.
   */
  permissions: {
    [k: string]: {
      /**
       * For people.
       */
      title: string;
      /**
       * What it allows.
       */
      description?: string;
      /**
       * The scopes whose roles may contain it. Default: organization only.
       *
       * @minItems 1
       */
      scopes?: [Scope, ...Scope[]];
      /**
       * Flagged in every plan that grants it.
       */
      sensitive?: boolean;
    };
  };
  /**
   * For each action, the permission that it requires. An action that is not listed is not possible on the platform.
   */
  actions: {
    "organization.update"?: Requirement;
    "organization.delete"?: Requirement;
    "ownership.transfer"?: Requirement;
    "member.invite"?: Requirement;
    "member.remove"?: Requirement;
    "member.assign-role"?: Requirement;
    "member.update-attributes"?: Requirement;
    "member.override-permissions"?: Requirement;
    "invitation.resend"?: Requirement;
    "invitation.cancel"?: Requirement;
    "role.create"?: Requirement;
    "role.update"?: Requirement;
    "role.delete"?: Requirement;
    "tenant.create"?: Requirement;
    "tenant.update"?: Requirement;
    "tenant.delete"?: Requirement;
    "tenant.assign-role"?: Requirement;
    "tenant.remove-member"?: Requirement;
    "project.create"?: Requirement;
    "project.update"?: Requirement;
    "project.delete"?: Requirement;
    "project.assign-role"?: Requirement;
    "project.remove-member"?: Requirement;
    "audit.read"?: Requirement;
  };
  /**
   * The built-in roles, by scope. A platform without any has custom roles only.
   */
  roles?: {
    organization?: Roles;
    tenant?: Roles;
    project?: Roles;
  };
  /**
   * What an organization must never be without.
   */
  ownership: {
    /**
     * The organization role, or the permission, that somebody active must hold.
     */
    keystone:
      | {
          role: Key;
        }
      | {
          permission: Permission;
        };
    /**
     * How many holders there may be.
     */
    count: "exactly-one" | "at-least-one";
    /**
     * `transfer`: by one atomic change that only the present owner makes. `assign`: given like any role.
     */
    handover: "transfer" | "assign";
    /**
     * The role of the former owner after a transfer, where nothing else is said.
     */
    formerOwnerRole?: string;
  };
  /**
   * Absent where the platform has no custom roles.
   */
  customRoles?: {
    /**
     * Scopes that can have custom roles.
     *
     * @minItems 1
     */
    scopes: [Scope, ...Scope[]];
    tiers?: TierList;
    /**
     * Which roles a holder of a custom role may assign. Levels of custom roles are derived.
     */
    assigns?: ("at-or-below" | "below" | "any") | Key[];
    /**
     * Whom a holder of a custom role may manage.
     */
    manages?: ("at-or-below" | "below" | "any") | Key[];
    /**
     * When a custom role may hold only what the actor holds: when it is defined, when it is assigned. Default: both.
     */
    contained?: ("define" | "assign")[];
  };
  /**
   * Permissions that can be switched for one member. A change of role resets them.
   */
  overrides?: Permission[];
  attributes?: Fields;
  settings?: Fields1;
  /**
   * Plan tiers, lowest first.
   */
  tiers: {
    [k: string]: {
      /**
       * For people.
       */
      title: string;
      /**
       * Seats that the tier includes; null means no limit.
       */
      memberLimit: number | null;
      /**
       * The integer setting that holds how many seats were bought on top.
       */
      extraSeats?: string;
      /**
       * What else the tier has, for people.
       */
      features?: string[];
    };
  };
  /**
   * How people join.
   */
  invitations: {
    /**
     * Days until an invitation expires.
     */
    lifetimeDays: number;
    /**
     * A pending invitation counts towards the member limit. Where it does not, inviting still stops once members have reached it.
     */
    pendingTakesSeat?: boolean;
    /**
     * A tenant or project role is for active members of the organization only.
     */
    grantsRequireMembership?: boolean;
    /**
     * Scopes that somebody outside can be invited to, and the organization role with which they join.
     */
    direct?: {
      tenant?: Key;
      project?: Key;
    };
  };
  /**
   * What a new organization starts with. Default: its creator holds the keystone role.
   */
  founding?: {
    /**
     * The role of the creator.
     */
    role: string;
    /**
     * Custom organization roles that exist from the start.
     */
    roles?: {
      [k: string]: {
        /**
         * For people.
         */
        title?: string;
        /**
         * What its holders may do.
         */
        permissions: Permission[];
      };
    };
  };
}
export interface ScopeRules {
  /**
   * Every project belongs to one tenant.
   */
  within?: "tenant";
  /**
   * Any permission string is accepted in custom roles of this scope.
   */
  open?: boolean;
}
export interface Roles {
  [k: string]: {
    /**
     * For people.
     */
    title: string;
    /**
     * Higher is more.
     */
    level: number;
    tiers?: TierList;
    /**
     * A list, `all`, or all except some.
     */
    permissions:
      | "all"
      | Permission[]
      | {
          "all-except": Permission[];
        };
    /**
     * Which roles its holder may assign.
     */
    assigns?: ("at-or-below" | "below" | "any") | Key[];
    /**
     * Holders of which roles its holder may manage.
     */
    manages?: ("at-or-below" | "below" | "any") | Key[];
  };
}
/**
 * Extra fields of members.
 */
export interface Fields {
  [k: string]: {
    /**
     * For people.
     */
    title: string;
    /**
     * Durations are written like 15m or 1h30m.
     */
    type: "enum" | "duration" | "string" | "boolean" | "integer";
    /**
     * The values of an enum.
     *
     * @minItems 1
     */
    values?: [string, ...string[]];
    /**
     * It must be given.
     */
    required?: boolean;
    /**
     * The value where none is given.
     */
    default?: string | number | boolean;
    /**
     * The organization setting whose value is the default.
     */
    defaultFrom?: string;
    /**
     * Raising it costs money: shown in plans.
     */
    billed?: boolean;
  };
}
/**
 * Fields of the organization.
 */
export interface Fields1 {
  [k: string]: {
    /**
     * For people.
     */
    title: string;
    /**
     * Durations are written like 15m or 1h30m.
     */
    type: "enum" | "duration" | "string" | "boolean" | "integer";
    /**
     * The values of an enum.
     *
     * @minItems 1
     */
    values?: [string, ...string[]];
    /**
     * It must be given.
     */
    required?: boolean;
    /**
     * The value where none is given.
     */
    default?: string | number | boolean;
    /**
     * The organization setting whose value is the default.
     */
    defaultFrom?: string;
    /**
     * Raising it costs money: shown in plans.
     */
    billed?: boolean;
  };
}
