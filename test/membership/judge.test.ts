import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { derivedLevel } from "../../src/membership/custom-role.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Actor } from "../../src/membership/standing.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

function codes(on: string, sketch: Sketch, actor: Actor, change: Change): string[] {
  return judge(new OrganizationDraft(model(on), organization(sketch)), actor, change).map(({ code }) => code);
}

const ada: Actor = { email: address("ada") };
const eve: Actor = { email: address("eve") };
const bob = address("bob");

describe("custom roles", () => {
  const live: Sketch = {
    tier: "enterprise",
    roles: { recruiter: ["members:manage"], "audit-reader": ["audit-log:read"] },
    members: { ada: "owner", eve: "recruiter", bob: "viewer" },
  };

  test("the level of a custom role is that of the lowest built-in role that contains it", () => {
    const rules = model("ranked-roles");
    const level = (...permissions: string[]) => derivedLevel(rules, "organization", new Set(permissions));
    expect([
      level(),
      level("issues:triage"),
      level("audit-log:read"),
      level("members:manage"),
      level("billing:manage", "read"),
    ]).toEqual([20, 40, 60, 80, 100]);
  });

  test("the holder of a custom role does not hand on a built-in role that has more", () => {
    expect(codes("ranked-roles", live, eve, { kind: "change-role", email: bob, role: "admin" })).toEqual([
      "permission-not-held",
    ]);
  });

  test("an owner defines any role; an admin none with what an admin lacks", () => {
    const create: Change = {
      kind: "create-role",
      role: "payer",
      scope: "organization",
      permissions: ["billing:manage"],
    };
    const admin: Sketch = { ...live, members: { ada: "owner", eve: "admin" } };
    expect(codes("ranked-roles", admin, ada, create)).toEqual([]);
    expect(codes("ranked-roles", admin, eve, create)).toEqual(["permission-not-held"]);
  });

  test("nobody widens a role that they hold", () => {
    const chief: Sketch = { roles: { chief: ["addRole"] }, members: { eve: "chief" } };
    const change: Change = { kind: "update-role", role: "chief", permissions: ["addRole", "logs"] };
    expect(codes("custom-roles", chief, eve, change)).toEqual(["self-promotion"]);
  });

  test("a key that exists already is refused, built-in ones included", () => {
    const create = (role: string): Change => ({ kind: "create-role", role, scope: "organization", permissions: [] });
    expect(codes("ranked-roles", live, ada, create("recruiter"))).toEqual(["already-exists"]);
    expect(codes("ranked-roles", live, ada, create("admin"))).toEqual(["already-exists"]);
  });
});

describe("tokens with a ceiling", () => {
  const live: Sketch = { tier: "enterprise", members: { ada: "owner", bob: "viewer" } };

  test("an owner's token under the ceiling of an admin makes no owner and changes no tier", () => {
    const token: Actor = { ...ada, ceiling: "admin" };
    expect(codes("standard", live, token, { kind: "change-role", email: bob, role: "owner" })).toEqual([
      "role-above-actor",
    ]);
    expect(codes("standard", live, token, { kind: "update-organization", tier: "pro" })).toEqual([
      "permission-missing",
    ]);
    expect(codes("standard", live, token, { kind: "change-role", email: bob, role: "admin" })).toEqual([]);
  });

  test("a ceiling that is no role leaves nothing", () => {
    expect(codes("standard", live, { ...ada, ceiling: "nobody" }, { kind: "remove-member", email: bob })).toEqual([
      "permission-missing",
    ]);
  });
});

describe("overrides", () => {
  const live: Sketch = {
    members: {
      ada: "owner",
      eve: { role: "admin", overrides: { "tokens:create": "deny" } },
      bob: { role: "developer", overrides: { "logs:read": "deny" } },
    },
  };
  const override = (email: string, overrides: Record<string, "allow" | "deny" | null>): Change => ({
    kind: "override-permissions",
    email,
    overrides,
  });

  test("somebody to whom a permission is denied cannot allow it to another", () => {
    expect(codes("permission-overrides", live, eve, override(bob, { "tokens:create": "allow" }))).toEqual([
      "permission-not-held",
    ]);
  });

  test("nobody lifts their own denial, and a denial of one's own harms nobody", () => {
    expect(codes("permission-overrides", live, ada, override(address("ada"), { "logs:read": "deny" }))).toEqual([]);
    expect(codes("permission-overrides", live, eve, override(address("eve"), { "tokens:create": null }))).toContain(
      "self-promotion",
    );
  });
});

describe("a smaller tier", () => {
  test("is refused while people or roles of the larger one are left, with every reason", () => {
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`m${index}`, "member"]));
    const live: Sketch = {
      tier: "enterprise",
      roles: { own: [] },
      members: { ada: "owner", lead: "security-lead", ...many },
    };
    const refused = codes("standard", live, ada, { kind: "update-organization", tier: "free" });
    expect(refused).toEqual(["role-not-on-tier", "custom-roles-not-on-tier", "seat-limit-reached"]);
  });
});

describe("projects", () => {
  const live: Sketch = {
    tier: "enterprise",
    members: { ada: "owner", eve: "member", bob: "member" },
    tenants: { eu: { eve: "tenant-admin" }, us: {} },
    projects: { "eu/watch": {} },
  };

  test("a tenant's admin works in its projects and in no other tenant", () => {
    const grant = (project: string): Change => ({
      kind: "grant-project-role",
      project,
      email: bob,
      role: "project-admin",
    });
    expect(codes("standard", live, eve, grant("watch"))).toEqual([]);
    const elsewhere: Sketch = { ...live, projects: { "us/watch": {} } };
    expect(codes("standard", elsewhere, eve, grant("watch"))).toContain("permission-missing");
  });

  test("moving a project needs the right to create it where it goes", () => {
    const move: Change = { kind: "update-project", project: "watch", tenant: "us" };
    expect(codes("standard", live, eve, move)).toEqual(["permission-missing"]);
    expect(codes("standard", live, ada, move)).toEqual([]);
  });

  test("whoever is invited to a project directly joins with the model's role and no other", () => {
    const invite = (role: string): Change => ({
      kind: "invite-member",
      email: address("new"),
      role,
      attributes: {},
      target: { place: { scope: "project", project: "watch" }, role: "project-viewer" },
    });
    expect(codes("standard", live, eve, invite("member"))).toEqual([]);
    expect(codes("standard", live, eve, invite("admin"))).toEqual(["wrong-scope"]);
  });
});

describe("a transfer of ownership", () => {
  const free: Sketch = { tier: "free", members: { ada: "owner", bob: "member" } };
  const transfer = (formerOwnerRole: string): Change => ({ kind: "transfer-ownership", email: bob, formerOwnerRole });

  test("leaves the former owner no owner", () => {
    expect(codes("ranked-roles", free, ada, transfer("owner"))).toEqual(["owner-by-transfer-only"]);
  });

  test("gives the former owner a role that is on the tier", () => {
    expect(codes("ranked-roles", free, ada, transfer("security-lead"))).toEqual(["role-not-on-tier"]);
    expect(codes("ranked-roles", { ...free, tier: "pro" }, ada, transfer("security-lead"))).toEqual([]);
  });
});
