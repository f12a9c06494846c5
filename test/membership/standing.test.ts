import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Reach, Role, RoleModel } from "../../src/membership/role-model.ts";
import { formatPlace, ORGANIZATION, type Place, parsePlace } from "../../src/membership/scope.ts";
import {
  type Actor,
  holdingAt,
  holdingsOf,
  holdsPermission,
  isKeystone,
  placeOfRequirement,
  placesAbove,
  reaches,
  requiredPermission,
} from "../../src/membership/standing.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { smallRoleModel } from "../_support/small-role-model.ts";

const EU: Place = { scope: "tenant", tenant: "eu" };
const WATCH: Place = { scope: "project", project: "watch" };
const LOOSE: Place = { scope: "project", project: "loose" };

const live: Sketch = {
  tier: "enterprise",
  roles: { recruiter: ["members:manage"] },
  members: {
    ada: "owner",
    eve: { role: "admin", overrides: { "audit-log:read": "deny" } },
    bob: "viewer",
    ivy: { role: "admin", status: "invited" },
  },
  tenants: { eu: { bob: "tenant-admin", ivy: "tenant-admin" } },
  projects: { "eu/watch": { bob: "project-viewer", zoe: "project-admin" }, loose: { bob: "project-admin" } },
};

const facts = (rules: RoleModel = model("standard"), sketch: Sketch = live) =>
  new OrganizationDraft(rules, organization(sketch));
const actor = (name: string, ceiling?: string): Actor => ({
  email: address(name),
  ...(ceiling === undefined ? {} : { ceiling }),
});

describe("a place", () => {
  test("is written and read back", () => {
    expect([ORGANIZATION, EU, WATCH].map(formatPlace)).toEqual(["organization", "tenants/eu", "projects/watch"]);
    for (const place of [ORGANIZATION, EU, WATCH]) expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  test("is below its tenant and the organization", () => {
    const above = (place: Place) => placesAbove(facts(), place).map(formatPlace);
    expect(above(ORGANIZATION)).toEqual(["organization"]);
    expect(above(EU)).toEqual(["organization", "tenants/eu"]);
    expect(above(WATCH)).toEqual(["organization", "tenants/eu", "projects/watch"]);
    expect(above(LOOSE)).toEqual(["organization", "projects/loose"]);
    expect(above({ scope: "project", project: "none" })).toEqual(["organization", "projects/none"]);
  });
});

describe("what somebody holds", () => {
  const roles = (who: Actor, place: Place, on = facts()) =>
    holdingsOf(on, who, place).map((holding) => `${holding.role.key} at ${formatPlace(holding.place)}`);

  test("is their role at the place and the ones above, widest first", () => {
    expect(roles(actor("Bob"), WATCH)).toEqual([
      "viewer at organization",
      "tenant-admin at tenants/eu",
      "project-viewer at projects/watch",
    ]);
    expect(roles(actor("bob"), ORGANIZATION)).toEqual(["viewer at organization"]);
  });

  test("is nothing while they are only invited, whatever grant waits for them", () => {
    expect(roles(actor("ivy"), EU)).toEqual([]);
    expect(roles(actor("zoe"), WATCH)).toEqual([]);
  });

  test("is the grant alone, where the role model wants no membership for it", () => {
    const rules = model("standard");
    const open = { ...rules, invitations: { ...rules.invitations, grantsRequireMembership: false } };
    expect(roles(actor("zoe"), WATCH, facts(open))).toEqual(["project-admin at projects/watch"]);
    expect(roles(actor("ivy"), EU, facts(open))).toEqual(["tenant-admin at tenants/eu"]);
  });

  test("is nothing where the role is gone", () => {
    const gone = facts(model("standard"), {
      members: { bob: "ghost", ada: "owner" },
      tenants: { eu: { ada: "ghost" } },
    });
    expect(holdingAt(gone, emailKey(address("bob")), ORGANIZATION)).toBeUndefined();
    expect(holdingAt(gone, emailKey(address("ada")), EU)).toBeUndefined();
  });
});

describe("a token under a ceiling", () => {
  const held = (who: Actor, place: Place, on = facts()) =>
    holdingsOf(on, who, place).map(({ role, permissions }) => [role.key, ...[...permissions].toSorted()]);

  test("has the lower of two roles, and the permissions that both have", () => {
    expect(held(actor("eve", "billing-admin"), ORGANIZATION)).toEqual([["billing-admin"]]);
    expect(held(actor("ada", "billing-admin"), ORGANIZATION)).toEqual([
      ["billing-admin", "audit-log:read", "billing:manage"],
    ]);
    expect(held(actor("bob", "admin"), ORGANIZATION)).toEqual([["viewer", "read"]]);
    expect(held(actor("eve", "recruiter"), ORGANIZATION)).toEqual([["admin", "members:manage"]]);
  });

  test("keeps its roles below, with the permissions that the ceiling has", () => {
    expect(held(actor("bob", "recruiter"), WATCH)).toEqual([
      ["viewer"],
      ["tenant-admin", "members:manage"],
      ["project-viewer"],
    ]);
  });

  test("that is no role has nothing", () => {
    expect(held(actor("ada", "ghost"), ORGANIZATION)).toEqual([["owner"]]);
  });

  test("keeps what a project names itself: no ceiling knows it", () => {
    const open = facts(model("custom-roles"), {
      roles: { admin: ["addRole"], clerk: ["logs"], dev: { scope: "project", permissions: ["deploy", "addRole"] } },
      members: { ada: "admin" },
      projects: { watch: { ada: "dev" } },
    });
    expect(held(actor("ada", "clerk"), WATCH, open)).toEqual([["admin"], ["dev", "deploy"]]);
  });

  test("on a platform without levels is named by its holder's role", () => {
    const rules = facts(model("custom-roles"), { roles: { a: ["logs"], b: ["logs"] }, members: { ada: "a" } });
    expect(held(actor("ada", "b"), ORGANIZATION, rules)).toEqual([["a", "logs"]]);
  });
});

describe("a permission", () => {
  test("held above holds below, and never the other way up", () => {
    const holds = (name: string, permission: string, place: Place) =>
      holdsPermission(facts(), actor(name), permission, place);
    expect(holds("ada", "members:manage", WATCH)).toBe(true);
    expect(holds("bob", "members:manage", EU)).toBe(true);
    expect(holds("bob", "members:manage", WATCH)).toBe(true);
    expect(holds("bob", "members:manage", ORGANIZATION)).toBe(false);
    expect(holds("eve", "audit-log:read", ORGANIZATION)).toBe(false);
  });

  test("is the one that the role model requires, for a field as well", () => {
    const rules = facts();
    expect(requiredPermission(rules, "organization.update")).toBe("settings:manage");
    expect(requiredPermission(rules, "organization.update", "title")).toBe("settings:manage");
    expect(requiredPermission(rules, "organization.update", "tier")).toBe("billing:manage");
    expect(requiredPermission(rules, "ownership.transfer")).toBeUndefined();
  });

  test("is looked for at the scope that the action names, if the place is within one", () => {
    const at = (action: "project.delete" | "project.update" | "tenant.delete" | "ownership.transfer", place: Place) =>
      formatPlace(placeOfRequirement(facts(), action, place));
    expect(at("project.delete", WATCH)).toBe("tenants/eu");
    expect(at("project.delete", LOOSE)).toBe("projects/loose");
    expect(at("project.update", WATCH)).toBe("projects/watch");
    expect(at("tenant.delete", EU)).toBe("organization");
    expect(at("ownership.transfer", WATCH)).toBe("projects/watch");
  });
});

describe("a role", () => {
  const role = (key: string, level: number | undefined): Role => ({
    key,
    scope: "organization",
    title: key,
    level,
    permissions: new Set(),
    custom: false,
    tiers: undefined,
    assigns: "any",
    manages: "any",
  });

  test.each<[Reach, number | undefined, number | undefined, boolean]>([
    ["any", 1, 100, true],
    ["at-or-below", 50, 49, true],
    ["at-or-below", 50, 50, true],
    ["at-or-below", 50, 51, false],
    ["below", 50, 49, true],
    ["below", 50, 50, false],
    ["below", 50, 51, false],
    ["below", undefined, 51, true],
    ["below", 50, undefined, true],
    ["at-or-below", undefined, undefined, true],
    [new Set(["target"]), 1, 100, true],
    [new Set(["other"]), 100, 1, false],
  ])("that reaches %s with level %s reaches one of level %s: %s", (reach, own, other, expected) => {
    expect(reaches(reach, role("own", own), role("target", other))).toBe(expected);
  });

  test("is the keystone by its key, at the organization alone", () => {
    const rules = facts();
    expect(isKeystone(rules, role("owner", 100))).toBe(true);
    expect(isKeystone(rules, role("admin", 100))).toBe(false);
    expect(isKeystone(rules, { ...role("owner", 100), scope: "project" })).toBe(false);
  });

  test("is the keystone by the permission that it contains", () => {
    const ownership = { keystone: { permission: "manage" }, count: "at-least-one", handover: "assign" } as const;
    const rules = facts(compileRoleModel(smallRoleModel({ ownership })));
    expect(isKeystone(rules, { ...role("x", 1), permissions: new Set(["read", "manage"]) })).toBe(true);
    expect(isKeystone(rules, { ...role("x", 1), permissions: new Set(["read"]) })).toBe(false);
    expect(isKeystone(rules, { ...role("x", 1), scope: "tenant", permissions: new Set(["manage"]) })).toBe(false);
  });
});
