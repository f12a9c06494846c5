import type { RefusalCode } from "../../../src/membership/refusal.ts";
import { judged, people } from "./example.ts";
import type { RefusalPage } from "./refusal-page.ts";

type Soundness = Extract<
  RefusalCode,
  | "role-not-on-tier"
  | "custom-roles-not-on-tier"
  | "seat-limit-reached"
  | "role-in-use"
  | "not-an-organization-member"
  | "permission-not-overridable"
  | "attribute-required"
  | "attribute-invalid"
>;

const CAROL = "carol@acme.example";
const inviting = (role: string) => ({ kind: "invite-member", email: CAROL, role, attributes: {} }) as const;

/** Whether the organization is sound afterwards, whoever makes the change. */
export const SOUNDNESS_PAGES: Readonly<Record<Soundness, RefusalPage>> = {
  "role-not-on-tier": {
    meaning:
      "The role is not available on the organization's tier, or the tier is changed to one without a role that somebody has.",
    situation: "An organization on the tier `free` invites a security lead.",
    refusals: judged(inviting("security-lead"), { live: { tier: "free" } }),
    fix: [
      "Declare a tier that has the role; the message names those.",
      "Or declare another role. Before a smaller tier, give the role's holders another one.",
    ],
  },
  "custom-roles-not-on-tier": {
    meaning:
      "The role model, or the organization's tier, has no custom roles; or the tier is changed to such a one while there are custom roles.",
    situation: "An organization on the tier `pro` defines a custom role.",
    refusals: judged(
      { kind: "create-role", role: "reader", scope: "organization", permissions: ["read"] },
      { live: { tier: "pro" } },
    ),
    fix: [
      "Declare a tier with custom roles.",
      "Or use built-in roles, and take the section `roles` out of the charter.",
    ],
  },
  "seat-limit-reached": {
    meaning:
      "Every seat of the tier is taken. Where the role model says so, pending invitations take a seat too; where not, nobody is invited either while members have them all. A plan frees seats before it takes them, so this many are wanted in the end.",
    situation: "On the tier `free`, with 5 of 5 seats taken, Carol is invited.",
    refusals: judged(inviting("viewer"), {
      live: { tier: "free", members: { ada: "owner", ...people("viewer", "bob", "dan", "eve", "fay") } },
    }),
    fix: [
      "Remove somebody, or cancel a pending invitation.",
      "Or declare a larger tier, or more bought seats where the tier sells them (`settings`).",
    ],
  },
  "role-in-use": {
    meaning: "A custom role is deleted while somebody has it or is invited to it.",
    situation: "The role `reader` is deleted while Bob has it.",
    refusals: judged(
      { kind: "delete-role", role: "reader" },
      { live: { roles: { reader: ["read"] }, members: { ada: "owner", bob: "reader" } } },
    ),
    fix: [
      "Declare another role for each of its holders; the plan then gives it to them first and deletes the role afterwards.",
      "`charter show members --role KEY` and `charter show invitations --role KEY` list the holders.",
    ],
  },
  "not-an-organization-member": {
    meaning:
      "A role in a tenant or project is for active members of the organization. For a declared person who is still invited, a plan does not refuse the role: it waits.",
    situation: "Carol, who is no member, gets a role in the tenant `eu`.",
    refusals: judged(
      { kind: "grant-tenant-role", tenant: "eu", email: CAROL, role: "tenant-member" },
      { live: { tenants: { eu: {} } } },
    ),
    fix: ["Declare the person under `members` too. They are invited, and the role follows once they have accepted."],
  },
  "permission-not-overridable": {
    meaning: "The role model does not let this permission be switched for one member.",
    situation: "Bob gets `members:manage` by an override.",
    refusals: judged(
      { kind: "override-permissions", email: "bob@acme.example", overrides: { "members:manage": "allow" } },
      { live: { members: { ada: "owner", bob: "viewer" } } },
    ),
    fix: [
      "Take the permission out of the member's `permissions`.",
      "Give the person a role, or a custom role, that holds it.",
    ],
  },
  "attribute-required": {
    meaning: "The role model asks for an attribute of every member, and it is missing or taken away.",
    situation: "On `member-types`, Carol is invited without a member type.",
    refusals: judged(inviting("member"), { on: "member-types" }),
    fix: ["Give it under `attributes` of the member."],
  },
  "attribute-invalid": {
    meaning:
      "An attribute of a member, a setting or the tier of the organization is not known, or its value is not one of its type.",
    situation: "Bob's member type becomes `robot`.",
    refusals: judged(
      { kind: "update-attributes", email: "bob@acme.example", attributes: { memberType: "robot" } },
      { live: { members: { ada: "owner", bob: "viewer" } } },
    ),
    fix: [
      "Correct the value; the message says what it must be.",
      "`charter schema --role-model KEY` makes a schema with which an editor marks such values.",
    ],
  },
};
