import { describe, expect, test } from "vitest";
import type { PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { rolesTakenBy } from "../../src/plan/roles-taken.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const target = { place: { scope: "project", project: "watch" }, role: "p-invited" } as const;
const LIVE: Sketch = {
  members: {
    bob: "o-bob",
    cid: "o-cid",
    ivy: { role: "o-ivy", status: "invited", invitation: { id: "i", target } },
  },
  tenants: { eu: { bob: "t-eu", cid: "t-eu" }, us: { bob: "t-us" } },
  projects: { "eu/watch": { bob: "p-watch" }, "eu/ring": { cid: "p-ring" }, "us/belt": { cid: "p-belt" } },
};

function taken(change: PlannableChange): string[] {
  return rolesTakenBy(new OrganizationDraft(model("standard"), organization(LIVE)), change).sort();
}

const [bob, ivy, ghost] = [address("bob"), address("ivy"), address("ghost")];

describe("a role is taken by", () => {
  test("another role, at the organization or below", () => {
    expect(taken({ kind: "change-role", email: bob, role: "o-new" })).toEqual(["o-bob"]);
    expect(taken({ kind: "change-tenant-role", tenant: "eu", email: bob, role: "t-new" })).toEqual(["t-eu"]);
    expect(taken({ kind: "change-project-role", project: "watch", email: bob, role: "p-new" })).toEqual(["p-watch"]);
  });

  test("the end of a grant", () => {
    expect(taken({ kind: "revoke-tenant-role", tenant: "us", email: bob })).toEqual(["t-us"]);
    expect(taken({ kind: "revoke-project-role", project: "watch", email: bob })).toEqual(["p-watch"]);
  });

  test("the end of a membership, with every grant", () => {
    expect(taken({ kind: "remove-member", email: bob })).toEqual(["o-bob", "p-watch", "t-eu", "t-us"]);
  });

  test("the end of an invitation, with what it promises", () => {
    expect(taken({ kind: "cancel-invitation", email: ivy })).toEqual(["o-ivy", "p-invited"]);
  });

  test("the end of a place, once however many have it or are promised it, and of the projects in it", () => {
    expect(taken({ kind: "delete-project", project: "ring" })).toEqual(["p-ring"]);
    expect(taken({ kind: "delete-project", project: "watch" })).toEqual(["p-invited", "p-watch"]);
    expect(taken({ kind: "delete-tenant", tenant: "eu" })).toEqual(["p-invited", "p-ring", "p-watch", "t-eu"]);
    expect(taken({ kind: "delete-tenant", tenant: "us" })).toEqual(["p-belt", "t-us"]);
  });

  test("nothing else, and from nobody who is not there", () => {
    expect(taken({ kind: "invite-member", email: ghost, role: "o-new", attributes: {} })).toEqual([]);
    expect(taken({ kind: "grant-tenant-role", tenant: "eu", email: ivy, role: "t-new" })).toEqual([]);
    expect(taken({ kind: "remove-member", email: ghost })).toEqual([]);
    expect(taken({ kind: "revoke-tenant-role", tenant: "eu", email: ghost })).toEqual([]);
    expect(taken({ kind: "delete-tenant", tenant: "none" })).toEqual([]);
  });
});
