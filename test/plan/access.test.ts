import { describe, expect, test } from "vitest";
import type { Member } from "../../src/membership/organization.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { model, type Sketch } from "../_support/build.ts";
import { lines, type Story, storyPlan } from "../_support/plan-story.ts";

/** What a plan's access says, without the domain of the addresses. */
function access(story: Story): readonly unknown[] {
  return storyPlan(story).access.map((delta) => ({ ...delta, email: delta.email.replace("@acme.example", "") }));
}

function privileges(plan: Plan): string[] {
  return plan.changes.map(({ privilege }, at) => `${lines(plan)[at]} ${privilege}`);
}

describe("access gained and lost", () => {
  test("is net, in order of permissions, people and places, with the changes that it comes through", () => {
    const live: Sketch = {
      members: { ada: "owner", zed: "viewer", bob: "member" },
      tenants: { eu: { bob: "tenant-member" } },
      projects: { "eu/watch": {} },
    };
    const wanted: Sketch = {
      members: { ada: "owner", zed: "member", bob: "security-lead" },
      tenants: { eu: { bob: "tenant-admin" } },
      projects: { "eu/watch": { bob: "project-viewer" } },
    };
    expect(access({ live, wanted })).toEqual([
      {
        email: "bob",
        scope: "organization",
        gains: ["audit-log:read", "policies:manage", "security:manage"],
        loses: ["api-keys:create", "issues:triage", "policies:create"],
        through: ["c1"],
      },
      { email: "bob", scope: "projects/watch", gains: ["read"], loses: [], through: ["c4"] },
      {
        email: "bob",
        scope: "tenants/eu",
        gains: ["members:manage", "projects:manage", "settings:manage"],
        loses: [],
        through: ["c3"],
      },
      {
        email: "zed",
        scope: "organization",
        gains: ["api-keys:create", "issues:triage", "policies:create"],
        loses: [],
        through: ["c2"],
      },
    ]);
  });

  test("of somebody invited comes once they accept, where they are invited to", () => {
    const gus = { role: "member", implied: true } as const;
    const live: Sketch = { members: { ada: "owner" }, tenants: { eu: {} }, projects: { "eu/watch": {} } };
    const wanted: Sketch = {
      ...live,
      members: { ada: "owner", gus },
      projects: { "eu/watch": { gus: "project-viewer" } },
    };
    const once = "invitation accepted";
    expect(access({ live, wanted })).toEqual([
      {
        email: "gus",
        scope: "organization",
        gains: ["api-keys:create", "issues:triage", "policies:create", "read"],
        loses: [],
        through: ["c1"],
        once,
      },
      { email: "gus", scope: "projects/watch", gains: ["read"], loses: [], through: ["c1"], once },
    ]);
  });

  test("of an edited role is also that of whoever is promised it where they are invited to", () => {
    const target = { place: { scope: "project", project: "watch" }, role: "tester" } as const;
    const gus = { role: "member", status: "invited", implied: true, invitation: { id: "i", target } } as const;
    const live: Sketch = {
      roles: { tester: { scope: "project", permissions: ["read"] } },
      members: { ada: "owner", gus },
      tenants: { eu: {} },
      projects: { "eu/watch": {} },
    };
    const wanted: Sketch = {
      ...live,
      roles: { tester: { scope: "project", permissions: ["build", "read"] } },
      members: { ada: "owner", gus: { role: "member", implied: true } },
      projects: { "eu/watch": { gus: "tester" } },
    };
    expect(access({ live, wanted })).toEqual([
      {
        email: "gus",
        scope: "projects/watch",
        gains: ["build"],
        loses: [],
        through: ["c1"],
        once: "invitation accepted",
      },
    ]);
  });

  test("is none where a role changes and overrides make up for it", () => {
    const bob = (role: string, overrides: Member["overrides"] = {}) => ({ role, overrides });
    const live: Sketch = { members: { ada: "owner", bob: bob("viewer") } };
    const denied = { "api-keys:create": "deny", "policies:create": "deny", "issues:triage": "deny" } as const;
    const story = { live, wanted: { members: { ada: "owner", bob: bob("member", denied) } } };
    expect(access(story)).toEqual([]);
    expect(privileges(storyPlan(story))).toEqual([
      "change-role members/bob broadens",
      "override-permissions members/bob narrows",
    ]);
  });

  test("of several people in one role is each one's", () => {
    const live: Sketch = { roles: { clerk: ["read"] }, members: { ada: "owner", bob: "clerk", cid: "clerk" } };
    const wanted: Sketch = { ...live, roles: { clerk: ["issues:triage"] } };
    const change = { scope: "organization", gains: ["issues:triage"], loses: ["read"], through: ["c1"] };
    expect(access({ live, wanted })).toEqual([
      { email: "bob", ...change },
      { email: "cid", ...change },
    ]);
  });
});

describe("a change", () => {
  const live: Sketch = {
    members: { ada: "owner", bob: "member", cid: "admin" },
    tenants: { eu: { bob: "tenant-admin" } },
  };

  test("broadens, narrows or leaves what people may do; what does both broadens", () => {
    const wanted: Sketch = {
      title: "Acme",
      members: { ada: "owner", bob: "billing-admin", cid: "viewer" },
      tenants: { eu: { bob: "tenant-member" } },
    };
    expect(privileges(storyPlan({ live, wanted }))).toEqual([
      "update-organization organization unchanged",
      "change-role members/bob broadens",
      "change-role members/cid narrows",
      "change-tenant-role tenants/eu/members/bob narrows",
    ]);
  });

  test("that raises one and lowers another broadens", () => {
    const plan = storyPlan({
      on: "ranked-roles",
      live: { members: { ada: "owner", bob: "admin" } },
      wanted: { members: { ada: "viewer", bob: "owner" } },
    });
    expect(privileges(plan)).toEqual(["transfer-ownership members/bob broadens"]);
  });

  test("that takes from several narrows", () => {
    const plan = storyPlan({ live, wanted: { members: { ada: "owner", cid: "admin" }, tenants: { eu: {} } } });
    expect(privileges(plan)).toEqual(["remove-member members/bob narrows"]);
  });

  test("that edits a role broadens where it gives one holder more, whatever it takes from another", () => {
    const cid = { role: "clerk", overrides: { "issues:triage": "deny" } } as const;
    const live: Sketch = {
      roles: { clerk: ["read", "policies:create"] },
      members: { ada: "owner", bob: "clerk", cid },
    };
    const edited = (permissions: string[]) =>
      privileges(storyPlan({ live, wanted: { ...live, roles: { clerk: permissions } } }));
    expect(edited(["read", "issues:triage"])).toEqual(["update-role roles/clerk broadens"]);
    expect(edited(["read"])).toEqual(["update-role roles/clerk narrows"]);
    expect(edited(["read", "policies:create", "issues:triage"])).toEqual(["update-role roles/clerk broadens"]);
  });

  test("that edits a role narrows where it takes from one holder what another keeps by an override", () => {
    const cid = { role: "clerk", overrides: { "policies:create": "allow" } } as const;
    const live: Sketch = {
      roles: { clerk: ["read", "policies:create"] },
      members: { ada: "owner", bob: "clerk", cid },
    };
    const plan = storyPlan({ live, wanted: { ...live, roles: { clerk: ["read"] } } });
    expect(privileges(plan)).toEqual(["update-role roles/clerk narrows"]);
    expect(plan.access.map(({ email }) => email)).toEqual(["bob@acme.example"]);
  });

  test("to a role with the same permissions leaves them, and nothing comes through it", () => {
    const roles = { clerk: ["read"], scribe: ["read"] };
    const bob = { role: "scribe", overrides: { "audit-log:read": "allow" } } as const;
    const plan = storyPlan({
      live: { roles, members: { ada: "owner", bob: "clerk" } },
      wanted: { roles, members: { ada: "owner", bob } },
    });
    expect(privileges(plan)).toEqual([
      "change-role members/bob unchanged",
      "override-permissions members/bob broadens",
    ]);
    expect(plan.access.map(({ through }) => through)).toEqual([["c2"]]);
  });
});

describe("a project that moves into another tenant", () => {
  const target = { place: { scope: "tenant", tenant: "us" }, role: "tenant-member" } as const;
  const ivy = { role: "member", status: "invited", invitation: { id: "i", target } } as const;
  const people = { ada: "owner", bob: "member", cid: "member", dan: "member", eve: "member", ivy };
  const live: Sketch = {
    members: people,
    tenants: {
      eu: { bob: "tenant-member", dan: "tenant-admin", eve: "tenant-member" },
      us: { cid: "tenant-admin", dan: "tenant-member", eve: "tenant-member" },
    },
    projects: { "eu/watch": { bob: "project-admin" }, "eu/ring": {} },
  };
  const moved: Sketch = {
    ...live,
    members: { ...people, ivy: "member" },
    tenants: { ...live.tenants, us: { ...live.tenants?.us, ivy: "tenant-member" } },
    projects: { "us/watch": { bob: "project-admin" }, "eu/ring": {} },
  };
  const ADMIN = ["members:manage", "projects:manage", "settings:manage"];
  const at = (email: string, gains: string[], loses: string[], through = ["c1"]) => ({
    email,
    scope: "projects/watch",
    gains,
    loses,
    through,
  });

  test("gives access to those of the one, invited ones included, and takes that of those of the other", () => {
    expect(access({ live, wanted: moved })).toEqual([
      at("bob", [], ["projects:access"]),
      at("cid", [...ADMIN.slice(0, 1), "projects:access", ...ADMIN.slice(1)], []),
      at("dan", [], ADMIN),
      { ...at("ivy", ["projects:access"], []), once: "invitation accepted" },
    ]);
    const plan = storyPlan({ live, wanted: moved });
    expect(privileges(plan)).toEqual(["update-project projects/watch broadens"]);
    expect(plan.changes[0]?.effects).toEqual([
      "changes the access of 4 people with a role in tenants/eu or tenants/us",
      "grants sensitive members:manage",
    ]);
  });

  test("leaves other projects told by the roles in them alone", () => {
    const wanted: Sketch = { ...moved, projects: { ...moved.projects, "eu/ring": { dan: "project-admin" } } };
    const found = access({ live, wanted }) as { scope: string; gains: string[] }[];
    expect(found.find(({ scope }) => scope === "projects/ring")?.gains).toEqual([
      "build",
      "members:manage",
      "project:manage",
      "read",
      "settings:manage",
    ]);
  });

  test("narrows where nobody gains, and changes nothing for those who have the same role in both", () => {
    const between = (eu: Record<string, string>, us: Record<string, string>) => {
      const members = { ada: "owner", bob: "member", eve: "member" };
      const from: Sketch = { members, tenants: { eu, us }, projects: { "eu/watch": {} } };
      return storyPlan({ live: from, wanted: { ...from, projects: { "us/watch": {} } } });
    };
    const left = between({ bob: "tenant-member", eve: "tenant-admin" }, { eve: "tenant-admin" });
    expect(privileges(left)).toEqual(["update-project projects/watch narrows"]);
    expect(left.access.map(({ email }) => email)).toEqual(["bob@acme.example"]);
    const same = between({ eve: "tenant-admin" }, { eve: "tenant-admin" });
    expect(privileges(same)).toEqual(["update-project projects/watch unchanged"]);
    expect([same.access, same.changes[0]?.effects]).toEqual([[], []]);
  });

  test("is told by what it comes to in the end, and through the roles that change besides", () => {
    const wanted: Sketch = {
      ...moved,
      tenants: { ...moved.tenants, us: { ...moved.tenants?.us, cid: "tenant-member" } },
      projects: { "us/watch": { bob: "project-admin", eve: "project-viewer" }, "eu/ring": {} },
    };
    const found = access({ live, wanted }) as { email: string; scope: string }[];
    const there = found.filter(({ scope }) => scope === "projects/watch");
    expect(there).toEqual([
      at("bob", [], ["projects:access"]),
      at("cid", ["projects:access"], [], ["c1", "c2"]),
      at("dan", [], ADMIN),
      at("eve", ["read"], [], ["c3"]),
      { ...at("ivy", ["projects:access"], []), once: "invitation accepted" },
    ]);
  });
});

test("access is in order of people whatever order the changes touch them in", () => {
  const grants = (role: string) => ({ dan: role, cid: role, bob: role, eve: role });
  const members = { ada: "owner", ...grants("member") };
  const live: Sketch = {
    roles: { own: { scope: "project", permissions: ["read"] } },
    members,
    projects: { watch: grants("own") },
  };
  const wanted: Sketch = { ...live, roles: { own: { scope: "project", permissions: ["build", "read"] } } };
  expect(access({ live, wanted }).map((delta) => (delta as { email: string }).email)).toEqual([
    "bob",
    "cid",
    "dan",
    "eve",
  ]);
});

test("access names people as they are declared, else as they are live, in order of their addresses", () => {
  const guest = { guest: "project-viewer" };
  const live: Sketch = {
    members: { ada: "owner", "Bob@Acme.example": "viewer", "Ann@acme.example": "viewer", "CID@acme.example": "viewer" },
    tenants: { eu: {} },
    projects: { "eu/watch": {} },
  };
  const wanted: Sketch = {
    members: {
      ada: "owner",
      "BOB@acme.example": "member",
      "ann@acme.example": "member",
      "Guest@acme.example": { role: "member", implied: true },
    },
    tenants: { eu: {} },
    projects: { "eu/watch": guest },
  };
  expect(storyPlan({ live, wanted }).access.map(({ email, scope }) => `${email} ${scope}`)).toEqual([
    "ann@acme.example organization",
    "BOB@acme.example organization",
    "CID@acme.example organization",
    "Guest@acme.example organization",
    "Guest@acme.example projects/watch",
  ]);
});

test("access of somebody who has a role below alone is under the address that it has there", () => {
  const roles = { dev: { scope: "project" as const, permissions: ["ship"] }, admin: ["addRole"] };
  const grants = (name: string, role: string[]) => ({
    roles: { ...roles, dev: { ...roles.dev, permissions: role } },
    members: { ada: "admin" },
    projects: { watch: { [name]: "dev" } },
  });
  const story = { on: "custom-roles", live: grants("Zoe@acme.example", ["ship"]) };
  const at = (name: string) => storyPlan({ ...story, wanted: grants(name, ["ship", "test"]) }).access;
  expect(at("ZOE@acme.example").map(({ email }) => email)).toEqual(["ZOE@acme.example"]);
  const invitations = { ...model("standard").invitations, grantsRequireMembership: false };
  const inTenant = (role: string): Sketch => ({
    members: { ada: "owner" },
    tenants: { eu: { "Zoe@acme.example": role } },
  });
  const below = storyPlan({
    live: inTenant("tenant-member"),
    wanted: inTenant("tenant-admin"),
    request: { model: { ...model("standard"), invitations } },
  });
  expect(below.access.map(({ email, scope }) => `${email} ${scope}`)).toEqual(["Zoe@acme.example tenants/eu"]);
});
