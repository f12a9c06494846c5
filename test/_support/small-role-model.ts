import type { RoleModelDocument } from "../../src/membership/generated/role-model-document.ts";

/** Parts of a role model that a story says otherwise; undefined leaves a part out. */
export type RoleModelChanges = { readonly [Part in keyof RoleModelDocument]?: RoleModelDocument[Part] | undefined };

/** The shortest role model that has something of everything and no fault; a story changes what it is about. */
export function smallRoleModel(changes: RoleModelChanges = {}): RoleModelDocument {
  const parts = Object.entries({ ...SMALL, ...changes }).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts) as unknown as RoleModelDocument;
}

const SMALL: RoleModelDocument = {
  key: "small",
  title: "Small",
  source: "A test",
  scopes: { organization: {}, tenant: {}, project: { within: "tenant" } },
  permissions: {
    manage: { title: "Manage everything", scopes: ["organization", "tenant"], sensitive: true },
    pay: { title: "Pay", description: "Bills and tiers" },
    read: { title: "Read", scopes: ["organization", "tenant", "project"] },
  },
  actions: { "organization.update": { permission: "manage", fields: { tier: "pay" } }, "member.invite": "manage" },
  roles: {
    organization: {
      owner: { title: "Owner", level: 100, permissions: "all" },
      member: { title: "Member", level: 40, permissions: ["read"], assigns: [], manages: "below" },
    },
    tenant: { lead: { title: "Lead", level: 80, permissions: "all" } },
  },
  ownership: { keystone: { role: "owner" }, count: "at-least-one", handover: "assign" },
  customRoles: { scopes: ["organization"], tiers: ["large"] },
  overrides: ["read"],
  attributes: { pace: { title: "Pace", type: "duration", defaultFrom: "pace" } },
  settings: {
    pace: { title: "Pace", type: "duration", default: "15m" },
    seats: { title: "Seats", type: "integer", default: 0, billed: true },
  },
  tiers: {
    small: { title: "Small", memberLimit: 3, extraSeats: "seats" },
    large: { title: "Large", memberLimit: null },
  },
  invitations: { lifetimeDays: 7, direct: { project: "member" } },
};
