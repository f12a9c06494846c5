import type { InvitationTarget, Override } from "./organization.ts";
import type { FieldValue } from "./role-model.ts";
import type { Scope } from "./scope.ts";

/** A patch of named values; null takes a value away. */
export type FieldPatch = Readonly<Record<string, FieldValue | null>>;
/** A patch of overrides by permission; null goes back to what the role gives. */
export type OverridePatch = Readonly<Record<string, Override | null>>;

/** Everything that can happen to an organization, in the domain's words. Handle it with an exhaustive switch. */
export type Change =
  | {
      readonly kind: "update-organization";
      readonly title?: string;
      readonly tier?: string;
      readonly settings?: FieldPatch;
    }
  | { readonly kind: "delete-organization" }
  | { readonly kind: "transfer-ownership"; readonly email: string; readonly formerOwnerRole?: string }
  | {
      readonly kind: "create-role";
      readonly role: string;
      readonly scope: Scope;
      readonly title?: string;
      readonly permissions: readonly string[];
    }
  | {
      readonly kind: "update-role";
      readonly role: string;
      readonly title?: string;
      readonly permissions?: readonly string[];
    }
  | { readonly kind: "delete-role"; readonly role: string }
  | {
      readonly kind: "invite-member";
      readonly email: string;
      /** Organization role; with a target, the model's joining role. */
      readonly role: string;
      readonly attributes: Readonly<Record<string, FieldValue>>;
      readonly target?: InvitationTarget;
    }
  | { readonly kind: "cancel-invitation"; readonly email: string }
  | { readonly kind: "resend-invitation"; readonly email: string }
  | { readonly kind: "accept-invitation"; readonly email: string }
  | { readonly kind: "change-role"; readonly email: string; readonly role: string }
  | { readonly kind: "update-attributes"; readonly email: string; readonly attributes: FieldPatch }
  | { readonly kind: "override-permissions"; readonly email: string; readonly overrides: OverridePatch }
  | { readonly kind: "remove-member"; readonly email: string }
  | { readonly kind: "create-tenant"; readonly tenant: string; readonly title?: string }
  | { readonly kind: "update-tenant"; readonly tenant: string; readonly title: string }
  | { readonly kind: "delete-tenant"; readonly tenant: string }
  | { readonly kind: "grant-tenant-role"; readonly tenant: string; readonly email: string; readonly role: string }
  | { readonly kind: "change-tenant-role"; readonly tenant: string; readonly email: string; readonly role: string }
  | { readonly kind: "revoke-tenant-role"; readonly tenant: string; readonly email: string }
  | { readonly kind: "create-project"; readonly project: string; readonly tenant?: string; readonly title?: string }
  | { readonly kind: "update-project"; readonly project: string; readonly tenant?: string; readonly title?: string }
  | { readonly kind: "delete-project"; readonly project: string }
  | { readonly kind: "grant-project-role"; readonly project: string; readonly email: string; readonly role: string }
  | { readonly kind: "change-project-role"; readonly project: string; readonly email: string; readonly role: string }
  | { readonly kind: "revoke-project-role"; readonly project: string; readonly email: string };

export type ChangeKind = Change["kind"];
export type ChangeOf<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/** Changes that a plan can hold: deleting an organization and accepting an invitation are never declared. */
export type PlannableChange = Exclude<Change, { kind: "delete-organization" | "accept-invitation" }>;

/**
 * The address of the object that a change is about: `organization`, `roles/KEY`, `members/EMAIL`, `tenants/KEY`,
 * `tenants/KEY/members/EMAIL`, `projects/KEY`, `projects/KEY/members/EMAIL`.
 */
export function addressOf(change: Change): string {
  switch (change.kind) {
    case "update-organization":
    case "delete-organization":
      return "organization";
    case "create-role":
    case "update-role":
    case "delete-role":
      return `roles/${change.role}`;
    case "transfer-ownership":
    case "invite-member":
    case "cancel-invitation":
    case "resend-invitation":
    case "accept-invitation":
    case "change-role":
    case "update-attributes":
    case "override-permissions":
    case "remove-member":
      return `members/${change.email}`;
    case "create-tenant":
    case "update-tenant":
    case "delete-tenant":
      return `tenants/${change.tenant}`;
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return `tenants/${change.tenant}/members/${change.email}`;
    case "create-project":
    case "update-project":
    case "delete-project":
      return `projects/${change.project}`;
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return `projects/${change.project}/members/${change.email}`;
  }
}
