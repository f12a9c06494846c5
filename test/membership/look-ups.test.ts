import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import { address, type Sketch } from "../_support/build.ts";
import { refusalsOf } from "../_support/refusals-of.ts";
import { smallRoleModel } from "../_support/small-role-model.ts";

const live: Sketch = {
  tier: "enterprise",
  roles: { recruiter: ["members:manage"], tester: { scope: "project", permissions: ["build"] } },
  members: {
    ada: "owner",
    bob: "member",
    tom: "viewer",
    inv: { role: "viewer", status: "invited" },
    old: { role: "viewer", status: "expired" },
  },
  tenants: { eu: { tom: "tenant-admin" }, us: {} },
  projects: { "eu/watch": { tom: "project-viewer" } },
};

const asked = (change: Change, on = "standard", sketch = live) => refusalsOf({ on, live: sketch, by: "ada", change });
const BOB = address("bob");
const EU: InvitationTarget["place"] = { scope: "tenant", tenant: "eu" };
const WATCH: InvitationTarget["place"] = { scope: "project", project: "watch" };

describe("a role that a change names", () => {
  test("is one, and one of that scope", () => {
    expect(asked({ kind: "change-role", email: BOB, role: "nobody" })).toEqual([
      'unknown-role: there is no organization role "nobody"',
    ]);
    expect(asked({ kind: "change-role", email: BOB, role: "tenant-admin" })).toEqual([
      "wrong-scope: tenant-admin is a role of the tenant, not of the organization",
    ]);
    expect(asked({ kind: "grant-tenant-role", tenant: "eu", email: BOB, role: "tester" })).toEqual([
      "wrong-scope: tester is a role of the project, not of the tenant",
    ]);
    expect(asked({ kind: "grant-project-role", project: "watch", email: BOB, role: "member" })).toEqual([
      "wrong-scope: member is a role of the organization, not of the project",
    ]);
    expect(asked({ kind: "grant-project-role", project: "watch", email: BOB, role: "tester" })).toEqual([]);
  });

  test("for a former owner is one of the organization, where the transfer names one", () => {
    const ranked: Sketch = { tier: "enterprise", members: { ada: "owner", bob: "member" } };
    const transfer = (formerOwnerRole?: string): Change => ({
      kind: "transfer-ownership",
      email: BOB,
      ...(formerOwnerRole === undefined ? {} : { formerOwnerRole }),
    });
    expect(asked(transfer("nobody"), "ranked-roles", ranked)).toEqual([
      'unknown-role: there is no organization role "nobody"',
    ]);
    expect(asked(transfer("viewer"), "ranked-roles", ranked)).toEqual([]);
    expect(asked(transfer(), "ranked-roles", ranked)).toEqual([]);
  });

  test("for whoever is invited to a project is the one with which they join", () => {
    const invite = (role: string, target: InvitationTarget): Change => ({
      kind: "invite-member",
      email: address("new"),
      role,
      attributes: {},
      target,
    });
    expect(asked(invite("admin", { place: WATCH, role: "tester" }))).toEqual([
      "wrong-scope: whoever is invited to a project joins the organization as member, not as admin",
    ]);
    expect(asked(invite("member", { place: WATCH, role: "tester" }))).toEqual([]);
    expect(asked(invite("member", { place: WATCH, role: "nobody" }))).toEqual([
      'unknown-role: there is no project role "nobody"',
    ]);
    expect(asked(invite("viewer", { place: EU, role: "tenant-member" }))).toEqual([
      "not-an-organization-member: only members of the organization can be invited to a tenant",
    ]);
    expect(asked(invite("member", { place: { scope: "project", project: "ring" }, role: "tester" }))).toEqual([
      'unknown-project: there is no project "ring"',
    ]);
  });
});

describe("a tenant or a project that a change names", () => {
  const noTenant = 'unknown-tenant: there is no tenant "asia"';
  const noProject = 'unknown-project: there is no project "ring"';

  test.each<Change>([
    { kind: "update-tenant", tenant: "asia", title: "Asia" },
    { kind: "delete-tenant", tenant: "asia" },
    { kind: "grant-tenant-role", tenant: "asia", email: BOB, role: "tenant-member" },
    { kind: "change-tenant-role", tenant: "asia", email: BOB, role: "tenant-member" },
    { kind: "revoke-tenant-role", tenant: "asia", email: BOB },
    { kind: "create-project", project: "ring", tenant: "asia" },
    { kind: "update-project", project: "watch", tenant: "asia" },
  ])("is a tenant that there is, for $kind", (change) => {
    expect(asked(change)).toContain(noTenant);
  });

  test.each<Change>([
    { kind: "update-project", project: "ring", title: "Ring" },
    { kind: "delete-project", project: "ring" },
    { kind: "grant-project-role", project: "ring", email: BOB, role: "tester" },
    { kind: "change-project-role", project: "ring", email: BOB, role: "tester" },
    { kind: "revoke-project-role", project: "ring", email: BOB },
  ])("is a project that there is, for $kind", (change) => {
    expect(asked(change)).toContain(noProject);
  });

  test.each<Change>([
    { kind: "update-tenant", tenant: "eu", title: "Europe" },
    { kind: "delete-tenant", tenant: "eu" },
    { kind: "grant-tenant-role", tenant: "eu", email: BOB, role: "tenant-member" },
    { kind: "change-tenant-role", tenant: "eu", email: address("tom"), role: "tenant-member" },
    { kind: "revoke-tenant-role", tenant: "eu", email: address("tom") },
    { kind: "create-tenant", tenant: "asia" },
    { kind: "create-project", project: "ring", tenant: "eu" },
    { kind: "update-project", project: "watch", title: "Watch" },
    { kind: "update-project", project: "watch", tenant: "us" },
    { kind: "delete-project", project: "watch" },
    { kind: "change-project-role", project: "watch", email: address("tom"), role: "tester" },
    { kind: "revoke-project-role", project: "watch", email: address("tom") },
  ])("is found, for $kind", (change) => {
    expect(asked(change)).toEqual([]);
  });

  test("is not made twice", () => {
    expect(asked({ kind: "create-tenant", tenant: "eu" })).toEqual(["already-exists: there is a tenant eu already"]);
    expect(asked({ kind: "create-project", project: "watch", tenant: "us" })).toEqual([
      "already-exists: there is a project watch already",
    ]);
  });

  test("is not made where the platform has none", () => {
    const ranked: Sketch = { members: { ada: "owner" } };
    expect(asked({ kind: "create-tenant", tenant: "eu" }, "ranked-roles", ranked)).toContain(
      "wrong-scope: the role model ranked-roles has no tenants",
    );
    expect(asked({ kind: "create-project", project: "watch" }, "ranked-roles", ranked)).toContain(
      "wrong-scope: the role model ranked-roles has no projects",
    );
  });

  test("are found on a platform that has tenants and no projects, and missed on one that has neither", () => {
    const rules = compileRoleModel(smallRoleModel({ scopes: { organization: {}, tenant: {} } }));
    const tenants: Sketch = { members: { ada: "owner", bob: "member" }, tenants: { eu: { bob: "lead" } } };
    const codes = (change: Change) =>
      refusalsOf({ on: rules, live: tenants, by: "ada", change }).map((one) => one.split(":")[0]);
    for (const change of [
      { kind: "update-tenant", tenant: "eu", title: "Europe" },
      { kind: "delete-tenant", tenant: "eu" },
      { kind: "change-tenant-role", tenant: "eu", email: BOB, role: "lead" },
      { kind: "revoke-tenant-role", tenant: "eu", email: BOB },
    ] as const)
      expect(codes(change)).toEqual(["permission-missing"]);
    const ranked: Sketch = { members: { ada: "owner" } };
    const move: Change = { kind: "update-project", project: "ring", tenant: "eu" };
    expect(asked(move, "ranked-roles", ranked)).toContain(noProject);
  });

  test("belong together exactly where the platform's projects are within tenants", () => {
    expect(asked({ kind: "create-project", project: "ring" })).toEqual([
      "unknown-tenant: the project ring must belong to a tenant",
    ]);
    const flat: Sketch = { members: { ada: "owner" }, projects: { watch: {} } };
    const apart = "wrong-scope: projects do not belong to a tenant in the role model member-types";
    expect(asked({ kind: "create-project", project: "ring" }, "member-types", flat)).toEqual([]);
    expect(asked({ kind: "create-project", project: "ring", tenant: "eu" }, "member-types", flat)).toEqual([apart]);
    expect(asked({ kind: "update-project", project: "watch", title: "Watch" }, "member-types", flat)).toEqual([]);
    expect(asked({ kind: "update-project", project: "watch", tenant: "eu" }, "member-types", flat)).toContain(apart);
  });
});

describe("a person whom a change names", () => {
  const about = (name: string): Change[] => [
    { kind: "change-role", email: address(name), role: "member" },
    { kind: "update-attributes", email: address(name), attributes: {} },
    { kind: "override-permissions", email: address(name), overrides: {} },
    { kind: "remove-member", email: address(name) },
  ];

  test("is an active member, for what only members have", () => {
    for (const change of about("bob")) expect(asked(change)).toEqual([]);
    for (const change of about("inv"))
      expect(asked(change)).toEqual(["unknown-member: inv@acme.example is invited and no member yet"]);
    for (const change of about("old"))
      expect(asked(change)).toEqual(["unknown-member: old@acme.example is expired and no member yet"]);
    for (const change of about("zoe"))
      expect(asked(change)).toEqual(["unknown-member: zoe@acme.example is not a member of the organization"]);
  });

  test("has a role at the place to change or to take, and none to be given one", () => {
    const none = ["unknown-member: bob@acme.example has no role there"];
    expect(asked({ kind: "change-tenant-role", tenant: "eu", email: BOB, role: "tenant-member" })).toEqual(none);
    expect(asked({ kind: "revoke-tenant-role", tenant: "eu", email: BOB })).toEqual(none);
    expect(asked({ kind: "change-project-role", project: "watch", email: BOB, role: "tester" })).toEqual(none);
    expect(asked({ kind: "revoke-project-role", project: "watch", email: BOB })).toEqual(none);
    expect(asked({ kind: "grant-tenant-role", tenant: "eu", email: address("tom"), role: "tenant-member" })).toEqual([
      "already-a-member: tom@acme.example has the role tenant-admin there already",
    ]);
    expect(asked({ kind: "grant-project-role", project: "watch", email: address("tom"), role: "tester" })).toEqual([
      "already-a-member: tom@acme.example has the role project-viewer there already",
    ]);
  });

  test("belongs to the organization before a place does", () => {
    const grants = (name: string): Change[] => [
      { kind: "grant-tenant-role", tenant: "eu", email: address(name), role: "tenant-member" },
      { kind: "grant-project-role", project: "watch", email: address(name), role: "tester" },
    ];
    const state = {
      inv: "is invited and has not joined the organization yet",
      zoe: "is not a member of the organization",
    };
    for (const [name, words] of Object.entries(state)) {
      for (const change of grants(name))
        expect(asked(change)).toEqual([`not-an-organization-member: ${name}@acme.example ${words}`]);
    }
  });
});

describe("an invitation", () => {
  test("is sent to whoever is neither a member nor invited", () => {
    const invite = (name: string): Change => ({
      kind: "invite-member",
      email: address(name),
      role: "viewer",
      attributes: {},
    });
    expect(asked(invite("zoe"))).toEqual([]);
    expect(asked(invite("bob"))).toEqual(["already-a-member: bob@acme.example is a member already"]);
    for (const name of ["inv", "old"])
      expect(asked(invite(name))).toEqual([
        `already-invited: ${name}@acme.example has an invitation already; resend or cancel it`,
      ]);
  });

  test("is cancelled, sent anew and accepted while there is one, and accepted before it expires", () => {
    for (const kind of ["cancel-invitation", "resend-invitation", "accept-invitation"] as const) {
      const about = (name: string) => asked({ kind, email: address(name) });
      expect(about("inv")).toEqual([]);
      for (const name of ["bob", "zoe"])
        expect(about(name)).toEqual([`invitation-not-pending: ${name}@acme.example has no pending invitation`]);
      expect(about("old")).toEqual(
        kind === "accept-invitation"
          ? ["invitation-expired: the invitation of old@acme.example has expired; it can be resent"]
          : [],
      );
    }
  });
});

describe("a custom role", () => {
  test("is there to be changed or deleted, and is none that the platform has", () => {
    for (const role of ["admin", "nobody"]) {
      const unknown = [`unknown-role: there is no custom role "${role}"`];
      expect(asked({ kind: "update-role", role, title: "New" })).toEqual(unknown);
      expect(asked({ kind: "delete-role", role })).toEqual(unknown);
    }
    expect(asked({ kind: "update-role", role: "tester", title: "New" })).toEqual([]);
    expect(asked({ kind: "delete-role", role: "recruiter" })).toEqual([]);
  });

  test("has a key that no role has, at whatever scope", () => {
    const create = (role: string): Change => ({ kind: "create-role", role, scope: "organization", permissions: [] });
    expect(asked(create("new"))).toEqual([]);
    expect(asked(create("recruiter"))).toEqual(["already-exists: the organization has a role recruiter already"]);
    expect(asked(create("tester"))).toEqual(["already-exists: the project has a role tester already"]);
    expect(asked(create("tenant-admin"))).toEqual(["already-exists: the tenant has a role tenant-admin already"]);
  });

  test("is at a scope that has some", () => {
    expect(asked({ kind: "create-role", role: "new", scope: "project", permissions: ["build"] })).toEqual([]);
    expect(asked({ kind: "create-role", role: "new", scope: "tenant", permissions: [] })).toEqual([
      "wrong-scope: custom roles of the tenant are not possible in the role model standard",
    ]);
    const ranked: Sketch = { tier: "enterprise", members: { ada: "owner" } };
    expect(
      asked({ kind: "create-role", role: "new", scope: "tenant", permissions: ["read"] }, "ranked-roles", ranked),
    ).toEqual([
      'unknown-permission: there is no tenant permission "read"',
      "wrong-scope: custom roles of the tenant are not possible in the role model ranked-roles",
    ]);
  });

  test("has permissions that there are at its scope; any, where the scope is open", () => {
    const create = (scope: "organization" | "project", ...permissions: string[]): Change => ({
      kind: "create-role",
      role: "new",
      scope,
      permissions,
    });
    expect(asked(create("project", "build", "billing:manage", "sing"))).toEqual([
      'unknown-permission: there is no project permission "billing:manage" and "sing"',
    ]);
    expect(asked({ kind: "update-role", role: "tester", permissions: ["build", "sing"] })).toEqual([
      'unknown-permission: there is no project permission "sing"',
    ]);
    const open: Sketch = { roles: { admin: ["addRole", "addProject"] }, members: { ada: "admin" } };
    expect(asked(create("project", "sing"), "custom-roles", open)).toEqual([]);
    expect(asked(create("organization", "sing"), "custom-roles", open)).toEqual([
      'unknown-permission: there is no organization permission "sing"',
    ]);
  });

  test("or an override, of a permission that there is not, is refused by its name", () => {
    const change: Change = {
      kind: "override-permissions",
      email: BOB,
      overrides: { sing: "allow", "issues:triage": "deny" },
    };
    expect(asked(change)).toEqual(['unknown-permission: there is no organization permission "sing"']);
  });
});
