// Made by `npm run generate`; edits are lost.

/**
 * A charter: one organization as it should be. In a folder, each file may hold any part of it.
 */
export type CharterDocument = People & Envelope;
export type FieldValue = string | number | boolean;
/**
 * The last day (UTC) on which this is wanted, as YYYY-MM-DD; after it, as if declared absent.
 */
export type Until = string;
/**
 * Why, for whoever reads the charter.
 */
export type Reason = string;
/**
 * An e-mail address.
 */
export type Email = string;

/**
 * The entries of the lists of people.
 */
export interface People {
  /**
   * The people of the organization. Somebody new is invited; pending invitations count as declared people.
   */
  members?: Member[];
  tenants?: {
    [k: string]: GrantsOfPlace;
  };
  projects?: {
    [k: string]: GrantsOfPlace;
  };
}
/**
 * One person of the organization: with a role, or `absent`.
 */
export interface Member {
  /**
   * The person's e-mail address, compared without regard to letter case.
   */
  email: string;
  /**
   * An organization role: built into the role model, or declared under `roles`.
   */
  role?: string;
  /**
   * Further fields that the role model gives to members.
   */
  attributes?: {
    [k: string]: FieldValue;
  };
  /**
   * Overrides of the role's defaults for this person alone. A change of role resets them.
   */
  permissions?: {
    [k: string]: "allow" | "deny";
  };
  until?: Until;
  reason?: Reason;
  /**
   * The person is removed whatever `unmanaged` says.
   */
  absent?: true;
}
export interface GrantsOfPlace {
  /**
   * Who has which role there: people, and groups.
   */
  members?: Grant[];
}
/**
 * A role of one person, or of everybody in a group, in a tenant or a project.
 */
export interface Grant {
  /**
   * Who gets the role, whatever groups give them here. After `until`, their groups count again.
   */
  email?: string;
  /**
   * A key of `groups`: everybody in it gets the role who has no entry of their own here.
   */
  group?: string;
  /**
   * A role of the tenant, or of the project.
   */
  role: string;
  until?: Until;
  reason?: Reason;
}
/**
 * The whole charter; the entries of its lists of people are described by `member` and `grant`.
 */
export interface Envelope {
  /**
   * For editors: where this schema is.
   */
  $schema?: string;
  /**
   * The version of this format. Needed once in a charter; every file of a folder may repeat it.
   */
  charter?: "v1";
  /**
   * Key of the organization that the charter declares. Needed once; files of a folder may repeat it.
   */
  organization?: string;
  /**
   * The organization's name for people. Managed where given.
   */
  title?: string;
  /**
   * The organization's plan tier, one of the role model's. Managed where given.
   */
  tier?: string;
  /**
   * Key of the role model by whose rules the charter is checked. It must match what the API says that it runs.
   */
  roleModel?: string;
  /**
   * Settings of the organization that the role model knows. Each one is managed where given.
   */
  settings?: {
    [k: string]: FieldValue;
  };
  /**
   * What happens to live objects that no file declares, one line a collection.
   */
  unmanaged?: {
    /**
     * Members and invitations.
     */
    members?: "report" | "remove" | "ignore";
    /**
     * Custom roles.
     */
    roles?: "report" | "remove" | "ignore";
    /**
     * Tenants.
     */
    tenants?: "report" | "remove" | "ignore";
    /**
     * Projects.
     */
    projects?: "report" | "remove" | "ignore";
    /**
     * Roles of people in tenants and projects.
     */
    grants?: "report" | "remove" | "ignore";
  };
  /**
   * Custom roles, by key. Built-in roles come with the role model and are not declared.
   */
  roles?: {
    [k: string]: Role;
  };
  /**
   * The people of the organization. Somebody new is invited; pending invitations count as declared people.
   */
  members?: unknown[];
  /**
   * Names for lists of people, for use in grants. They are expanded while loading; nothing is created for them. In one place, groups with a person in common give the same role.
   */
  groups?: {
    /**
     * The e-mail addresses of a group.
     */
    [k: string]: Email[];
  };
  /**
   * Tenants, by key; only where the role model has tenants.
   */
  tenants?: {
    [k: string]: Tenant;
  };
  /**
   * Projects, by key; only where the role model has projects.
   */
  projects?: {
    [k: string]: Project;
  };
  guards?: Guards;
  /**
   * Who is who at the code host, for approvals.
   */
  identities?: {
    github?: Logins;
    gitlab?: Logins1;
  };
}
/**
 * A custom role: a name for a choice of permissions.
 */
export interface Role {
  /**
   * Where the role can be held.
   */
  scope?: "organization" | "tenant" | "project";
  /**
   * For people. Default: the key.
   */
  title?: string;
  /**
   * What its holders may do.
   */
  permissions: string[];
}
/**
 * A tenant and the people who have a role in it.
 */
export interface Tenant {
  /**
   * For people. Managed where given.
   */
  title?: string;
  /**
   * Who has which role in the tenant.
   */
  members?: unknown[];
}
/**
 * A project and the people who have a role in it.
 */
export interface Project {
  /**
   * Key of the tenant that the project belongs to; only where the role model has tenants.
   */
  tenant?: string;
  /**
   * For people. Managed where given.
   */
  title?: string;
  /**
   * Who has which role in the project.
   */
  members?: unknown[];
}
/**
 * Rails around every plan.
 */
export interface Guards {
  /**
   * Share of members, pending invitations and grants together that one plan may remove, in percent. Counts under 5 always pass.
   */
  removals?: string | number;
  /**
   * How many changes of one plan may raise somebody's level at the organization.
   */
  promotions?: number;
  /**
   * How many owners there may be after a plan.
   */
  owners?: {
    /**
     * At least as many.
     */
    min?: number;
    /**
     * At most as many.
     */
    max?: number;
  };
  /**
   * People who must be declared, and active, after every plan.
   */
  required?: Email[];
  /**
   * `required`: a plan needs the approval of people who could make its changes themselves.
   */
  approvals?: "required";
}
/**
 * GitHub login to e-mail address.
 */
export interface Logins {
  [k: string]: Email;
}
/**
 * GitLab login to e-mail address.
 */
export interface Logins1 {
  [k: string]: Email;
}
