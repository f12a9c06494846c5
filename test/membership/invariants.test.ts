import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { keystoneHolders, leavesKeystone } from "../../src/membership/keystone.ts";
import { roleStillNeeded } from "../../src/membership/role-in-use.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { refusalsOf } from "../_support/refusals-of.ts";

const asked = (on: string, live: Sketch, change: Change) => refusalsOf({ on, live, by: "ada", change });
const ADA = address("ada");
const BOB = address("bob");

describe("the keystone", () => {
  const clerks: Sketch = {
    roles: { admin: ["addRole", "inviteUser", "deleteUser"], keeper: ["addRole"], clerk: ["inviteUser"] },
    members: { ada: "admin", bob: "clerk" },
  };
  const kept = (sketch: Sketch, change: Change, on = "custom-roles") =>
    leavesKeystone(new OrganizationDraft(model(on), organization(sketch)), change);
  const with2 = (role: string): Sketch => ({ ...clerks, members: { ...clerks.members, kim: role } });

  test("as a role stays with somebody active", () => {
    const last = ["last-owner: the organization would be left without an active owner"];
    const one: Sketch = { members: { ada: "owner", bob: "member", al: { role: "owner", status: "invited" } } };
    const two: Sketch = { members: { ada: "owner", bob: "owner" } };
    for (const change of [
      { kind: "remove-member", email: ADA },
      { kind: "change-role", email: ADA, role: "viewer" },
    ] as const) {
      expect(asked("standard", one, change)).toEqual(last);
      expect(asked("standard", two, change)).toEqual([]);
    }
    expect(asked("standard", one, { kind: "change-role", email: ADA, role: "owner" })).toEqual([]);
    expect(asked("standard", one, { kind: "change-role", email: ADA, role: "nobody" })).toEqual([
      'unknown-role: there is no organization role "nobody"',
    ]);
    expect(asked("standard", one, { kind: "remove-member", email: BOB })).toEqual([]);
    expect(asked("standard", one, { kind: "cancel-invitation", email: address("al") })).toEqual([]);
  });

  test("as a permission stays with somebody active, through whichever role", () => {
    const last = ["last-owner: the organization would be left without an active member with addRole"];
    expect(asked("custom-roles", clerks, { kind: "remove-member", email: ADA })).toEqual(last);
    expect(asked("custom-roles", clerks, { kind: "change-role", email: ADA, role: "clerk" })).toEqual(last);
    expect(asked("custom-roles", clerks, { kind: "change-role", email: ADA, role: "keeper" })).toEqual([]);
    expect(kept(with2("keeper"), { kind: "remove-member", email: ADA })).toBe(true);
    expect(kept(with2("clerk"), { kind: "remove-member", email: ADA })).toBe(false);
  });

  test("is not edited out of the only role through which somebody has it", () => {
    const edit = (...permissions: string[]): Change => ({ kind: "update-role", role: "admin", permissions });
    expect(kept(clerks, edit("inviteUser"))).toBe(false);
    expect(kept(clerks, edit("addRole"))).toBe(true);
    expect(kept(with2("keeper"), edit("inviteUser"))).toBe(true);
    expect(kept(with2("admin"), edit("inviteUser"))).toBe(false);
    expect(kept(clerks, { kind: "update-role", role: "admin", title: "Chief" })).toBe(true);
    expect(kept(clerks, { kind: "update-role", role: "clerk", permissions: [] })).toBe(true);
    expect(kept(clerks, { kind: "update-role", role: "keeper", permissions: [] })).toBe(true);
    expect(kept(clerks, { kind: "update-role", role: "nobody", permissions: [] })).toBe(true);
  });

  test("that is a role is in no danger from editing others", () => {
    const sketch: Sketch = {
      tier: "enterprise",
      roles: { owner2: ["read"] },
      members: { ada: "owner", bob: "owner2" },
    };
    expect(kept(sketch, { kind: "update-role", role: "owner2", permissions: [] }, "standard")).toBe(true);
  });

  test("is counted over every role that has it, but one", () => {
    const facts = new OrganizationDraft(model("custom-roles"), organization(with2("keeper")));
    expect(keystoneHolders(facts)).toBe(2);
    expect(keystoneHolders(facts, "keeper")).toBe(1);
  });

  test("goes by a transfer to an active member", () => {
    const live: Sketch = {
      members: {
        ada: "owner",
        bob: "member",
        gus: { role: "member", status: "invited" },
        hal: { role: "member", status: "expired" },
      },
    };
    const transfer = (name: string) =>
      asked("ranked-roles", live, { kind: "transfer-ownership", email: address(name) });
    const message = (name: string, state: string) => [
      `owner-must-be-active: ${name}@acme.example is ${state}; ownership goes to an active member: let them join with another role first`,
    ];
    expect(transfer("bob")).toEqual([]);
    expect(transfer("gus")).toEqual(message("gus", "invited"));
    expect(transfer("hal")).toEqual(message("hal", "expired"));
    expect(transfer("zoe")).toEqual(message("zoe", "no member yet"));
  });
});

describe("a tier", () => {
  const ranked = (tier: string | undefined, more: Sketch = {}): Sketch => ({
    ...(tier === undefined ? {} : { tier }),
    members: { ada: "owner", bob: "member" },
    ...more,
  });
  const lead: Change = { kind: "change-role", email: BOB, role: "security-lead" };
  const create: Change = { kind: "create-role", role: "new", scope: "organization", permissions: [] };

  test("has its roles, and others are not given on it", () => {
    expect(asked("ranked-roles", ranked("free"), lead)).toEqual([
      "role-not-on-tier: the role security-lead is not available on the tier free; it is on pro and enterprise",
    ]);
    expect(asked("ranked-roles", ranked("pro"), lead)).toEqual([]);
    expect(asked("ranked-roles", ranked(undefined), lead)).toEqual([]);
  });

  test("has custom roles or has none: they are neither made nor changed nor given there", () => {
    const none = "custom-roles-not-on-tier: custom roles are not available on the tier pro; they are on enterprise";
    const some: Sketch = ranked("pro", { roles: { scribe: ["read"] } });
    expect(asked("ranked-roles", ranked("pro"), create)).toEqual([none]);
    expect(asked("ranked-roles", some, { kind: "update-role", role: "scribe", permissions: [] })).toEqual([none]);
    expect(asked("ranked-roles", some, { kind: "change-role", email: BOB, role: "scribe" })).toEqual([
      "custom-roles-not-on-tier: the role scribe is not available on the tier pro; it is on enterprise",
    ]);
    expect(asked("ranked-roles", some, { kind: "delete-role", role: "scribe" })).toEqual([]);
    expect(asked("ranked-roles", ranked("enterprise"), create)).toEqual([]);
    expect(asked("ranked-roles", ranked(undefined), create)).toEqual([]);
    const open: Sketch = { tier: "standard", roles: { admin: ["addRole"] }, members: { ada: "admin" } };
    expect(asked("custom-roles", open, create)).toEqual([]);
    expect(asked("member-types", ranked(undefined), create)).toContain(
      "custom-roles-not-on-tier: the role model member-types has no custom roles",
    );
  });

  test("is not left for one that lacks what is in use", () => {
    const down = (tier: string): Change => ({ kind: "update-organization", tier });
    const leads = (count: number): Sketch => ({
      tier: "pro",
      members: {
        ada: "owner",
        ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, "security-lead"])),
      },
    });
    const lost = (who: string) => [`role-not-on-tier: the tier free has no role security-lead, which ${who}`];
    expect(asked("ranked-roles", leads(1), down("free"))).toEqual(lost("1 person has"));
    expect(asked("ranked-roles", leads(2), down("free"))).toEqual(lost("2 people have"));
    expect(asked("ranked-roles", leads(0), down("free"))).toEqual([]);
    expect(asked("ranked-roles", leads(2), down("enterprise"))).toEqual([]);
    expect(asked("ranked-roles", { ...leads(1), tier: "free" }, { kind: "update-organization", title: "New" })).toEqual(
      [],
    );
    const scribes = ranked("enterprise", { roles: { scribe: ["read"] } });
    expect(asked("ranked-roles", scribes, down("pro"))).toEqual([
      "custom-roles-not-on-tier: the tier pro has no custom roles, and this organization has some",
    ]);
    expect(asked("ranked-roles", ranked("enterprise"), down("pro"))).toEqual([]);
    expect(asked("ranked-roles", scribes, { kind: "update-organization", title: "New" })).toEqual([]);
    expect(asked("member-types", { members: { ada: "owner" } }, down("no-such"))).toHaveLength(1);
  });

  test("that there is not lacks nothing in use: it is only said that there is none", () => {
    const live = ranked("enterprise", { roles: { scribe: ["read"] }, members: { ada: "owner", al: "security-lead" } });
    expect(asked("ranked-roles", live, { kind: "update-organization", tier: "gold" })).toEqual([
      'attribute-invalid: tier is "gold" but must be one of free, developer, pro, enterprise',
    ]);
  });
});

describe("a role in use", () => {
  const live: Sketch = {
    tier: "enterprise",
    roles: { scribe: ["read"], tester: { scope: "project", permissions: ["build"] } },
    members: { ada: "owner", bob: "scribe", gus: { role: "scribe", status: "invited" }, cy: "viewer" },
    tenants: { eu: {} },
    projects: { "eu/watch": { bob: "tester" } },
  };
  const used = (role: string, times: string) => [
    `role-in-use: the role ${role} is held or invited to ${times}; give its holders another role first`,
  ];

  test("is not deleted while anybody has it or is invited to it, at whichever scope", () => {
    expect(asked("standard", live, { kind: "delete-role", role: "scribe" })).toEqual(used("scribe", "2 times"));
    expect(asked("standard", live, { kind: "delete-role", role: "tester" })).toEqual(used("tester", "once"));
    const free: Sketch = { ...live, members: { ada: "owner", bob: "viewer" }, projects: {} };
    for (const role of ["scribe", "tester"]) expect(asked("standard", free, { kind: "delete-role", role })).toEqual([]);
  });

  test("that the platform has is no custom role, whoever has it", () => {
    expect(asked("standard", live, { kind: "delete-role", role: "viewer" })).toEqual([
      'unknown-role: there is no custom role "viewer"',
    ]);
  });

  test("is refused as well where what needs it is planned together with its deletion", () => {
    expect(roleStillNeeded("scribe")).toEqual({
      code: "role-in-use",
      address: "roles/scribe",
      message:
        "the role scribe is held or invited to here and deleted in the same plan; give its holders another role first",
    });
  });
});

describe("overrides", () => {
  const override = (...permissions: string[]): Change => ({
    kind: "override-permissions",
    email: BOB,
    overrides: Object.fromEntries(permissions.map((permission) => [permission, "deny"])),
  });
  const live: Sketch = { members: { ada: "owner", bob: "member" } };

  test("switch what can be switched, and say what that is", () => {
    expect(asked("standard", live, override("audit-log:read"))).toEqual([]);
    expect(asked("standard", live, override("read", "audit-log:read", "members:manage"))).toEqual([
      "permission-not-overridable: read and members:manage cannot be switched for one member; only audit-log:read, api-keys:create, policies:create and issues:triage are",
    ]);
    expect(asked("ranked-roles", live, override("read"))).toContain(
      "permission-not-overridable: read cannot be switched for one member; none is",
    );
  });
});
