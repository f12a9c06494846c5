import { describe, expect, test } from "vitest";
import { authority } from "../../src/membership/authority.ts";
import type { Change } from "../../src/membership/change.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { refusalsOf } from "../_support/refusals-of.ts";
import { smallRoleModel } from "../_support/small-role-model.ts";

const live: Sketch = {
  tier: "enterprise",
  roles: {
    recruiter: ["members:manage"],
    auditor: ["audit-log:read"],
    tester: { scope: "project", permissions: ["build"] },
  },
  members: { ada: "owner", eve: "admin", bob: "member", rec: "recruiter", tom: "viewer", pia: "viewer", vic: "viewer" },
  tenants: { eu: { tom: "tenant-admin" }, us: {} },
  projects: { "eu/watch": { pia: "project-admin", vic: "tester" } },
};
const ranked: Sketch = { tier: "enterprise", members: { ada: "owner", eve: "admin", sec: "security-lead" } };

const asked = (by: string, change: Change, on = "standard", sketch = live) =>
  refusalsOf({ on, live: sketch, by, change });
const assign = (name: string, role: string): Change => ({ kind: "change-role", email: address(name), role });
const invite = (role: string, target?: InvitationTarget): Change => ({
  kind: "invite-member",
  email: address("new"),
  role,
  attributes: {},
  ...(target === undefined ? {} : { target }),
});

describe("a permission that is missing", () => {
  test("is named with the action, the place and the role that lacks it", () => {
    expect(asked("bob", { kind: "delete-project", project: "watch" })).toEqual([
      "permission-missing: project.delete needs projects:manage at projects/watch or above, and bob@acme.example, member (level 40), does not hold it",
    ]);
    expect(asked("zoe", { kind: "create-tenant", tenant: "apac" })).toEqual([
      "permission-missing: tenant.create needs tenants:manage at organization or above, and zoe@acme.example (no role here) does not hold it",
    ]);
  });

  test("is named for each field of the organization that needs one", () => {
    const update: Change = { kind: "update-organization", title: "New", tier: "enterprise", settings: { seats: 0 } };
    const lacking = (field: string, permission: string, who: string) =>
      `permission-missing: organization.update (${field}) needs ${permission} at organization or above, and ${who}, does not hold it`;
    const bob = "bob@acme.example, member (level 40)";
    expect(asked("bob", update)).toEqual([
      lacking("title", "settings:manage", bob),
      lacking("tier", "billing:manage", bob),
      lacking("seats", "billing:manage", bob),
    ]);
    const eve = "eve@acme.example, admin (level 80)";
    expect(asked("eve", update)).toEqual([
      lacking("tier", "billing:manage", eve),
      lacking("seats", "billing:manage", eve),
    ]);
    expect(asked("ada", update)).toEqual([]);
  });

  test("is one that nobody can have, where the platform does not know the action", () => {
    expect(asked("ada", { kind: "create-tenant", tenant: "eu" }, "ranked-roles", ranked)).toContain(
      "permission-missing: tenant.create is not possible in the role model ranked-roles",
    );
    expect(asked("ada", { kind: "transfer-ownership", email: address("bob") })).toEqual([
      "permission-missing: ownership.transfer is not possible in the role model standard",
    ]);
  });

  test("is not made up for by the permission to transfer: only the owner does that", () => {
    const heirs: Sketch = {
      ...ranked,
      roles: { heir: ["ownership:transfer"] },
      members: { ...ranked.members, eve: "heir" },
    };
    const transfer: Change = { kind: "transfer-ownership", email: address("sec") };
    expect(asked("eve", transfer, "ranked-roles", heirs)[0]).toBe(
      "permission-missing: only the present owner can transfer ownership, and eve@acme.example, heir (level 100), is not",
    );
    expect(asked("ada", transfer, "ranked-roles", heirs)).toEqual([]);
    expect(asked("sec", transfer, "ranked-roles", heirs)).toEqual([
      "permission-missing: ownership.transfer needs ownership:transfer at organization or above, and sec@acme.example, security-lead (level 60), does not hold it",
    ]);
  });

  test("is asked of nobody who accepts their own invitation", () => {
    const facts = new OrganizationDraft(model("standard"), organization(live));
    expect(authority(facts, { email: address("zoe") }, { kind: "accept-invitation", email: address("zoe") })).toEqual(
      [],
    );
  });
});

describe("a role above the actor", () => {
  test("is not assigned or invited to, and the reach of their own is said", () => {
    const message = (role: string, reach: string) =>
      `role-above-actor: ${role} is not a role that eve@acme.example, admin (level 80), may assign: ${reach}`;
    const level = message("owner (level 100)", "admin may assign roles at or below level 80");
    expect(asked("eve", assign("bob", "owner"))).toEqual([level]);
    expect(asked("eve", invite("owner"))).toEqual([level]);
    expect(asked("eve", invite("admin"))).toEqual([]);
    const team: Sketch = { members: { ada: "owner", eve: "admin", dev: "developer" } };
    expect(asked("eve", assign("dev", "admin"), "permission-overrides", team)).toEqual([
      message("admin (level 80)", "admin may assign developer and member only"),
    ]);
    expect(asked("eve", assign("dev", "member"), "permission-overrides", team)).toEqual([]);
  });

  test("at a place counts there; whoever acts from above is above all of them", () => {
    const grant = (role: string): Change => ({
      kind: "grant-project-role",
      project: "watch",
      email: address("bob"),
      role,
    });
    expect(asked("pia", grant("project-admin"))).toEqual([]);
    for (const by of ["tom", "eve", "ada"]) expect(asked(by, grant("project-admin"))).toEqual([]);
    const developer: Sketch = { ...live, projects: { "eu/watch": { pia: "project-developer" } } };
    expect(asked("pia", grant("project-admin"), "standard", developer)).toEqual([
      "permission-missing: project.assign-role needs members:manage at projects/watch or above, and pia@acme.example, project-developer (level 60), does not hold it",
      "role-above-actor: project-admin (level 80) is not a role that pia@acme.example, project-developer (level 60), may assign: project-developer may assign roles at or below level 60",
    ]);
  });

  test("is not the one with which somebody joins through a project", () => {
    const target: InvitationTarget = { place: { scope: "project", project: "watch" }, role: "project-viewer" };
    expect(asked("pia", invite("member", target))).toEqual([
      "role-above-actor: new@acme.example would join the organization as member (level 40), above pia@acme.example, viewer (level 20), who invites",
    ]);
    expect(asked("eve", invite("member", target))).toEqual([]);
    const lowly: Sketch = { ...live, projects: { "eu/watch": { pia: "project-viewer" } } };
    expect(asked("zoe", invite("member", target))).toContain(
      "role-above-actor: new@acme.example would join the organization as member (level 40), above zoe@acme.example (no role here) who invites",
    );
    const above: InvitationTarget = { ...target, role: "project-admin" };
    expect(asked("pia", invite("member", above), "standard", lowly).map((one) => one.split(":")[0])).toEqual([
      "permission-missing",
      "role-above-actor",
      "role-above-actor",
    ]);
  });
});

describe("a member above the actor", () => {
  test("is not removed, demoted or overridden, and the reach of the actor's role is said", () => {
    const message =
      "member-above-actor: ada@acme.example is owner (level 100), whom eve@acme.example, admin (level 80), may not manage: admin may manage roles at or below level 80";
    const two: Sketch = { ...live, members: { ...live.members, al: "owner" } };
    const ada = address("ada");
    for (const change of [
      { kind: "remove-member", email: ada },
      { kind: "change-role", email: ada, role: "viewer" },
      { kind: "override-permissions", email: ada, overrides: { "audit-log:read": "deny" } },
      { kind: "update-attributes", email: ada, attributes: { memberType: "external" } },
    ] as const) {
      expect(asked("eve", change, "standard", two)).toEqual([message]);
      expect(asked("al", change, "standard", two)).toEqual([]);
    }
    const team: Sketch = { members: { ada: "owner", eve: "admin", adm: "admin", dev: "developer" } };
    const deny = (name: string): Change => ({
      kind: "override-permissions",
      email: address(name),
      overrides: { "logs:read": "deny" },
    });
    expect(asked("eve", deny("adm"), "permission-overrides", team)).toEqual([
      "member-above-actor: adm@acme.example is admin (level 80), whom eve@acme.example, admin (level 80), may not manage: admin may manage developer and member only",
    ]);
    expect(asked("eve", deny("dev"), "permission-overrides", team)).toEqual([]);
  });

  test("is so as well while their invitation is pending", () => {
    const pending: Sketch = { ...live, members: { ...live.members, al: { role: "owner", status: "invited" } } };
    for (const kind of ["cancel-invitation", "resend-invitation"] as const) {
      const refused = asked("eve", { kind, email: address("al") }, "standard", pending);
      expect(refused.map((one) => one.split(":")[0])).toEqual(["member-above-actor"]);
    }
  });

  test("at a place keeps their role there", () => {
    const places: Sketch = {
      ...live,
      projects: { "eu/watch": { pia: "project-admin", bob: "project-developer", vic: "project-viewer" } },
    };
    const revoke = (name: string): Change => ({ kind: "revoke-project-role", project: "watch", email: address(name) });
    expect(asked("bob", revoke("pia"), "standard", places).map((one) => one.split(":")[0])).toEqual([
      "permission-missing",
      "member-above-actor",
    ]);
    expect(asked("bob", revoke("vic"), "standard", places).map((one) => one.split(":")[0])).toEqual([
      "permission-missing",
    ]);
    expect(asked("pia", revoke("bob"), "standard", places)).toEqual([]);
    expect(asked("tom", revoke("pia"), "standard", places)).toEqual([]);
  });
});

describe("somebody's own standing", () => {
  test("is not raised by a level alone, where the higher role may do nothing more", () => {
    const levels = compileRoleModel(
      smallRoleModel({
        roles: {
          organization: {
            owner: { title: "Owner", level: 100, permissions: "all" },
            senior: { title: "Senior", level: 60, permissions: ["manage", "read"] },
            clerk: { title: "Clerk", level: 40, permissions: ["manage", "read"], assigns: "any", manages: "any" },
          },
        },
        actions: { "member.assign-role": "manage" },
      }),
    );
    const clerks: Sketch = { members: { ada: "owner", bob: "clerk", sue: "senior" } };
    expect(refusalsOf({ on: levels, live: clerks, by: "bob", change: assign("bob", "senior") })).toEqual([
      "self-promotion: bob@acme.example cannot raise their own role from clerk (level 40) to senior (level 60)",
    ]);
    expect(refusalsOf({ on: levels, live: clerks, by: "bob", change: assign("sue", "clerk") })).toEqual([]);
  });

  test("is not raised by a role, at the organization or at a place", () => {
    expect(asked("eve", assign("eve", "owner"))).toContain(
      "self-promotion: eve@acme.example cannot raise their own role from admin (level 80) to owner (level 100)",
    );
    const clerks: Sketch = {
      roles: { admin: ["addRole", "inviteUser"], clerk: ["inviteUser"] },
      members: { ada: "admin", bob: "clerk" },
    };
    expect(asked("bob", assign("bob", "admin"), "custom-roles", clerks)).toEqual([
      "permission-not-held: bob@acme.example, clerk, does not hold addRole and so cannot hand it on",
      "self-promotion: bob@acme.example cannot raise their own role from clerk to admin",
    ]);
    const own = (role: string): Change => ({
      kind: "change-project-role",
      project: "watch",
      email: address("vic"),
      role,
    });
    expect(asked("vic", own("project-admin"))).toContain(
      "self-promotion: vic@acme.example cannot raise their own role from tester (level 60) to project-admin (level 80)",
    );
    const grant: Change = {
      kind: "grant-project-role",
      project: "watch",
      email: address("bob"),
      role: "project-viewer",
    };
    expect(asked("bob", grant)).toContain(
      "self-promotion: bob@acme.example cannot raise their own role from no role to project-viewer (level 20)",
    );
  });

  test("is lowered as one likes, and given at a place by whoever is above it", () => {
    expect(asked("eve", assign("eve", "viewer"))).toEqual([]);
    expect(asked("eve", assign("eve", "admin"))).toEqual([]);
    const grant: Change = {
      kind: "grant-project-role",
      project: "watch",
      email: address("tom"),
      role: "project-admin",
    };
    expect(asked("tom", grant)).toEqual([]);
  });

  test("is not lifted where a permission was denied, by taking the same role anew", () => {
    const denied: Sketch = {
      ...live,
      members: {
        ada: "owner",
        eve: { role: "admin", overrides: { "issues:triage": "deny", "policies:create": "deny" } },
      },
    };
    expect(asked("eve", assign("eve", "admin"), "standard", denied)).toEqual([
      "permission-not-held: eve@acme.example, admin (level 80), does not hold policies:create and issues:triage and so cannot hand it on",
      "self-promotion: eve@acme.example cannot lift what is denied to them, policies:create and issues:triage, by a change of their own role",
    ]);
  });

  test("is not raised by an override, though it may be narrowed by one", () => {
    const override = (name: string, overrides: Record<string, "allow" | "deny">): Change => ({
      kind: "override-permissions",
      email: address(name),
      overrides,
    });
    expect(asked("bob", override("bob", { "audit-log:read": "allow" }))).toEqual([
      "permission-missing: member.override-permissions needs permissions:override at organization or above, and bob@acme.example, member (level 40), does not hold it",
      "permission-not-held: bob@acme.example, member (level 40), does not hold audit-log:read and so cannot hand it on",
      "self-promotion: bob@acme.example cannot grant themselves audit-log:read",
    ]);
    // An override stays when the role loses what it allows.
    expect(asked("eve", override("eve", { "audit-log:read": "allow" }))).toEqual([
      "self-promotion: eve@acme.example cannot grant themselves audit-log:read",
    ]);
    expect(asked("eve", override("eve", { "audit-log:read": "deny" }))).toEqual([]);
    expect(asked("eve", override("bob", { "audit-log:read": "allow" }))).toEqual([]);
  });

  test("is not widened through a role that one holds, wherever one holds it", () => {
    const update = (role: string, ...permissions: string[]): Change => ({ kind: "update-role", role, permissions });
    const widening = (who: string, role: string, added: string) =>
      `self-promotion: ${who}@acme.example holds the role ${role} and cannot add ${added} to it`;
    expect(asked("rec", update("recruiter", "members:manage", "read"))).toContain(widening("rec", "recruiter", "read"));
    expect(asked("rec", update("recruiter", "members:manage"))).not.toContain(
      widening("rec", "recruiter", "members:manage"),
    );
    expect(asked("vic", update("tester", "build", "read", "project:manage"))).toContain(
      widening("vic", "tester", "project:manage"),
    );
    expect(asked("rec", update("auditor", "read")).join()).not.toContain("self-promotion");
    expect(asked("ada", { kind: "update-role", role: "recruiter", title: "Recruiter" })).toEqual([]);
    expect(asked("rec", { kind: "update-role", role: "recruiter", title: "Recruiter" }).join()).not.toContain(
      "self-promotion",
    );
  });
});

describe("an owner under exactly one", () => {
  const only =
    "owner-by-transfer-only: there is exactly one owner; the role is handed over by transferring ownership, never invited to or assigned";

  test("is never made by an invitation or a role, nor left behind by a transfer", () => {
    expect(asked("ada", assign("eve", "owner"), "ranked-roles", ranked)).toEqual([only]);
    expect(asked("ada", invite("owner"), "ranked-roles", ranked)).toEqual([only]);
    const transfer: Change = { kind: "transfer-ownership", email: address("eve"), formerOwnerRole: "owner" };
    expect(asked("ada", transfer, "ranked-roles", ranked)).toEqual([only]);
    expect(asked("ada", assign("sec", "admin"), "ranked-roles", ranked)).toEqual([]);
  });

  test("is no rule where there may be several, or where the one is assigned", () => {
    for (const { key, ownership } of builtInDocuments()) {
      if (!("role" in ownership.keystone) || ownership.handover === "transfer") continue;
      const several: Sketch = { members: { ada: "owner", bob: "member" } };
      expect(asked("ada", assign("bob", "owner"), key, several)).toEqual([]);
    }
    const rules = model("ranked-roles");
    const assigned = { ...rules, ownership: { ...rules.ownership, handover: "assign" } } as const;
    const facts = new OrganizationDraft(assigned, organization(ranked));
    expect(authority(facts, { email: address("ada") }, assign("eve", "owner"))).toEqual([]);
    const shared = { ...rules, ownership: { ...rules.ownership, count: "at-least-one" } } as const;
    const others = new OrganizationDraft(shared, organization(ranked));
    expect(authority(others, { email: address("ada") }, assign("eve", "owner"))).toEqual([]);
  });
});
