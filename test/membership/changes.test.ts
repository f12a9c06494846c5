import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { shapeOf } from "../_support/organization-shape.ts";
import { draftOf, EU, key, SCRIBE, WATCH } from "../_support/told-organizations.ts";

const BOB = address("bob");

const live = SCRIBE;
const draft = (sketch: Sketch = live) => draftOf(sketch);

/** What a change makes of the organization: only the parts that differ. */
function difference(change: Change): object {
  const of = draft();
  const before = shapeOf(organization(live)) as Record<string, unknown>;
  applyChange(of, change);
  const after = shapeOf(of.toOrganization()) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(after).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(before[part])),
  );
}

describe("what a change makes of the organization", () => {
  const made = (change: Change): Organization => {
    const of = draft();
    applyChange(of, change);
    return of.toOrganization();
  };

  test("a title, a tier and settings change alone", () => {
    expect(difference({ kind: "update-organization", title: "New" })).toEqual({
      organization: { title: "New", tier: "enterprise", settings: { seats: 2 } },
    });
    expect(difference({ kind: "update-organization", tier: "pro", settings: { seats: null, pace: "5m" } })).toEqual({
      organization: { title: "Acme", tier: "pro", settings: { pace: "5m" } },
    });
    expect(made({ kind: "update-organization" }).key).toBe("acme");
  });

  test("a custom role comes, changes in what is named, and goes", () => {
    const { roles } = made({ kind: "create-role", role: "new", scope: "tenant", title: "New", permissions: ["read"] });
    expect(roles.get("new")).toEqual({ key: "new", scope: "tenant", title: "New", permissions: ["read"] });
    const update = (change: object) => made({ kind: "update-role", role: "scribe", ...change }).roles.get("scribe");
    expect(update({ title: "Writer" })).toMatchObject({ title: "Writer", permissions: ["read"] });
    expect(update({ permissions: [] })).toMatchObject({ title: "Scribe", permissions: [] });
    expect(difference({ kind: "update-role", role: "nobody", title: "No" })).toEqual({});
    expect([...made({ kind: "delete-role", role: "scribe" }).roles.keys()]).toEqual(["tester"]);
  });

  test("somebody is invited, with what they get on joining", () => {
    const invite = {
      kind: "invite-member",
      email: address("New"),
      role: "viewer",
      attributes: { memberType: "external" },
    } as const;
    const member = {
      email: "New@acme.example",
      role: "viewer",
      status: "invited",
      attributes: { memberType: "external" },
      overrides: {},
    };
    const id = "invitation of New@acme.example";
    expect(made(invite).members.get(key("new"))).toStrictEqual({ ...member, invitation: { id } });
    const target = { place: WATCH, role: "tester" };
    expect(made({ ...invite, target }).members.get(key("new"))).toEqual({ ...member, invitation: { id, target } });
  });

  test("an invitation is sent anew, accepted or cancelled", () => {
    expect(made({ kind: "resend-invitation", email: address("hal") }).members.get(key("hal"))?.status).toBe("invited");
    const joined = made({ kind: "accept-invitation", email: address("gus") });
    expect(joined.members.get(key("gus"))).toEqual({
      email: address("gus"),
      role: "member",
      status: "active",
      attributes: {},
      overrides: {},
    });
    expect(joined.projects.get("watch")?.members.get(key("gus"))).toEqual({ email: address("gus"), role: "tester" });
    expect(made({ kind: "cancel-invitation", email: address("gus") }).members.has(key("gus"))).toBe(false);
  });

  test("a member's role, attributes and overrides change; a new role drops overrides", () => {
    const bob = (change: object) => made({ email: BOB, ...change } as Change).members.get(key("bob"));
    expect(bob({ kind: "change-role", role: "viewer" })).toMatchObject({
      role: "viewer",
      overrides: {},
      attributes: { memberType: "external" },
    });
    expect(bob({ kind: "update-attributes", attributes: { memberType: null, x: 1 } })?.attributes).toEqual({ x: 1 });
    expect(
      bob({ kind: "override-permissions", overrides: { "issues:triage": null, "audit-log:read": "allow" } })?.overrides,
    ).toEqual({
      "audit-log:read": "allow",
    });
  });

  test("tenants and projects come, are renamed and moved with everybody in them, and go", () => {
    const { tenants } = made({ kind: "create-tenant", tenant: "apac", title: "Asia" });
    expect(tenants.get("apac")).toEqual({ key: "apac", title: "Asia", members: new Map() });
    const renamed = made({ kind: "update-tenant", tenant: "eu", title: "Europe" }).tenants.get("eu");
    expect([renamed?.title, renamed?.members.size]).toEqual(["Europe", 1]);
    const created = made({ kind: "create-project", project: "ring", tenant: "us", title: "Ring" }).projects.get("ring");
    expect(created).toEqual({ key: "ring", title: "Ring", tenant: "us", members: new Map() });
    const watch = (change: object) =>
      made({ kind: "update-project", project: "watch", ...change }).projects.get("watch");
    expect([watch({ title: "W" })?.title, watch({ title: "W" })?.tenant, watch({ title: "W" })?.members.size]).toEqual([
      "W",
      "eu",
      2,
    ]);
    expect([watch({ tenant: "us" })?.title, watch({ tenant: "us" })?.tenant]).toEqual([undefined, "us"]);
    expect(difference({ kind: "update-project", project: "ring", title: "No" })).toEqual({});
    expect([...made({ kind: "delete-project", project: "watch" }).projects.keys()]).toEqual(["band"]);
    expect(made({ kind: "delete-project", project: "watch" }).members.get(key("gus"))?.invitation).toEqual({
      id: "i",
    });
  });

  test("a role at a place is given, changed and taken", () => {
    const { tenants } = made({ kind: "grant-tenant-role", tenant: "us", email: BOB, role: "tenant-member" });
    expect(tenants.get("us")?.members.get(key("bob"))).toEqual({ email: BOB, role: "tenant-member" });
    expect(tenants.get("eu")?.members.get(key("bob"))?.role).toBe("tenant-admin");
    const changed = made({ kind: "change-project-role", project: "watch", email: BOB, role: "project-viewer" });
    expect(changed.projects.get("watch")?.members.get(key("bob"))?.role).toBe("project-viewer");
    expect(changed.projects.get("band")?.members.get(key("bob"))?.role).toBe("tester");
    expect(made({ kind: "revoke-tenant-role", tenant: "eu", email: BOB }).tenants.get("eu")?.members.size).toBe(0);
    expect(
      made({ kind: "revoke-project-role", project: "watch", email: BOB }).projects.get("watch")?.members.size,
    ).toBe(1);
  });

  test("a role at a project is given to whoever has none there", () => {
    const { projects } = made({ kind: "grant-project-role", project: "band", email: address("ada"), role: "tester" });
    expect(projects.get("band")?.members.get(key("ada"))).toEqual({ email: address("ada"), role: "tester" });
  });

  test("its deletion is the API's: the people in it stay what they are", () => {
    const start = organization({ members: { ada: "owner", bob: "member" } });
    const of = new OrganizationDraft(model("ranked-roles"), start);
    applyChange(of, { kind: "delete-organization" });
    expect(shapeOf(of.toOrganization())).toEqual(shapeOf(start));
  });

  test("a changed grant keeps its version and loses its place in a file", () => {
    const of = draft();
    const source = { file: "charter.yaml", line: 1, column: 1 };
    of.setGrant(EU, { email: BOB, role: "tenant-admin", etag: "7", source });
    applyChange(of, { kind: "change-tenant-role", tenant: "eu", email: BOB, role: "tenant-member" });
    expect(of.grant(EU, key("bob"))).toEqual({ email: BOB, role: "tenant-member", etag: "7" });
  });

  test("a transfer makes one owner, and the former one what is said", () => {
    const ranked = (formerOwnerRole?: string) => {
      const start: Sketch = {
        members: {
          ada: "owner",
          al: { role: "owner", status: "invited" },
          bob: { role: "member", overrides: { x: "deny" } },
          cy: "viewer",
        },
      };
      const of = new OrganizationDraft(model("ranked-roles"), organization(start));
      applyChange(of, {
        kind: "transfer-ownership",
        email: BOB,
        ...(formerOwnerRole === undefined ? {} : { formerOwnerRole }),
      });
      return [...of.members.values()].map(({ role, overrides }) => `${role} ${Object.keys(overrides).length}`);
    };
    expect(ranked()).toEqual(["admin 0", "owner 0", "owner 0", "viewer 0"]);
    expect(ranked("viewer")).toEqual(["viewer 0", "owner 0", "owner 0", "viewer 0"]);
  });

  test("a transfer of what is assigned, or is a permission, changes nothing", () => {
    expect(difference({ kind: "transfer-ownership", email: BOB })).toEqual({});
    const clerks: Sketch = { roles: { admin: ["addRole"] }, members: { ada: "admin", bob: "admin" } };
    const of = new OrganizationDraft(model("custom-roles"), organization(clerks));
    applyChange(of, { kind: "transfer-ownership", email: BOB, formerOwnerRole: "admin" });
    expect(shapeOf(of.toOrganization())).toEqual(shapeOf(organization(clerks)));
  });

  test.each<Change>([
    { kind: "delete-organization" },
    { kind: "remove-member", email: address("zoe") },
    { kind: "change-role", email: address("zoe"), role: "viewer" },
    { kind: "accept-invitation", email: address("zoe") },
    { kind: "accept-invitation", email: BOB },
    { kind: "delete-tenant", tenant: "asia" },
    { kind: "delete-project", project: "ring" },
    { kind: "grant-tenant-role", tenant: "asia", email: BOB, role: "tenant-member" },
    { kind: "grant-project-role", project: "ring", email: BOB, role: "tester" },
    { kind: "revoke-project-role", project: "band", email: address("ada") },
    { kind: "revoke-tenant-role", tenant: "asia", email: BOB },
  ])("$kind of what is not there changes nothing", (change) => {
    expect(difference(change)).toEqual({});
  });
});
