import { describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { formatPlace, ORGANIZATION, type Place, SCOPES } from "../../src/membership/scope.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { shapeOf } from "../_support/organization-shape.ts";
import { draftOf, EU, key, SCRIBE, WATCH } from "../_support/told-organizations.ts";

const BOB = address("bob");

const live = SCRIBE;
const draft = (sketch: Sketch = live) => draftOf(sketch);

describe("what a draft is asked", () => {
  test("is the organization's own, and the platform's roles with the custom ones", () => {
    const of = draft();
    expect(of.organization).toEqual({ key: "acme", title: "Acme", tier: "enterprise", settings: { seats: 2 } });
    expect([...of.organizationRoles()]).toEqual([
      "owner",
      "admin",
      "security-lead",
      "billing-admin",
      "member",
      "viewer",
      "scribe",
    ]);
    expect([of.hasCustomRoles(), draft({ ...live, roles: {} }).hasCustomRoles()]).toEqual([true, false]);
    const none = new OrganizationDraft({ ...model("standard"), roles: new Map() }, organization({}));
    expect([...none.organizationRoles()]).toEqual([]);
  });

  test("finds a role at its scope alone", () => {
    const of = draft();
    const found = (role: string) => SCOPES.filter((scope) => of.role(scope, role) !== undefined);
    expect(found("scribe")).toEqual(["organization"]);
    expect(found("tester")).toEqual(["project"]);
    expect(found("tenant-admin")).toEqual(["tenant"]);
    expect(found("nobody")).toEqual([]);
    expect(of.role("project", "tester")).toEqual({
      key: "tester",
      scope: "project",
      title: "tester",
      level: 60,
      permissions: new Set(["build"]),
      custom: true,
      tiers: new Set(["enterprise"]),
      assigns: "at-or-below",
      manages: "at-or-below",
    });
    of.deleteRole("tester");
    expect(of.role("project", "tester")).toBeUndefined();
    expect(of.customRoles.has("tester")).toBe(false);
  });

  test("knows tenants, projects and where those belong", () => {
    const of = draft({ ...live, projects: { "eu/watch": {}, loose: {} } });
    expect([of.hasTenant("eu"), of.hasTenant("asia")]).toEqual([true, false]);
    expect([of.tenantOf("watch"), of.tenantOf("loose"), of.tenantOf("ring")]).toEqual(["eu", null, undefined]);
    expect([
      of.grantsAt(EU)?.size,
      of.grantsAt(ORGANIZATION),
      of.grantsAt({ scope: "project", project: "ring" }),
    ]).toEqual([1, undefined, undefined]);
  });

  test("finds where somebody has a role, while roles come and go", () => {
    const of = draft();
    const places = (name: string) => of.placesOf(key(name)).map(formatPlace);
    expect(places("bob")).toEqual(["tenants/eu", "projects/watch", "projects/band"]);
    expect(places("zoe")).toEqual([]);
    of.setGrant({ scope: "tenant", tenant: "us" }, { email: BOB, role: "tenant-member" });
    of.setGrant(EU, { email: address("zoe"), role: "tenant-member" });
    of.deleteGrant(WATCH, key("bob"));
    expect(places("bob")).toEqual(["tenants/eu", "projects/band", "tenants/us"]);
    expect(places("zoe")).toEqual(["tenants/eu"]);
    expect(of.grantedRole(key("bob"), "tester")?.key).toBe("tester");
    of.deleteGrant({ scope: "project", project: "band" }, key("bob"));
    expect(of.grantedRole(key("bob"), "tester")).toBeUndefined();
    expect(of.grantedRole(key("bob"), "tenant-admin")?.scope).toBe("tenant");
  });

  test("finds who is promised a role at a place", () => {
    const promised = (place: Place) =>
      draft()
        .promisedAt(place)
        .map(({ email }) => email);
    expect(promised(WATCH)).toEqual([address("gus")]);
    expect(promised({ scope: "project", project: "band" })).toEqual([]);
    expect(promised(EU)).toEqual([]);
  });

  test("counts who holds each role, at the organization and below, members, invited and promised", () => {
    const of = draft();
    const holders = () => [
      of.holdersOf("organization", "member"),
      of.holdersOf("organization", "scribe"),
      of.holdersOf("tenant", "tenant-admin"),
      of.holdersOf("project", "tester"),
      of.holdersOf("project", "project-admin"),
      of.activeWithRole("member"),
    ];
    expect(holders()).toEqual([2, 1, 1, 3, 1, 0]);
    applyChange(of, { kind: "accept-invitation", email: address("gus") });
    expect(holders()).toEqual([2, 1, 1, 3, 1, 1]);
    applyChange(of, { kind: "change-project-role", project: "watch", email: BOB, role: "project-admin" });
    expect(holders()).toEqual([2, 1, 1, 2, 2, 1]);
    applyChange(of, { kind: "delete-tenant", tenant: "eu" });
    expect(holders()).toEqual([2, 1, 0, 1, 0, 1]);
    applyChange(of, { kind: "remove-member", email: BOB });
    expect(holders()).toEqual([2, 0, 0, 0, 0, 1]);
  });

  test("counts a promise once, until it is kept or broken", () => {
    const of = draft({ ...live, projects: { "eu/watch": {} } });
    const counted = () => [of.holdersOf("project", "tester"), of.promisedAt(WATCH).length];
    expect(counted()).toEqual([1, 1]);
    const other = of.copy();
    applyChange(other, { kind: "cancel-invitation", email: address("gus") });
    expect([other.holdersOf("project", "tester"), other.promisedAt(WATCH).length]).toEqual([0, 0]);
    applyChange(of, { kind: "delete-project", project: "watch" });
    expect(counted()).toEqual([0, 0]);
  });

  test("leaves the organization that it was made from as it was, map by map", () => {
    const start = organization(live);
    const before = shapeOf(start);
    const of = new OrganizationDraft(model("standard"), start);
    for (const change of [
      { kind: "grant-project-role", project: "band", email: address("ada"), role: "tester" },
      { kind: "revoke-tenant-role", tenant: "eu", email: BOB },
      { kind: "update-tenant", tenant: "eu", title: "Europe" },
      { kind: "update-project", project: "watch", title: "Watch" },
      { kind: "remove-member", email: BOB },
      { kind: "delete-role", role: "scribe" },
      { kind: "create-tenant", tenant: "apac" },
      { kind: "create-project", project: "ring", tenant: "eu" },
      { kind: "update-organization", title: "New", settings: { seats: 9 } },
    ] as const)
      applyChange(of, change);
    expect(shapeOf(start)).toEqual(before);
    expect(shapeOf(of.toOrganization())).not.toEqual(before);
  });
});
