import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { permissionNotHeld, permissionsGivenByOverride } from "../../src/membership/hand-on.ts";
import type { Member } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

/** What rule 4 says against a change, in words. */
function lacking(on: string | RoleModel, live: Sketch, by: string, change: Change): string[] {
  const facts = new OrganizationDraft(typeof on === "string" ? model(on) : on, organization(live));
  return permissionNotHeld(facts, { email: address(by) }, change).map(({ message }) => message);
}

const standard: Sketch = {
  tier: "enterprise",
  roles: { payer: ["billing:manage"], recruiter: ["members:manage", "read"] },
  members: { ada: "owner", eve: "admin", rec: "recruiter", bob: "member" },
  tenants: { eu: { bob: "tenant-admin" }, us: {} },
  projects: { "eu/watch": {} },
};
const BOB = address("bob");

describe("a custom role", () => {
  const create = (...permissions: string[]): Change => ({
    kind: "create-role",
    role: "new",
    scope: "organization",
    permissions,
  });
  const lacks = "eve@acme.example, admin (level 80), does not hold billing:manage and so cannot hand it on";

  test("is defined of what its maker holds; what nobody knows is another rule's", () => {
    expect(lacking("standard", standard, "eve", create("read", "billing:manage", "sing"))).toEqual([lacks]);
    expect(lacking("standard", standard, "eve", create("read", "sing"))).toEqual([]);
    expect(
      lacking("standard", standard, "eve", { kind: "update-role", role: "payer", permissions: ["billing:manage"] }),
    ).toEqual([lacks]);
    expect(lacking("standard", standard, "eve", { kind: "update-role", role: "payer", title: "Payer" })).toEqual([]);
  });

  test("is given by whoever holds all of it", () => {
    const assign: Change = { kind: "change-role", email: BOB, role: "payer" };
    expect(lacking("standard", standard, "eve", assign)).toEqual([lacks]);
    expect(lacking("standard", standard, "ada", assign)).toEqual([]);
    expect(lacking("standard", standard, "eve", { kind: "change-role", email: BOB, role: "nobody" })).toEqual([]);
  });

  test("is bound only where the platform says so: in making, in giving, in both or in neither", () => {
    const rules = model("standard");
    const bound = (...contained: ("define" | "assign")[]): RoleModel =>
      rules.customRoles === undefined
        ? rules
        : { ...rules, customRoles: { ...rules.customRoles, contained: new Set(contained) } };
    const assign: Change = { kind: "change-role", email: BOB, role: "payer" };
    const outcome = (...contained: ("define" | "assign")[]) => [
      lacking(bound(...contained), standard, "eve", create("billing:manage")).length,
      lacking(bound(...contained), standard, "eve", assign).length,
    ];
    expect([outcome(), outcome("define"), outcome("assign"), outcome("define", "assign")]).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    const { customRoles: _, ...none } = rules;
    expect(lacking({ ...none, customRoles: undefined }, standard, "eve", create("billing:manage"))).toEqual([]);
    expect(lacking({ ...none, customRoles: undefined }, standard, "eve", assign)).toEqual([]);
  });

  test("of a project's own permissions is given from above, and at the project by whoever holds them", () => {
    const open: Sketch = {
      roles: {
        admin: ["addRole", "inviteUser"],
        lead: { scope: "project", permissions: ["addRole", "deploy"] },
        pilot: { scope: "project", permissions: ["deploy", "fly"] },
        chief: { scope: "project", permissions: ["deploy", "logs"] },
      },
      members: { ada: "admin", bob: "admin", eve: "none" },
      projects: { watch: { eve: "lead" } },
    };
    const grant = (role: string): Change => ({ kind: "grant-project-role", project: "watch", email: BOB, role });
    expect(lacking("custom-roles", open, "ada", grant("pilot"))).toEqual([]);
    expect(lacking("custom-roles", open, "ada", grant("chief"))).toEqual([
      "ada@acme.example, admin, does not hold logs and so cannot hand it on",
    ]);
    const rest = { ...open, roles: { ...open.roles, none: [] } };
    expect(lacking("custom-roles", rest, "eve", grant("pilot"))).toEqual([
      "eve@acme.example, lead, does not hold fly and so cannot hand it on",
    ]);
    expect(lacking("custom-roles", rest, "eve", grant("lead"))).toEqual([]);
  });

  test("hands on no built-in role that has more than it, not even with the level of one", () => {
    const assign = (role: string): Change => ({ kind: "change-role", email: BOB, role });
    const message = (permissions: string) =>
      `rec@acme.example, recruiter (level 80), does not hold ${permissions} and so cannot hand it on`;
    expect(lacking("standard", standard, "rec", assign("member"))).toEqual([
      message("api-keys:create, policies:create and issues:triage"),
    ]);
    expect(lacking("standard", standard, "rec", assign("viewer"))).toEqual([]);
    expect(lacking("standard", standard, "eve", assign("member"))).toEqual([]);
    expect(lacking("standard", standard, "zoe", assign("member"))).toEqual([]);
  });
});

describe("an override", () => {
  const override = (overrides: Record<string, "allow" | "deny" | null>, name = "bob"): Change => ({
    kind: "override-permissions",
    email: address(name),
    overrides,
  });
  const team: Sketch = {
    members: { ada: "owner", eve: { role: "admin", overrides: { "logs:read": "deny" } }, bob: "member" },
  };

  test("gives what its giver holds, and only what can be switched is asked for", () => {
    expect(
      lacking("permission-overrides", team, "eve", override({ "logs:read": "allow", "logs:search": "allow" })),
    ).toEqual(["eve@acme.example, admin (level 80), does not hold logs:read and so cannot hand it on"]);
    expect(lacking("permission-overrides", team, "eve", override({ "logs:read": "deny" }))).toEqual([]);
    expect(lacking("standard", standard, "eve", override({ "billing:manage": "allow" }))).toEqual([]);
  });

  test("gives what it allows anew, though the role has it by now, and a lifted denial; nothing to strangers", () => {
    const given = (overrides: Record<string, "allow" | "deny" | null>, name: string) =>
      permissionsGivenByOverride(new OrganizationDraft(model("permission-overrides"), organization(team)), {
        kind: "override-permissions",
        email: address(name),
        overrides,
      });
    expect(given({ "logs:read": null }, "eve")).toEqual(["logs:read"]);
    expect(given({ "logs:read": "allow", "logs:search": "allow" }, "eve")).toEqual(["logs:read", "logs:search"]);
    expect(given({ "logs:read": "allow" }, "zoe")).toEqual([]);
    expect(given({ "logs:read": "deny", "logs:search": "deny" }, "eve")).toEqual([]);
    const ghost: Sketch = { members: { bob: "ghost" } };
    const facts = new OrganizationDraft(model("standard"), organization(ghost));
    expect(
      permissionsGivenByOverride(facts, { kind: "override-permissions", email: BOB, overrides: { x: "allow" } }),
    ).toEqual([]);
  });
});

describe("an invitation that has expired", () => {
  const again: Change = { kind: "resend-invitation", email: BOB };
  const invited = (role: string, status: "expired" | "invited"): Sketch => ({
    ...standard,
    members: { ...standard.members, bob: { role, status } },
  });

  test("is sent again by whoever could send it anew", () => {
    const message = (permissions: string) =>
      `rec@acme.example, recruiter (level 80), does not hold ${permissions} and so cannot hand it on`;
    expect(lacking("standard", invited("member", "expired"), "rec", again)).toEqual([
      message("api-keys:create, policies:create and issues:triage"),
    ]);
    expect(lacking("standard", invited("viewer", "expired"), "rec", again)).toEqual([]);
    expect(lacking("standard", invited("member", "expired"), "eve", again)).toEqual([]);
    expect(lacking("standard", invited("payer", "expired"), "eve", again)).toEqual([
      "eve@acme.example, admin (level 80), does not hold billing:manage and so cannot hand it on",
    ]);
  });

  test("counts with what it promises at a project, and with the role of joining", () => {
    const target = { place: { scope: "project", project: "watch" }, role: "project-viewer" } as const;
    const live = organization(invited("member", "expired"));
    const members = new Map([...live.members].map(([key, one]) => [key, withTarget(one)]));
    function withTarget(member: Member): Member {
      return member.status === "expired" ? { ...member, invitation: { id: "i1", target } } : member;
    }
    const facts = new OrganizationDraft(model("standard"), { ...live, members });
    const refusals = permissionNotHeld(facts, { email: address("rec") }, again);
    expect(refusals.map(({ message }) => message)).toEqual([
      "rec@acme.example, recruiter (level 80), does not hold api-keys:create, policies:create and issues:triage and so cannot hand it on",
    ]);
  });

  test("gives nothing as long as it can be accepted anyway, or where there is none", () => {
    expect(lacking("standard", invited("member", "invited"), "rec", again)).toEqual([]);
    expect(lacking("standard", standard, "rec", { ...again, email: address("zoe") })).toEqual([]);
  });
});

describe("an organization role that comes along", () => {
  const target = { place: { scope: "project", project: "watch" }, role: "project-viewer" } as const;
  const invite: Change = { kind: "invite-member", email: address("new"), role: "member", attributes: {}, target };

  test("with an invitation to a project is bound by the organization role of whoever invites", () => {
    expect(lacking("standard", standard, "rec", invite)).toEqual([
      "rec@acme.example, recruiter (level 80), does not hold api-keys:create, policies:create and issues:triage and so cannot hand it on",
    ]);
    expect(lacking("standard", standard, "eve", invite)).toEqual([]);
    expect(lacking("standard", standard, "zoe", invite)).toEqual([]);
  });

  test("with a transfer is the owner's, and whoever has less of it keeps it", () => {
    const ranked: Sketch = { members: { ada: { role: "owner", overrides: { read: "deny" } }, bob: "member" } };
    const transfer: Change = { kind: "transfer-ownership", email: BOB };
    expect(lacking("ranked-roles", ranked, "ada", transfer)).toEqual([
      "ada@acme.example, owner (level 100), does not hold read and so cannot hand it on",
    ]);
    expect(lacking("ranked-roles", { members: { ada: "owner", bob: "member" } }, "ada", transfer)).toEqual([]);
    const clerks: Sketch = { roles: { admin: ["addRole"] }, members: { ada: "admin", bob: "admin" } };
    expect(lacking("custom-roles", clerks, "ada", transfer)).toEqual([]);
  });
});

describe("a project that moves", () => {
  const move: Change = { kind: "update-project", project: "watch", tenant: "us" };
  const held = ["members:manage", "settings:manage", "projects:manage"];
  const by = (...permissions: string[]): Sketch => ({
    ...standard,
    roles: { mover: permissions },
    members: { ada: "owner", eve: "mover", adm: "admin" },
  });

  test("hands on what tenants' roles give, to be held in full by whoever acts through a custom role", () => {
    expect(lacking("standard", by(...held), "eve", move)).toEqual([
      "eve@acme.example, mover (level 80), does not hold projects:access and so cannot hand it on",
    ]);
    expect(lacking("standard", by(...held, "projects:access"), "eve", move)).toEqual([]);
    expect(lacking("standard", by(...held), "adm", move)).toEqual([]);
  });

  test("hands on nothing where it stays, where nobody may assign roles at tenants, or who may not", () => {
    expect(lacking("standard", by(...held), "eve", { ...move, tenant: "eu" })).toEqual([]);
    expect(lacking("standard", by("projects:manage"), "eve", move)).toEqual([]);
    const rules = model("standard");
    const actions = new Map([...rules.actions].filter(([action]) => action !== "tenant.assign-role"));
    expect(lacking({ ...rules, actions }, by(...held), "eve", move)).toEqual([]);
  });
});
