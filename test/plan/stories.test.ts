import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/membership/declaration.ts";
import type { Reading } from "../../src/membership/reading.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { address, declare, model, read, type Sketch } from "../_support/build.ts";
import { ALL_CAPABILITIES } from "../_support/memory-membership.ts";

interface Story {
  readonly on?: string;
  readonly by?: string;
  readonly live: Sketch;
  readonly wanted: Sketch;
  readonly declaration?: Partial<Declaration>;
  readonly reading?: Partial<Reading>;
}

function planOf({ on = "standard", by = "ada", live, wanted, declaration = {}, reading = {} }: Story): Plan {
  const tier = [...model(on).tiers.keys()].at(-1) ?? "";
  return makePlan({
    model: model(on),
    declaration: declare(wanted, declaration),
    reading: read({ tier, ...live }, reading),
    actor: { email: address(by) },
    api: "memory",
  });
}

function lines(plan: Plan): string[] {
  return plan.changes.map(({ change, address: at }) => `${change.kind} ${at.replaceAll("@acme.example", "")}`);
}

function codes(plan: Plan): string[] {
  return plan.refusals.map(({ code }) => code);
}

describe("a member's one life", () => {
  test("somebody who is declared and absent is invited", () => {
    const plan = planOf({ live: { members: { ada: "owner" } }, wanted: { members: { ada: "owner", bob: "member" } } });
    expect(lines(plan)).toEqual(["invite-member members/bob"]);
    expect(codes(plan)).toEqual([]);
  });

  test("an invited member with the declared role is in sync", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", status: "invited" } } };
    const plan = planOf({ live, wanted: { members: { ada: "owner", bob: "member" } } });
    expect(lines(plan)).toEqual([]);
  });

  test("an invitation with another role is cancelled and sent anew", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "viewer", status: "invited" } } };
    const plan = planOf({ live, wanted: { members: { ada: "owner", bob: "member" } } });
    expect(lines(plan)).toEqual(["cancel-invitation members/bob", "invite-member members/bob"]);
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
    expect(plan.changes[0]?.expects).toEqual({ role: "viewer", invitation: "inv-bob" });
  });

  test("an expired invitation is resent", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", status: "expired" } } };
    expect(lines(planOf({ live, wanted: { members: { ada: "owner", bob: "member" } } }))).toEqual([
      "resend-invitation members/bob",
    ]);
  });

  test("two spellings of one address are one person", () => {
    const live: Sketch = { members: { ada: "owner", "Bob@ACME.example": "member" } };
    expect(lines(planOf({ live, wanted: { members: { ada: "owner", "bob@acme.example": "member" } } }))).toEqual([]);
  });

  test("an undeclared member is reported, ignored or removed as the charter says", () => {
    const live: Sketch = { members: { ada: "owner", bob: "member" } };
    const wanted: Sketch = { members: { ada: "owner" } };
    const unmanaged = declare({}).unmanaged;
    const report = planOf({ live, wanted, declaration: { unmanaged: { ...unmanaged, members: "report" } } });
    expect([lines(report), report.unmanaged]).toEqual([[], [{ address: "members/bob@acme.example", role: "member" }]]);
    const ignore = planOf({ live, wanted, declaration: { unmanaged: { ...unmanaged, members: "ignore" } } });
    expect([lines(ignore), ignore.unmanaged]).toEqual([[], []]);
    expect(lines(planOf({ live, wanted }))).toEqual(["remove-member members/bob"]);
  });

  test("an undeclared invitation is cancelled where undeclared members are removed", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", status: "invited" } } };
    expect(lines(planOf({ live, wanted: { members: { ada: "owner" } } }))).toEqual(["cancel-invitation members/bob"]);
  });

  test("somebody declared absent is removed whatever else the charter says", () => {
    const bob = { email: address("bob"), source: { file: "charter.yaml", line: 9, column: 5 } };
    const plan = planOf({
      live: { members: { ada: "owner", bob: "member" } },
      wanted: { members: { ada: "owner" } },
      declaration: {
        unmanaged: { ...declare({}).unmanaged, members: "ignore" },
        absent: new Map([[address("bob") as never, bob]]),
      },
    });
    expect(lines(plan)).toEqual(["remove-member members/bob"]);
    expect(plan.changes[0]?.source).toEqual(bob.source);
  });

  test("a default written down is no difference", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", attributes: { memberType: "employee" } } } };
    expect(lines(planOf({ live, wanted: { members: { ada: "owner", bob: "member" } } }))).toEqual([]);
  });

  test("a takt interval that equals the organization's is no difference", () => {
    const employee = { memberType: "employee" };
    const live: Sketch = {
      settings: { taktInterval: "20m" },
      members: { ada: { role: "owner", attributes: employee } },
    };
    const wanted: Sketch = { members: { ada: { role: "owner", attributes: { ...employee, taktInterval: "20m" } } } };
    expect(lines(planOf({ on: "member-types", live, wanted }))).toEqual([]);
  });
});

describe("overrides", () => {
  test("a change of role comes first, discloses what it resets, and declared overrides follow", () => {
    const plan = planOf({
      on: "permission-overrides",
      live: {
        members: {
          ada: "owner",
          bob: { role: "developer", overrides: { "logs:search": "deny", "tokens:create": "allow" } },
        },
      },
      wanted: { members: { ada: "owner", bob: { role: "member", overrides: { "logs:read": "allow" } } } },
    });
    expect(lines(plan)).toEqual(["change-role members/bob", "override-permissions members/bob"]);
    expect(plan.changes[0]?.effects).toContain("resets overrides logs:search, tokens:create");
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
    expect(codes(plan)).toEqual([]);
  });

  test("an override that no file declares is drift and is taken back", () => {
    const plan = planOf({
      on: "permission-overrides",
      live: { members: { ada: "owner", bob: { role: "member", overrides: { "tokens:create": "allow" } } } },
      wanted: { members: { ada: "owner", bob: "member" } },
    });
    expect(plan.changes[0]?.after).toEqual({ permissions: { "tokens:create": null } });
    expect(plan.changes[0]?.privilege).toBe("narrows");
  });

  test("overrides of somebody invited wait until they have joined", () => {
    const plan = planOf({
      on: "permission-overrides",
      live: { members: { ada: "owner" } },
      wanted: { members: { ada: "owner", bob: { role: "member", overrides: { "logs:read": "allow" } } } },
    });
    expect(lines(plan)).toEqual(["invite-member members/bob"]);
    expect(plan.waiting).toEqual([{ address: "members/bob@acme.example", for: "invitation accepted", role: "member" }]);
  });
});

describe("ownership", () => {
  test("a new owner is made before the old one steps down", () => {
    const live: Sketch = { members: { ada: "owner", bob: "member" } };
    const plan = planOf({ live, wanted: { members: { ada: "admin", bob: "owner" } } });
    expect(lines(plan)).toEqual(["change-role members/bob", "change-role members/ada"]);
    expect(codes(plan)).toEqual([]);
  });

  test("where there is exactly one owner, ownership moves in one step with both roles", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    const plan = planOf({ on: "ranked-roles", live, wanted: { members: { ada: "viewer", bob: "owner" } } });
    expect(lines(plan)).toEqual(["transfer-ownership members/bob"]);
    expect(plan.changes[0]?.after).toEqual({ role: "owner", formerOwnerRole: "viewer" });
    expect(plan.changes[0]?.effects).toContain("ada@acme.example becomes viewer");
    expect(codes(plan)).toEqual([]);
  });

  test("ownership is not handed to somebody who has not joined", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", status: "invited" } } };
    const plan = planOf({ on: "ranked-roles", live, wanted: { members: { ada: "admin", bob: "owner" } } });
    expect(codes(plan)).toEqual(["owner-must-be-active"]);
  });

  test("a former owner who is declared nowhere leaves after the transfer", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    const plan = planOf({ on: "ranked-roles", live, wanted: { members: { bob: "owner" } } });
    expect(lines(plan)).toEqual(["transfer-ownership members/bob", "remove-member members/ada"]);
    expect(codes(plan)).toEqual([]);
  });

  test("a plan that would leave nobody who can edit roles is refused", () => {
    const admin = ["addProject", "inviteUser", "deleteUser", "addRole", "license", "logs"];
    const live: Sketch = { roles: { admin }, members: { ada: "admin" } };
    const plan = planOf({
      on: "custom-roles",
      live,
      wanted: { roles: { admin: ["inviteUser"] }, members: { ada: "admin" } },
    });
    expect(codes(plan)).toContain("last-owner");
  });

  test("the permission to edit roles moves to another role before the old one loses it", () => {
    const admin = ["addRole", "inviteUser"];
    const live: Sketch = { roles: { admin, chief: ["inviteUser"] }, members: { ada: "admin", bob: "chief" } };
    const wanted: Sketch = { roles: { admin: ["inviteUser"], chief: admin }, members: { ada: "admin", bob: "chief" } };
    const plan = planOf({ on: "custom-roles", live, wanted });
    expect(lines(plan)).toEqual(["update-role roles/chief", "update-role roles/admin"]);
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
    expect(codes(plan)).toEqual([]);
  });
});

describe("escalation", () => {
  test("an admin's plan cannot make an owner, and every reason is given", () => {
    const live: Sketch = { members: { ada: "owner", eve: "admin", bob: "member" } };
    const plan = planOf({ by: "eve", live, wanted: { members: { ada: "owner", eve: "owner", bob: "owner" } } });
    expect(codes(plan)).toEqual(["role-above-actor", "role-above-actor", "self-promotion"]);
  });

  test("an admin's plan cannot remove an owner", () => {
    const live: Sketch = { members: { ada: "owner", bob: "owner", eve: "admin" } };
    const plan = planOf({ by: "eve", live, wanted: { members: { ada: "owner", eve: "admin" } } });
    expect(codes(plan)).toEqual(["member-above-actor"]);
  });

  test("who lowers themselves does it last, when nothing else needs them", () => {
    const live: Sketch = { members: { ada: "owner", bob: "owner", cid: "member" } };
    const plan = planOf({ live, wanted: { members: { ada: "viewer", bob: "owner", cid: "admin", dan: "member" } } });
    expect(lines(plan).at(-1)).toBe("change-role members/ada");
    expect(codes(plan)).toEqual([]);
  });
});

describe("seats", () => {
  const five: Sketch = { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member", e: "member" } };

  test("a removal frees the seat that an invitation needs, and comes first", () => {
    const plan = planOf({
      live: five,
      wanted: { members: { ada: "owner", b: "member", c: "member", d: "member", f: "member" } },
    });
    expect(lines(plan)).toEqual(["remove-member members/e", "invite-member members/f"]);
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
    expect(plan.changes[1]?.effects).toContain("takes seat 5 of 5");
    expect(codes(plan)).toEqual([]);
  });

  test("one invitation too many is refused with the limit", () => {
    const plan = planOf({ live: five, wanted: { members: { ...five.members, f: "member" } } });
    expect(codes(plan)).toEqual(["seat-limit-reached"]);
    expect(plan.refusals[0]?.message).toContain("all 5 seats of the tier free are taken");
  });

  test("a larger tier comes before the invitations that need it", () => {
    const plan = planOf({ live: five, wanted: { tier: "pro", members: { ...five.members, f: "member" } } });
    expect(lines(plan)).toEqual(["update-organization organization", "invite-member members/f"]);
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
    expect(codes(plan)).toEqual([]);
  });

  test("a smaller tier comes after those who leave", () => {
    const live: Sketch = { ...five, tier: "pro", members: { ...five.members, f: "security-lead" } };
    const plan = planOf({ live, wanted: { ...five, members: { ...five.members, e: "viewer" } } });
    expect(lines(plan).at(-1)).toBe("update-organization organization");
    expect(codes(plan)).toEqual([]);
  });

  test("seats that are bought are shown as a cost", () => {
    const live: Sketch = { tier: "team", members: { ada: "owner" } };
    const plan = planOf({
      on: "tenants-and-projects",
      live,
      wanted: { settings: { seats: 3 }, members: { ada: "owner" } },
    });
    expect(plan.changes[0]?.effects).toEqual(["costs: buys 3 more seats, billed"]);
  });
});

describe("roles", () => {
  test("a custom role is created before it is given and deleted after the last holder lost it", () => {
    const live: Sketch = { roles: { old: ["issues:triage"] }, members: { ada: "owner", bob: "old" } };
    const wanted: Sketch = { roles: { fresh: ["audit-log:read"] }, members: { ada: "owner", bob: "fresh" } };
    const plan = planOf({ live, wanted });
    expect(lines(plan)).toEqual(["create-role roles/fresh", "change-role members/bob", "delete-role roles/old"]);
    expect(plan.changes.map(({ needs }) => needs)).toEqual([[], ["c1"], ["c2"]]);
    expect(codes(plan)).toEqual([]);
  });

  test("editing a role shows every holder and what they gain or lose", () => {
    const live: Sketch = {
      roles: { guest: [], admin: ["addRole", "inviteUser", "logs"] },
      members: { ada: "admin", bob: "guest", cid: "guest" },
    };
    const plan = planOf({ on: "custom-roles", live, wanted: { ...live, roles: { ...live.roles, guest: ["logs"] } } });
    expect(plan.changes[0]?.effects).toEqual([
      "changes the access of bob@acme.example and cid@acme.example",
      "grants sensitive logs",
    ]);
    expect(plan.changes[0]?.privilege).toBe("broadens");
    expect(plan.access).toEqual([
      { email: "bob@acme.example", scope: "organization", gains: ["logs"], loses: [], through: ["c1"] },
      { email: "cid@acme.example", scope: "organization", gains: ["logs"], loses: [], through: ["c1"] },
    ]);
  });

  test("access that comes from several changes names them all, and no other", () => {
    const live: Sketch = {
      roles: { auditor: [] },
      members: { ada: "owner", bob: "member", cid: "auditor" },
      tenants: { eu: { bob: "tenant-member" } },
    };
    const wanted: Sketch = {
      roles: { auditor: ["audit-log:read"] },
      members: { ada: "owner", bob: { role: "viewer", overrides: { "audit-log:read": "allow" } }, cid: "auditor" },
      tenants: { eu: { bob: "tenant-admin" } },
    };
    const plan = planOf({ live, wanted });
    const changes = new Map(plan.changes.map(({ id, change, address }) => [id, `${change.kind} ${address}`]));
    expect(
      plan.access.map(({ email, scope, through }) => [email, scope, through?.map((id) => changes.get(id))]),
    ).toEqual([
      [
        "bob@acme.example",
        "organization",
        ["change-role members/bob@acme.example", "override-permissions members/bob@acme.example"],
      ],
      ["bob@acme.example", "tenants/eu", ["change-tenant-role tenants/eu/members/bob@acme.example"]],
      ["cid@acme.example", "organization", ["update-role roles/auditor"]],
    ]);
  });
});

describe("tenants and projects", () => {
  test("a tenant is created before its project, and the project before its grants", () => {
    const live: Sketch = { members: { ada: "owner", bob: "member" } };
    const wanted: Sketch = {
      ...live,
      tenants: { eu: { bob: "tenant-member" } },
      projects: { "eu/watch": { bob: "project-admin" } },
    };
    const plan = planOf({ live, wanted });
    expect(lines(plan)).toEqual([
      "create-tenant tenants/eu",
      "create-project projects/watch",
      "grant-tenant-role tenants/eu/members/bob",
      "grant-project-role projects/watch/members/bob",
    ]);
    expect(plan.changes.map(({ needs }) => needs)).toEqual([[], ["c1"], ["c1"], ["c2"]]);
    expect(codes(plan)).toEqual([]);
  });

  test("a grant for somebody still invited waits and is no error", () => {
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", status: "invited" } }, tenants: { eu: {} } };
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner", bob: "member" }, tenants: { eu: { bob: "tenant-member" } } },
    });
    expect([lines(plan), codes(plan)]).toEqual([[], []]);
    expect(plan.waiting).toEqual([
      { address: "tenants/eu/members/bob@acme.example", for: "invitation accepted", role: "tenant-member" },
    ]);
  });

  test("removing a member discloses every grant that goes with them", () => {
    const live: Sketch = {
      members: { ada: "owner", bob: "member" },
      tenants: { eu: { bob: "tenant-admin" } },
      projects: { "eu/watch": { bob: "project-admin" } },
    };
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner" }, tenants: { eu: {} }, projects: { "eu/watch": {} } },
    });
    expect(lines(plan)).toEqual(["remove-member members/bob"]);
    expect(plan.changes[0]?.effects).toEqual(["removes projects/watch project-admin and tenants/eu tenant-admin"]);
  });

  test("deleting a tenant discloses its projects and grants, and plans nothing inside it", () => {
    const live: Sketch = {
      members: { ada: "owner", bob: "member" },
      tenants: { eu: { bob: "tenant-member" } },
      projects: { "eu/watch": { bob: "project-viewer" } },
    };
    const plan = planOf({ live, wanted: { members: { ada: "owner", bob: "member" } } });
    expect(lines(plan)).toEqual(["delete-tenant tenants/eu"]);
    expect(plan.changes[0]?.effects).toEqual(["deletes 1 project watch", "removes 2 grants there"]);
  });

  test("a project moves out of a tenant before the tenant is deleted", () => {
    const live: Sketch = { members: { ada: "owner" }, tenants: { eu: {}, us: {} }, projects: { "eu/watch": {} } };
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner" }, tenants: { us: {} }, projects: { "us/watch": {} } },
    });
    expect(lines(plan)).toEqual(["update-project projects/watch", "delete-tenant tenants/eu"]);
    expect(plan.changes[1]?.needs).toEqual(["c1"]);
  });

  test("somebody outside who is declared in a project alone is invited to it directly", () => {
    const guest: Sketch = {
      members: { ada: "owner", gus: { role: "member", implied: true } },
      tenants: { eu: {} },
      projects: { "eu/watch": { gus: "project-viewer" } },
    };
    const plan = planOf({
      live: { members: { ada: "owner" }, tenants: { eu: {} }, projects: { "eu/watch": {} } },
      wanted: guest,
    });
    expect(lines(plan)).toEqual(["invite-member members/gus"]);
    expect(plan.changes[0]?.after).toMatchObject({ role: "member", target: { role: "project-viewer" } });
    expect(codes(plan)).toEqual([]);
  });
});

describe("guards", () => {
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`m${index}`, "member"]));

  test("removing more than a quarter is refused, and five of a dozen is more", () => {
    const live: Sketch = { members: { ada: "owner", ...many } };
    const kept = Object.fromEntries(Object.entries(many).slice(5));
    const plan = planOf({ live, wanted: { members: { ada: "owner", ...kept } } });
    expect(codes(plan)).toEqual(["too-many-removals"]);
    expect(plan.refusals[0]?.message).toContain("5 of 13");
  });

  test("fewer than five removals always pass", () => {
    const live: Sketch = { members: { ada: "owner", b: "member", c: "member", d: "member", e: "member" } };
    expect(codes(planOf({ live, wanted: { members: { ada: "owner" } } }))).toEqual([]);
  });

  test("pending invitations and grants inside projects count as removals too", () => {
    const people = Object.keys(many);
    const live: Sketch = {
      members: { ada: "owner", ...many, p: { role: "member", status: "invited" } },
      tenants: { eu: {} },
      projects: { "eu/watch": Object.fromEntries(people.map((name) => [name, "project-viewer"])) },
    };
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner", ...many }, tenants: { eu: {} }, projects: { "eu/watch": {} } },
    });
    expect(codes(plan)).toEqual(["too-many-removals"]);
    expect(plan.refusals[0]?.message).toContain("13 of 26");
  });

  test("more than five promotions are refused, and an allowed guard is recorded", () => {
    const raised = Object.fromEntries(
      Object.keys(many)
        .slice(0, 6)
        .map((name) => [name, "admin"]),
    );
    const request = {
      live: { members: { ada: "owner", ...many } },
      wanted: { members: { ada: "owner", ...many, ...raised } },
    };
    expect(codes(planOf(request))).toEqual(["too-many-promotions"]);
    const allowed = makePlan({
      model: model("standard"),
      declaration: declare(request.wanted),
      reading: read({ tier: "enterprise", ...request.live }),
      actor: { email: address("ada") },
      api: "memory",
      allowed: ["too-many-promotions"],
    });
    expect([codes(allowed), allowed.allowed]).toEqual([[], ["too-many-promotions"]]);
  });

  test("a fifth owner is refused in a small organization", () => {
    const live: Sketch = { members: { ada: "owner" } };
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner", b: "owner", c: "owner", d: "owner", e: "owner" } },
    });
    expect(codes(plan)).toEqual(["too-many-owners"]);
  });

  test("a required member must be active after the plan", () => {
    const guards = { ...declare({}).guards, required: [{ email: address("bob") }] };
    const plan = planOf({
      live: { members: { ada: "owner", bob: { role: "member", status: "invited" } } },
      wanted: { members: { ada: "owner", bob: "member" } },
      declaration: { guards },
    });
    expect(codes(plan)).toEqual(["required-member-missing"]);
  });

  test("nobody is removed on the word of a listing that came back short", () => {
    const completeness = {
      ...read({}).completeness,
      members: { state: "truncated", reason: "page 2 repeated page 1" } as const,
    };
    const plan = planOf({
      live: { members: { ada: "owner", bob: "member" } },
      wanted: { members: { ada: "owner" } },
      reading: { completeness },
    });
    expect(lines(plan)).toEqual([]);
    expect(codes(plan)).toEqual(["listing-incomplete"]);
  });

  test("a tenant stays for as long as the projects that would go with it cannot be listed", () => {
    const live: Sketch = { members: { ada: "owner" }, tenants: { eu: {} } };
    const removing = { unmanaged: { ...declare({}).unmanaged, tenants: "remove" } } as const;
    const projects = { state: "truncated", reason: "the total says 3 and there are 1" } as const;
    const plan = planOf({
      live,
      wanted: { members: { ada: "owner" } },
      declaration: removing,
      reading: { completeness: { ...read({}).completeness, projects } },
    });
    expect(lines(plan)).toEqual([]);
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(
        /^listing-incomplete: the listing of projects is truncated: .*removals withheld: tenants\/eu/,
      ),
    ]);
    expect(lines(planOf({ live, wanted: { members: { ada: "owner" } }, declaration: removing }))).toEqual([
      "delete-tenant tenants/eu",
    ]);
  });

  test("what cannot be listed at all is not created on top of what may be there", () => {
    const completeness = { ...read({}).completeness, roles: { state: "unreadable", reason: "403" } as const };
    const live: Sketch = { members: { ada: "owner" } };
    const declared = planOf({ live, wanted: { ...live, roles: { own: [] } }, reading: { completeness } });
    expect(codes(declared)).toEqual(["listing-incomplete"]);
    expect(codes(planOf({ live, wanted: live, reading: { completeness } }))).toEqual([]);
  });

  test("what the API cannot do is refused before anything is done", () => {
    const live: Sketch = { tier: "enterprise", members: { ada: "owner" } };
    const plan = makePlan({
      model: model("standard"),
      declaration: declare({ ...live, roles: { own: [] } }),
      reading: read(live),
      actor: { email: address("ada") },
      api: "memory",
      capabilities: { ...ALL_CAPABILITIES, customRoles: false },
    });
    expect(codes(plan)).toEqual(["unsupported-by-api"]);
  });

  test("a charter for another role model is refused", () => {
    const plan = planOf({
      live: { members: { ada: "owner" } },
      wanted: { members: { ada: "owner" } },
      declaration: { roleModel: "ranked-roles" },
    });
    expect(codes(plan)).toEqual(["role-model-mismatch"]);
  });
});
