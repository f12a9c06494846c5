import { describe, expect, it } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Grant, Organization } from "../../src/membership/organization.ts";
import type { Place } from "../../src/membership/scope.ts";
import { builtIn, organizationOf } from "../_support/organization-of.ts";

const ADA = "ada@acme.example";
const GRACE = "grace@acme.example";
const EU: Place = { scope: "tenant", tenant: "eu" };

function draft(): OrganizationDraft {
  const members = new Map<ReturnType<typeof emailKey>, Grant>([
    [emailKey(GRACE), { email: GRACE, role: "tenant-member" }],
  ]);
  const organization: Organization = {
    ...organizationOf({ [ADA]: "owner", [GRACE]: "member" }),
    tenants: new Map([["eu", { key: "eu", title: "Europe", members }]]),
  };
  return new OrganizationDraft(builtIn("standard"), organization);
}

function headCount(of: OrganizationDraft) {
  return {
    seats: of.seatsTaken(),
    owners: of.activeWithRole("owner"),
    members: of.holdersOf("organization", "member"),
    admins: of.holdersOf("tenant", "tenant-admin"),
    tenantMembers: of.holdersOf("tenant", "tenant-member"),
  };
}

describe("a copy of a draft", () => {
  it("has the same head count as a draft that counts anew, also after changes", () => {
    const original = draft();
    original.setGrant(EU, { email: ADA, role: "tenant-admin" });
    original.deleteMember(emailKey(GRACE));
    const counted = new OrganizationDraft(original.model, original.toOrganization());
    expect(headCount(original.copy())).toEqual(headCount(counted));
    expect(headCount(counted)).toEqual({ seats: 1, owners: 1, members: 0, admins: 1, tenantMembers: 0 });
  });

  it("does not change with what it was copied from, nor the other way round", () => {
    const original = draft();
    original.setGrant(EU, { email: GRACE, role: "tenant-admin" });
    const copy = original.copy();
    original.deleteGrant(EU, emailKey(GRACE));
    copy.setGrant(EU, { email: ADA, role: "tenant-admin" });
    copy.setMember({ email: GRACE, role: "viewer", status: "active", attributes: {}, overrides: {} });
    expect(headCount(original)).toEqual({ seats: 2, owners: 1, members: 1, admins: 0, tenantMembers: 0 });
    expect(headCount(copy)).toEqual({ seats: 2, owners: 1, members: 0, admins: 2, tenantMembers: 0 });
    expect(original.grant(EU, emailKey(GRACE))).toBeUndefined();
    expect(copy.grant(EU, emailKey(GRACE))?.role).toBe("tenant-admin");
  });
});
