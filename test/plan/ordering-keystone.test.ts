import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { model, type Sketch } from "../_support/build.ts";
import { lines, ordered, storyPlan, waits } from "../_support/plan-story.ts";

describe("the keystone", () => {
  test("is given to somebody before those who leave lose it", () => {
    const live: Sketch = { members: { ada: "admin", bob: "owner", cid: "owner", dan: "member" } };
    const wanted: Sketch = { members: { ada: "admin", cid: "viewer", dan: "owner", new: "viewer" } };
    expect(waits(storyPlan({ by: "bob", live, wanted }))).toEqual([
      "change-role members/dan",
      "change-role members/cid < change-role members/dan",
      "invite-member members/new",
      "remove-member members/bob < change-role members/dan, change-role members/cid, invite-member members/new",
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

  test.each([[["ada", "bob"]], [["bob", "ada"]]])(
    "of several holders is given and taken like any role, though it can be transferred: declared as %j",
    (declared) => {
      const rules = model("standard");
      const ownership = { ...rules.ownership, handover: "transfer", formerOwnerRole: "admin" } as const;
      const request = { model: { ...rules, ownership } };
      const wanted: Sketch = { members: Object.fromEntries(declared.map((name) => [name, "owner"])) };
      const live: Sketch = { members: { ada: "owner", bob: "owner" } };
      expect(lines(storyPlan({ live, wanted, request }))).toEqual([]);
      const one: Sketch = { members: { ada: "owner", bob: "member" } };
      expect(lines(storyPlan({ live: one, wanted, request }))).toEqual(["change-role members/bob"]);
    },
  );

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
