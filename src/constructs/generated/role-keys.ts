// Made by `npm run generate`; edits are lost.

/** The roles that the built-in role models give, by scope. */
export interface RoleKeys {
  readonly "standard": {
    readonly organization: "owner" | "admin" | "security-lead" | "billing-admin" | "member" | "viewer";
    readonly tenant: "tenant-admin" | "tenant-member";
    readonly project: "project-admin" | "project-developer" | "project-viewer";
  };
  readonly "ranked-roles": {
    readonly organization: "owner" | "admin" | "security-lead" | "billing-admin" | "member" | "viewer";
    readonly tenant: never;
    readonly project: never;
  };
  readonly "tenants-and-projects": {
    readonly organization: "owner" | "admin" | "member";
    readonly tenant: "tenant-admin" | "tenant-member";
    readonly project: "project-admin" | "project-developer" | "project-viewer";
  };
  readonly "custom-roles": {
    readonly organization: "admin";
    readonly tenant: never;
    readonly project: never;
  };
  readonly "member-types": {
    readonly organization: "owner" | "admin" | "member";
    readonly tenant: never;
    readonly project: "project-owner" | "project-manager" | "project-member";
  };
  readonly "permission-overrides": {
    readonly organization: "owner" | "admin" | "developer" | "member";
    readonly tenant: never;
    readonly project: never;
  };
}
