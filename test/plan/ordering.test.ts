import { describe, expect, test } from "vitest";
import type { PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { order } from "../../src/plan/order.ts";
import { address, model, NO_GUARDS, organization, type Sketch } from "../_support/build.ts";
import { ordered, storyPlan, waits } from "../_support/plan-story.ts";

const bob = address("bob");

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

  test("that invitations promise below are lost with the place", () => {
    const to = (project: string, role: string) => {
      const target = { place: { scope: "project", project }, role } as const;
      return { role: "member", status: "invited", invitation: { id: project, target } } as const;
    };
    const role = { scope: "project" as const, permissions: ["build"] };
    const live: Sketch = {
      roles: { one: role, two: role },
      members: { ada: "owner", ivy: to("watch", "one"), eve: to("ring", "two") },
      tenants: { eu: {}, us: {} },
      projects: { "eu/watch": {}, "us/ring": {} },
    };
    const wanted: Sketch = { members: { ada: "owner", ivy: "member", eve: "member" }, tenants: { eu: {} } };
    expect(ordered({ live, wanted })).toEqual([
      "delete-project projects/watch",
      "delete-tenant tenants/us",
      "delete-role roles/one < delete-project projects/watch",
      "delete-role roles/two < delete-tenant tenants/us",
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

describe("a custom role that stands above the one who applies the plan", () => {
  test("is lowered before its holder is managed, at however many requests at once", () => {
    const live: Sketch = {
      tier: "enterprise",
      roles: { closer: ["organization:delete"] },
      members: { ada: "owner", bob: "closer", eve: "admin" },
    };
    const wanted: Sketch = { tier: "enterprise", roles: { closer: [] }, members: { ada: "owner", eve: "admin" } };
    expect(ordered({ live, wanted, by: "eve" })).toEqual([
      "update-role roles/closer",
      "remove-member members/bob < update-role roles/closer",
    ]);
  });
});

describe("the role that is the ceiling of the token that applies the plan", () => {
  const actor = { email: address("ada"), ceiling: "ci" };
  const permissions = ["roles:manage", "read", "members:manage"];
  const live: Sketch = { roles: { ci: permissions }, members: { ada: "owner", old: "viewer" }, tenants: { eu: {} } };
  const wanted: Sketch = { ...live, members: { ada: "owner", new: "viewer" } };
  const by = (story: { live: Sketch; wanted: Sketch }) => storyPlan({ ...story, request: { actor } });

  test("is deleted after all that needs the token, and the plan says what that means", () => {
    const plan = by({ live, wanted: { ...wanted, roles: {} } });
    expect(plan.refusals).toEqual([]);
    expect(waits(plan)).toEqual([
      "remove-member members/old",
      "invite-member members/new",
      "delete-role roles/ci < remove-member members/old, invite-member members/new",
    ]);
    expect(plan.changes.map(({ effects }) => effects)).toEqual([
      [],
      [],
      ["the token that applies this plan loses its ceiling role, and with it all that it may do"],
    ]);
  });

  test("is narrowed after all that needs the token", () => {
    const plan = by({ live, wanted: { ...wanted, roles: { ci: ["roles:manage"] } } });
    expect(plan.refusals).toEqual([]);
    expect(waits(plan)).toEqual([
      "remove-member members/old",
      "invite-member members/new",
      "update-role roles/ci < remove-member members/old, invite-member members/new",
    ]);
    expect(plan.changes[2]?.effects).toEqual([
      "lowers the ceiling of the token that applies this plan, by members:manage and read",
    ]);
  });

  test("waits for nothing, and nothing for it, where only its title changes or it is another token's", () => {
    const titled = { ...wanted, roles: { ci: { title: "Pipeline", permissions } } };
    expect(waits(by({ live, wanted: titled }))).toEqual([
      "update-role roles/ci",
      "remove-member members/old",
      "invite-member members/new",
    ]);
    const other = storyPlan({ live, wanted: { ...wanted, roles: { ci: ["read"] } } });
    expect(waits(other)[0]).toBe("update-role roles/ci");
    expect(other.changes[0]?.effects).toEqual([]);
  });

  test("is widened before all that may need it", () => {
    const on = "custom-roles";
    const admin = ["addProject", "addRole", "deleteUser", "inviteUser", "license"];
    const from: Sketch = { roles: { admin, ci: ["addRole"] }, members: { ada: "admin" } };
    const to: Sketch = {
      roles: { admin, ci: admin },
      members: { ada: "admin", bob: "ci" },
      projects: { watch: {} },
    };
    const plan = storyPlan({ on, live: from, wanted: to, request: { actor } });
    expect(plan.refusals).toEqual([]);
    expect(waits(plan)).toEqual([
      "update-role roles/ci",
      "create-project projects/watch < update-role roles/ci",
      "invite-member members/bob < update-role roles/ci",
    ]);
    const titled = storyPlan({ on, live: from, wanted: { ...to, title: "Acme" }, request: { actor } });
    expect(titled.refusals).toEqual([]);
    expect(waits(titled).slice(0, 2)).toEqual([
      "update-role roles/ci",
      "update-organization organization < update-role roles/ci",
    ]);
  });

  test("is narrowed before or after the one who applies is lowered, as either needs the other", () => {
    const own = (kept: string[], role: string): string[] => {
      const people = { ada: "owner", eve: "boss" };
      const roles = { ci: permissions, boss: permissions, clerk: ["read"], keeper: ["roles:manage", "read"] };
      const plan = storyPlan({
        live: { roles, members: people },
        wanted: { roles: { ...roles, ci: kept }, members: { ...people, eve: role } },
        request: { actor: { email: address("eve"), ceiling: "ci" } },
      });
      expect(plan.refusals).toEqual([]);
      return waits(plan);
    };
    expect(own(["members:manage", "read"], "clerk")).toEqual([
      "update-role roles/ci",
      "change-role members/eve < update-role roles/ci",
    ]);
    expect(own(["roles:manage", "read"], "keeper")).toEqual([
      "change-role members/eve",
      "update-role roles/ci < change-role members/eve",
    ]);
  });
});
