import { describe, expect, test } from "vitest";
import type { PlannableChange } from "../../src/membership/change.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { order } from "../../src/plan/order.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { address, model, NO_GUARDS, organization, type Sketch } from "../_support/build.ts";
import { codes, type Story, storyPlan, waits } from "../_support/plan-story.ts";

/** The lines of a plan with what each waits for; the plan is permitted. */
function ordered(story: Story): string[] {
  const plan = storyPlan(story);
  expect(codes(plan)).toEqual([]);
  return waits(plan);
}

const bob = address("bob");

/** The standard model with other tiers. */
function withTiers(tiers: Record<string, { title: string; memberLimit: number }>): RoleModel {
  const document = tryFindBuiltInDocument("standard");
  if (document === undefined) throw new Error("no standard model");
  return compileRoleModel({ ...document, tiers });
}

/** One change of every kind, in the order in which they stand where nothing else decides. */
const EVERY_KIND: readonly PlannableChange[] = [
  { kind: "update-organization", title: "Acme" },
  { kind: "create-role", role: "a", scope: "organization", permissions: [] },
  { kind: "update-role", role: "b", title: "B" },
  { kind: "create-tenant", tenant: "a" },
  { kind: "update-tenant", tenant: "b", title: "B" },
  { kind: "create-project", project: "a" },
  { kind: "update-project", project: "b", title: "B" },
  { kind: "change-role", email: address("p2"), role: "viewer" },
  { kind: "update-attributes", email: address("p3"), attributes: {} },
  { kind: "override-permissions", email: address("p4"), overrides: {} },
  { kind: "cancel-invitation", email: address("p5") },
  { kind: "remove-member", email: address("p6") },
  { kind: "revoke-tenant-role", tenant: "c", email: bob },
  { kind: "revoke-project-role", project: "c", email: bob },
  { kind: "resend-invitation", email: address("p7") },
  { kind: "invite-member", email: address("p8"), role: "viewer", attributes: {} },
  { kind: "change-tenant-role", tenant: "d", email: bob, role: "tenant-admin" },
  { kind: "grant-tenant-role", tenant: "e", email: bob, role: "tenant-admin" },
  { kind: "change-project-role", project: "d", email: bob, role: "project-admin" },
  { kind: "grant-project-role", project: "e", email: bob, role: "project-admin" },
  { kind: "delete-project", project: "f" },
  { kind: "delete-tenant", tenant: "f" },
  { kind: "delete-role", role: "f" },
  // It lowers the one who applies the plan.
  { kind: "transfer-ownership", email: address("p1") },
];

describe("where nothing else decides", () => {
  const live = () => new OrganizationDraft(model("standard"), organization({ members: { ada: "owner" } }));
  const run = (changes: readonly PlannableChange[], by = "zoe") =>
    order(
      changes.map((change) => ({ change })),
      live(),
      { email: address(by) },
    );

  test("changes stand by their kind, whatever order they come in", () => {
    for (const given of [EVERY_KIND, EVERY_KIND.toReversed()]) {
      expect(run(given).map(({ change }) => change.kind)).toEqual(EVERY_KIND.map(({ kind }) => kind));
    }
  });

  test("changes of one kind stand by their address", () => {
    const invite = (name: string): PlannableChange => ({
      kind: "invite-member",
      email: address(name),
      role: "viewer",
      attributes: {},
    });
    const sorted = run(["c", "a", "d", "b"].map(invite)).map(({ change }) => "email" in change && change.email);
    expect(sorted).toEqual(["a", "b", "c", "d"].map(address));
  });

  test("no change waits, and each keeps its place in the charter", () => {
    const source = { file: "charter.yaml", line: 2, column: 1 };
    const change: PlannableChange = { kind: "create-tenant", tenant: "eu" };
    expect(order([{ change, source }], live(), { email: bob })).toEqual([{ change, source, needs: [] }]);
    expect(run(EVERY_KIND.filter(({ kind }) => /^(create|delete)/.test(kind))).flatMap(({ needs }) => needs)).toEqual(
      [],
    );
  });
});

describe("places", () => {
  test("are made before what is in them, and what moves into them", () => {
    const live: Sketch = {
      members: { ada: "owner", bob: "member" },
      tenants: { us: {} },
      projects: { "us/watch": {} },
    };
    expect(
      ordered({
        live,
        wanted: {
          members: { ada: "owner", bob: "member" },
          tenants: { us: {}, eu: { bob: "tenant-member" } },
          projects: { "eu/watch": {}, "eu/ring": { bob: "project-viewer" } },
        },
      }),
    ).toEqual([
      "create-tenant tenants/eu",
      "create-project projects/ring < create-tenant tenants/eu",
      "update-project projects/watch < create-tenant tenants/eu",
      "grant-tenant-role tenants/eu/members/bob < create-tenant tenants/eu",
      "grant-project-role projects/ring/members/bob < create-project projects/ring",
    ]);
  });

  test("that are invited to directly are made before the invitation", () => {
    const gus = { role: "member", implied: true } as const;
    expect(
      ordered({
        live: { members: { ada: "owner" }, tenants: { eu: {} } },
        wanted: {
          members: { ada: "owner", gus },
          tenants: { eu: {} },
          projects: { "eu/watch": { gus: "project-viewer" } },
        },
      }),
    ).toEqual(["create-project projects/watch", "invite-member members/gus < create-project projects/watch"]);
  });

  test("lose what moves out of them before they go; only that is waited for", () => {
    const live: Sketch = {
      members: { ada: "owner" },
      tenants: { eu: {}, us: {}, jp: {} },
      projects: { "eu/watch": {}, "eu/ring": {}, "us/belt": {} },
    };
    expect(
      ordered({
        live,
        wanted: { members: { ada: "owner" }, tenants: { us: {} }, projects: { "us/watch": {}, "us/belt": {} } },
      }),
    ).toEqual([
      "update-project projects/watch",
      "delete-tenant tenants/eu < update-project projects/watch",
      "delete-tenant tenants/jp",
    ]);
  });
});

describe("one person", () => {
  test("has their role changed, then attributes, then overrides", () => {
    const changed = {
      role: "viewer",
      attributes: { memberType: "external" },
      overrides: { "audit-log:read": "allow" },
    } as const;
    expect(
      ordered({
        live: { members: { ada: "owner", bob: "member", cid: "member" } },
        wanted: { members: { ada: "owner", bob: changed, cid: "viewer" } },
      }),
    ).toEqual([
      "change-role members/bob",
      "change-role members/cid",
      "update-attributes members/bob < change-role members/bob",
      "override-permissions members/bob < update-attributes members/bob",
    ]);
  });

  test("becomes owner by a transfer first, and the former owner changes after it", () => {
    const overrides = { "audit-log:read": "deny" } as const;
    const moved = ordered({
      on: "ranked-roles",
      live: { members: { ada: "owner", bob: "admin", cid: "member", dan: { role: "owner", status: "invited" } } },
      wanted: { members: { bob: "owner", cid: "viewer" } },
    });
    expect(moved).toEqual([
      "change-role members/cid",
      "cancel-invitation members/dan",
      "transfer-ownership members/bob < change-role members/cid, cancel-invitation members/dan",
      "remove-member members/ada < change-role members/cid, cancel-invitation members/dan, transfer-ownership members/bob",
    ]);
    const live: Sketch = { members: { ada: "owner", bob: { role: "admin", overrides } } };
    const lowered = storyPlan({
      on: "ranked-roles",
      live,
      wanted: { members: { ada: "admin", bob: { role: "owner", overrides } } },
    });
    expect(waits(lowered)).toContain("override-permissions members/bob < transfer-ownership members/bob");
  });
});

describe("roles", () => {
  test("are made and edited before they are given, and those who lose one do so before it goes", () => {
    const live: Sketch = {
      roles: { old: ["read"], kept: ["read"] },
      members: {
        ada: "owner",
        bob: "old",
        cid: "viewer",
        dan: "viewer",
        eve: "old",
        ivy: { role: "old", status: "invited" },
      },
    };
    const wanted: Sketch = {
      roles: { kept: ["read", "issues:triage"], fresh: ["read"] },
      members: { ada: "owner", bob: "viewer", cid: "fresh", dan: "kept", new: "fresh" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "create-role roles/fresh",
      "update-role roles/kept",
      "change-role members/bob",
      "change-role members/cid < create-role roles/fresh",
      "change-role members/dan < update-role roles/kept",
      "cancel-invitation members/ivy",
      "remove-member members/eve",
      "invite-member members/new < create-role roles/fresh",
      "delete-role roles/old < change-role members/bob, cancel-invitation members/ivy, remove-member members/eve",
    ]);
  });

  test("below are given and lost like those of the organization, cascades included", () => {
    const role = (permissions: string[]) => ({ scope: "project" as const, permissions });
    const members = { ada: "owner", bob: "member", cid: "member" };
    const live: Sketch = {
      roles: { old: role(["build"]) },
      members: { ...members, dan: "member" },
      tenants: { eu: {}, us: {} },
      projects: {
        "eu/watch": { bob: "old", cid: "old", dan: "old" },
        "eu/ring": { bob: "old" },
        "us/belt": { bob: "old" },
      },
    };
    const wanted: Sketch = {
      roles: { fresh: role(["read"]) },
      members,
      tenants: { eu: {} },
      projects: { "eu/watch": { bob: "fresh", ada: "fresh" } },
    };
    const declaration = { guards: { ...NO_GUARDS, removals: 100 } };
    expect(ordered({ live, wanted, declaration })).toEqual([
      "create-role roles/fresh",
      "remove-member members/dan",
      "revoke-project-role projects/watch/members/cid",
      "change-project-role projects/watch/members/bob < create-role roles/fresh",
      "grant-project-role projects/watch/members/ada < create-role roles/fresh",
      "delete-project projects/ring",
      "delete-tenant tenants/us",
      "delete-role roles/old < remove-member members/dan, revoke-project-role projects/watch/members/cid, change-project-role projects/watch/members/bob, delete-project projects/ring, delete-tenant tenants/us",
    ]);
  });

  test("of another scope are deleted before they are made anew, once nobody has them", () => {
    const live: Sketch = { roles: { own: ["read"] }, members: { ada: "owner", bob: "own" } };
    const wanted: Sketch = {
      roles: { own: { scope: "project", permissions: ["build"] } },
      members: { ada: "owner", bob: "viewer" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "change-role members/bob",
      "delete-role roles/own < change-role members/bob",
      "create-role roles/own < delete-role roles/own",
    ]);
  });

  test("that invitations promise below are lost with the invitation", () => {
    const target = { place: { scope: "project", project: "watch" }, role: "old" } as const;
    const live: Sketch = {
      roles: { old: { scope: "project", permissions: ["build"] } },
      members: { ada: "owner", ivy: { role: "member", status: "invited", invitation: { id: "i", target } } },
      tenants: { eu: {} },
      projects: { "eu/watch": {} },
    };
    expect(ordered({ live, wanted: { ...live, roles: {}, members: { ada: "owner" } } })).toEqual([
      "cancel-invitation members/ivy",
      "delete-role roles/old < cancel-invitation members/ivy",
    ]);
  });

  test("that a former owner gets are made before the transfer", () => {
    const plan = storyPlan({
      on: "ranked-roles",
      live: { members: { ada: "owner", bob: "admin" } },
      wanted: { roles: { emeritus: ["read"] }, members: { ada: "emeritus", bob: "owner" } },
    });
    expect(waits(plan)).toEqual([
      "create-role roles/emeritus",
      "transfer-ownership members/bob < create-role roles/emeritus",
    ]);
  });
});

describe("the keystone", () => {
  test("is given to somebody before those who leave lose it", () => {
    const live: Sketch = { members: { ada: "admin", bob: "owner", cid: "owner", dan: "member" } };
    const wanted: Sketch = { members: { ada: "admin", cid: "viewer", dan: "owner" } };
    expect(waits(storyPlan({ by: "bob", live, wanted }))).toEqual([
      "change-role members/dan",
      "change-role members/cid < change-role members/dan",
      "remove-member members/bob < change-role members/dan, change-role members/cid",
    ]);
  });

  test("waits for nothing where somebody keeps it, or nobody loses it", () => {
    const live: Sketch = { members: { ada: "owner", bob: "owner", dan: "member", eve: "viewer" } };
    expect(ordered({ live, wanted: { members: { ada: "owner", bob: "viewer", dan: "owner" } } })).toEqual([
      "change-role members/bob",
      "change-role members/dan",
      "remove-member members/eve",
    ]);
  });

  const admin = ["addRole", "inviteUser"];
  const on = "custom-roles";

  test("as a permission is in another role before it leaves the first", () => {
    const live: Sketch = {
      roles: { alpha: admin, zulu: ["inviteUser"], guest: [] },
      members: { ada: "alpha", bob: "zulu", cid: "alpha" },
    };
    const wanted: Sketch = {
      roles: { alpha: ["inviteUser"], zulu: admin, guest: ["logs"] },
      members: { ada: "alpha", bob: "zulu", cid: "guest" },
    };
    expect(waits(storyPlan({ on, live, wanted }))).toEqual([
      "update-role roles/zulu",
      "update-role roles/guest",
      "change-role members/cid < update-role roles/zulu, update-role roles/guest",
      "update-role roles/alpha < update-role roles/zulu, change-role members/cid",
    ]);
  });

  test("is kept by the role that somebody leaves until they have left it, and nothing else waits", () => {
    const chief = [...admin, "deleteUser"];
    const live: Sketch = {
      roles: { admin: chief, chief, guest: [] },
      members: { bob: "guest", ada: "admin", eve: "admin", gus: "guest" },
    };
    const wanted: Sketch = {
      roles: { admin: ["inviteUser"], chief, guest: ["inviteUser"] },
      members: { bob: "chief", ada: "chief", gus: "guest" },
    };
    expect(waits(storyPlan({ on, live, wanted }))).toEqual([
      "update-role roles/guest",
      "change-role members/bob",
      "remove-member members/eve",
      "change-role members/ada < update-role roles/guest, change-role members/bob, remove-member members/eve",
      "update-role roles/admin < update-role roles/guest, change-role members/bob, remove-member members/eve, change-role members/ada",
    ]);
  });

  test("is kept by nobody's role where somebody holds it untouched", () => {
    const live: Sketch = { roles: { admin, chief: admin }, members: { ada: "chief", bob: "admin", cid: "admin" } };
    const wanted: Sketch = {
      roles: { admin: ["inviteUser"], chief: admin },
      members: { ada: "chief", bob: "chief", cid: "admin" },
    };
    expect(waits(storyPlan({ on, live, wanted }))).toEqual(["update-role roles/admin", "change-role members/bob"]);
  });
});

describe("seats", () => {
  const five: Sketch = { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member", e: "member" } };

  test("beyond the free ones wait for one leaver each, and free ones for nobody", () => {
    expect(
      ordered({
        live: { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member" } },
        wanted: { members: { ada: "owner", d: "member", x: "member", y: "member", z: "member" } },
      }),
    ).toEqual([
      "remove-member members/b",
      "remove-member members/c",
      "invite-member members/x",
      "invite-member members/y < remove-member members/b",
      "invite-member members/z < remove-member members/c",
    ]);
  });

  test("are freed by cancelled invitations and taken by those sent again, where pending ones take one", () => {
    const live: Sketch = {
      tier: "free",
      members: {
        ada: "owner",
        b: { role: "member", status: "expired" },
        c: "member",
        d: "member",
        e: { role: "member", status: "invited" },
        f: { role: "viewer", status: "invited" },
      },
    };
    const members = { ada: "owner", b: "member", c: "member", d: "member", f: "viewer", g: "member" };
    expect(waits(storyPlan({ live, wanted: { members } }))).toEqual([
      "cancel-invitation members/e",
      "resend-invitation members/b < cancel-invitation members/e",
      "invite-member members/g",
    ]);
  });

  test("are not freed by an expired invitation", () => {
    const live: Sketch = { ...five, members: { ...five.members, x: { role: "member", status: "expired" } } };
    const plan = storyPlan({
      live,
      wanted: { members: { ada: "owner", b: "member", c: "member", d: "member", n: "member" } },
    });
    expect(waits(plan)).toEqual([
      "cancel-invitation members/x",
      "remove-member members/e",
      "invite-member members/n < remove-member members/e",
    ]);
  });

  test("are bought before they are taken, and freed ones serve what is bought too little", () => {
    const on = "tenants-and-projects";
    const people = (from: number, to: number) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, index) => [`m${String(from + index).padStart(2, "0")}`, "member"]),
      );
    const live: Sketch = { tier: "team", members: { ada: "owner", ...people(0, 23) } };
    const wanted: Sketch = { settings: { seats: 1 }, members: { ada: "owner", ...people(1, 26) } };
    expect(ordered({ on, live, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/m00",
      "invite-member members/m23",
      "invite-member members/m24 < update-organization organization",
      "invite-member members/m25 < update-organization organization, remove-member members/m00",
    ]);
  });

  test("are freed by the one who applies the plan last of all", () => {
    const wanted: Sketch = { members: { b: "owner", c: "member", d: "member", x: "member", y: "member" } };
    const live: Sketch = { ...five, members: { ...five.members, b: "owner" } };
    expect(waits(storyPlan({ live, wanted }))).toEqual([
      "remove-member members/e",
      "invite-member members/x < remove-member members/e",
      "remove-member members/ada < invite-member members/x",
      "invite-member members/y < remove-member members/ada",
    ]);
  });

  test("are taken only once those beyond the limit have left, where more are there than may be", () => {
    const full: Sketch = { ...five, members: { ...five.members, f: "member", g: "member" } };
    const wanted: Sketch = { members: { ada: "owner", b: "member", c: "member", x: "member", y: "member" } };
    expect(ordered({ live: full, wanted })).toEqual([
      "remove-member members/d",
      "remove-member members/e",
      "remove-member members/f",
      "remove-member members/g",
      "invite-member members/x < remove-member members/d, remove-member members/e, remove-member members/f",
      "invite-member members/y < remove-member members/g, invite-member members/x",
    ]);
  });

  test("wait for no update that gives none", () => {
    const wanted: Sketch = {
      title: "Acme",
      members: { ada: "owner", b: "member", c: "member", d: "member", x: "member" },
    };
    expect(ordered({ live: five, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/e",
      "invite-member members/x < remove-member members/e",
    ]);
  });

  test("are as many as come where the tier has no limit", () => {
    const live: Sketch = { members: { ada: "owner", b: "member" } };
    expect(ordered({ live, wanted: { members: { ada: "owner", c: "member" } } })).toEqual([
      "remove-member members/b",
      "invite-member members/c",
    ]);
  });
});

describe("the tier", () => {
  test("that gives more comes before what needs it, and nothing else waits", () => {
    const live: Sketch = { tier: "free", members: { ada: "owner", bob: "viewer", cid: "viewer" } };
    const wanted: Sketch = {
      tier: "enterprise",
      roles: { own: ["read"] },
      members: { ada: "owner", bob: "security-lead", cid: "member", dan: "own" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "update-organization organization",
      "create-role roles/own < update-organization organization",
      "change-role members/bob < update-organization organization",
      "change-role members/cid",
      "invite-member members/dan < update-organization organization, create-role roles/own",
    ]);
  });

  test("that gives less comes after everything, but for what lowers the one who applies the plan", () => {
    const live: Sketch = {
      tier: "enterprise",
      title: "Old",
      roles: { own: ["read"] },
      members: { ada: "owner", bob: "own", cid: "security-lead", dan: "owner" },
    };
    const wanted: Sketch = { tier: "free", members: { ada: "admin", bob: "viewer", cid: "member", dan: "owner" } };
    expect(ordered({ live, wanted })).toEqual([
      "change-role members/cid",
      "change-role members/bob",
      "delete-role roles/own < change-role members/bob",
      "update-organization organization < change-role members/cid, delete-role roles/own",
      "change-role members/ada < update-organization organization",
    ]);
  });

  test("with fewer seats but more roles is one that gives less", () => {
    const live: Sketch = { tier: "pro", settings: { seats: 5 }, members: { ada: "owner", bob: "member" } };
    expect(ordered({ live, wanted: { settings: { seats: 1 }, members: { ada: "owner" } } })).toEqual([
      "remove-member members/bob",
      "update-organization organization < remove-member members/bob",
    ]);
  });

  test("alone decides: a title waits for nothing", () => {
    const live: Sketch = { title: "Old", members: { ada: "owner", bob: "member" } };
    expect(ordered({ live, wanted: { title: "New", members: { ada: "owner" } } })).toEqual([
      "update-organization organization",
      "remove-member members/bob",
    ]);
  });

  test("that gives more comes before an edited custom role and whoever gets one, and before nobody else", () => {
    const roles = { own: ["read"] };
    const live: Sketch = { tier: "pro", roles, members: { ada: "owner", bob: "viewer", cid: "viewer", eve: "viewer" } };
    const wanted: Sketch = {
      tier: "enterprise",
      roles: { own: ["read", "issues:triage"] },
      members: { ada: "owner", bob: "own", cid: "security-lead" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "update-organization organization",
      "update-role roles/own < update-organization organization",
      "change-role members/bob < update-organization organization, update-role roles/own",
      "change-role members/cid",
      "remove-member members/eve",
    ]);
    const given: Sketch = { ...live, tier: "enterprise", members: { ...live.members, bob: "own" } };
    expect(ordered({ live, wanted: given })).toEqual([
      "update-organization organization",
      "change-role members/bob < update-organization organization",
    ]);
  });

  test("with as many seats and fewer roles is one that gives less", () => {
    const seats = { title: "As large as the others", memberLimit: 25 };
    const rules = withTiers({ free: seats, pro: seats, enterprise: seats });
    const members = { ada: "owner", bob: "viewer" } as const;
    const plan = (live: Sketch, wanted: Sketch) => waits(storyPlan({ live, wanted, request: { model: rules } }));
    expect(plan({ tier: "pro", members: { ada: "owner", bob: "security-lead" } }, { tier: "free", members })).toEqual([
      "change-role members/bob",
      "update-organization organization < change-role members/bob",
    ]);
    expect(plan({ tier: "enterprise", roles: { own: ["read"] }, members }, { tier: "pro", members })).toEqual([
      "delete-role roles/own",
      "update-organization organization < delete-role roles/own",
    ]);
    expect(plan({ tier: "free", members }, { tier: "pro", members: { ada: "owner", bob: "member" } })).toEqual([
      "update-organization organization",
      "change-role members/bob",
    ]);
  });

  test("settings that give no seat wait for nothing", () => {
    const person = (role: string) => ({ role, attributes: { memberType: "employee" } });
    const live: Sketch = { members: { ada: person("owner"), bob: person("member") } };
    const wanted: Sketch = { settings: { taktInterval: "20m" }, members: { ada: person("owner") } };
    expect(ordered({ on: "member-types", live, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/bob",
    ]);
  });
});

describe("the one who applies the plan", () => {
  test.each<[string, Sketch["members"], Sketch, string]>([
    [
      "is lowered",
      { ada: "owner", bob: "owner", cid: "viewer" },
      { members: { ada: "admin", bob: "owner", cid: "member" } },
      "change-role members/ada < change-role members/cid",
    ],
    [
      "leaves",
      { ada: "owner", bob: "owner", cid: "viewer" },
      { members: { bob: "owner", cid: "member" } },
      "remove-member members/ada < change-role members/cid",
    ],
    [
      "denies themselves something",
      { ada: "owner", cid: "viewer" },
      { members: { ada: { role: "owner", overrides: { "audit-log:read": "deny" } }, cid: "member" } },
      "override-permissions members/ada < change-role members/cid",
    ],
  ])("%s last, when nothing else needs them", (_what, members, wanted, last) => {
    expect(ordered({ live: { members: { ...members } }, wanted }).at(-1)).toBe(last);
  });

  test("loses what they hold below last, one after another", () => {
    const members = { ada: "owner", bob: "member", cid: "owner" };
    const live: Sketch = {
      members,
      tenants: { eu: { ada: "tenant-admin" } },
      projects: { "eu/watch": { ada: "project-admin", bob: "project-viewer" } },
    };
    const wanted: Sketch = {
      members,
      tenants: { eu: {} },
      projects: { "eu/watch": { ada: "project-viewer", bob: "project-admin" } },
    };
    expect(ordered({ live, wanted })).toEqual([
      "change-project-role projects/watch/members/bob",
      "revoke-tenant-role tenants/eu/members/ada < change-project-role projects/watch/members/bob",
      "change-project-role projects/watch/members/ada < change-project-role projects/watch/members/bob, revoke-tenant-role tenants/eu/members/ada",
    ]);
    const other: Sketch = {
      members,
      tenants: { eu: { ada: "tenant-member", bob: "tenant-member" } },
      projects: { "eu/watch": { bob: "project-viewer" } },
    };
    expect(ordered({ live, wanted: other })).toEqual([
      "grant-tenant-role tenants/eu/members/bob",
      "revoke-project-role projects/watch/members/ada < grant-tenant-role tenants/eu/members/bob",
      "change-tenant-role tenants/eu/members/ada < grant-tenant-role tenants/eu/members/bob, revoke-project-role projects/watch/members/ada",
    ]);
  });

  test("leaves a role before it is edited, where it keeps the keystone until then", () => {
    const chief = ["addRole", "inviteUser"];
    const plan = storyPlan({
      on: "custom-roles",
      live: { roles: { admin: chief, chief }, members: { ada: "admin" } },
      wanted: { roles: { admin: ["inviteUser"], chief }, members: { ada: "chief" } },
    });
    expect(waits(plan)).toEqual(["change-role members/ada", "update-role roles/admin < change-role members/ada"]);
  });

  test("has their attributes changed after they have handed ownership on", () => {
    const document = tryFindBuiltInDocument("ranked-roles");
    if (document === undefined) throw new Error("no ranked-roles");
    const rules = compileRoleModel({
      ...document,
      actions: { ...document.actions, "member.update-attributes": "members:manage" },
      attributes: { team: { title: "Team", type: "string" } },
    });
    const plan = storyPlan({
      live: { tier: "pro", members: { ada: "owner", bob: "admin", cid: "admin" } },
      wanted: {
        members: {
          ada: { role: "admin", attributes: { team: "core" } },
          bob: "owner",
          cid: { role: "admin", attributes: { team: "core" } },
        },
      },
      request: { model: rules },
    });
    expect(waits(plan)).toEqual([
      "update-attributes members/cid",
      "transfer-ownership members/bob < update-attributes members/cid",
      "update-attributes members/ada < transfer-ownership members/bob",
    ]);
  });

  test("has their own role edited last, wherever they hold it, and a role of others in its turn", () => {
    const on = "custom-roles";
    const admin = ["addRole", "inviteUser", "logs"];
    const live: Sketch = { roles: { admin, zeta: [] }, members: { ada: "admin", bob: "zeta" } };
    const wanted: Sketch = {
      roles: { admin: ["addRole", "inviteUser"], zeta: ["inviteUser"] },
      members: { ada: "admin", bob: "zeta" },
    };
    expect(ordered({ on, live, wanted })).toEqual([
      "update-role roles/zeta",
      "update-role roles/admin < update-role roles/zeta",
    ]);
    const below = { scope: "project" as const };
    const held: Sketch = {
      roles: { fitter: { ...below, permissions: ["build", "read"] }, tester: { ...below, permissions: [] } },
      members: { ada: "owner" },
      tenants: { eu: {} },
      projects: { "eu/watch": { ada: "fitter" } },
    };
    const edited = { fitter: { ...below, permissions: ["read"] }, tester: { ...below, permissions: ["read"] } };
    expect(ordered({ live: held, wanted: { ...held, roles: edited } })).toEqual([
      "update-role roles/tester",
      "update-role roles/fitter < update-role roles/tester",
    ]);
  });
});
