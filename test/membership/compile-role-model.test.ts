import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import type { RoleModelDocument } from "../../src/membership/generated/role-model-document.ts";
import { ACTIONS, type Action, tryFindBuiltInRole } from "../../src/membership/role-model.ts";
import type { Scope } from "../../src/membership/scope.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { type RoleModelChanges, smallRoleModel } from "../_support/small-role-model.ts";

const compiled = (changes: RoleModelChanges = {}) => compileRoleModel(smallRoleModel(changes));

test("a role model says what it is called, and whom it follows", () => {
  expect(compiled()).toMatchObject({ key: "small", title: "Small", source: "A test" });
});

describe("scopes", () => {
  test("are the ones that the document has, from the widest", () => {
    expect([...compiled().scopes]).toEqual([
      ["organization", { within: undefined, open: false }],
      ["tenant", { within: undefined, open: false }],
      ["project", { within: "tenant", open: false }],
    ]);
    expect([...compiled({ scopes: { organization: {}, project: { open: true } } }).scopes]).toEqual([
      ["organization", { within: undefined, open: false }],
      ["project", { within: undefined, open: true }],
    ]);
  });
});

test("a permission is one of the organization and not sensitive, where nothing else is said", () => {
  expect([...compiled().permissions.values()]).toEqual([
    {
      key: "manage",
      title: "Manage everything",
      description: undefined,
      scopes: new Set(["organization", "tenant"]),
      sensitive: true,
    },
    {
      key: "pay",
      title: "Pay",
      description: "Bills and tiers",
      scopes: new Set(["organization"]),
      sensitive: false,
    },
    {
      key: "read",
      title: "Read",
      description: undefined,
      scopes: new Set(["organization", "tenant", "project"]),
      sensitive: false,
    },
  ]);
});

describe("actions", () => {
  const scopeOf = (document: RoleModelChanges, action: Action) =>
    compiled({ ...document, actions: { [action]: "manage" } }).actions.get(action)?.scope;
  const flat = { scopes: { organization: {}, project: {} } };

  test.each<[Action, Scope]>([
    ["organization.update", "organization"],
    ["ownership.transfer", "organization"],
    ["member.invite", "organization"],
    ["invitation.resend", "organization"],
    ["role.create", "organization"],
    ["audit.read", "organization"],
    ["tenant.create", "organization"],
    ["tenant.update", "tenant"],
    ["tenant.assign-role", "tenant"],
    ["project.create", "tenant"],
    ["project.update", "project"],
    ["project.remove-member", "project"],
  ])("%s looks for its permission at the %s", (action, scope) => {
    expect(scopeOf({}, action)).toBe(scope);
  });

  test("a project is created at the organization, where there are no tenants", () => {
    expect(scopeOf(flat, "project.create")).toBe("organization");
    expect(scopeOf({ scopes: { organization: {} } }, "project.create")).toBe("organization");
  });

  test("say their permission, the scope where it is another, and the fields that need more", () => {
    const { actions } = compiled({
      actions: {
        "organization.update": { permission: "manage", fields: { tier: "pay" } },
        "tenant.delete": { permission: "manage", scope: "organization" },
        "member.invite": "manage",
      },
    });
    expect(Object.fromEntries(actions)).toEqual({
      "organization.update": { permission: "manage", scope: "organization", fields: new Map([["tier", "pay"]]) },
      "member.invite": { permission: "manage", scope: "organization", fields: new Map() },
      "tenant.delete": { permission: "manage", scope: "organization", fields: new Map() },
    });
  });

  test("that a document may name are known to the engine, each of them", () => {
    const all = compiled({ actions: Object.fromEntries(ACTIONS.map((action) => [action, "read"])) });
    expect([...all.actions.keys()]).toEqual(ACTIONS);
    for (const { actions } of builtInDocuments()) expect(ACTIONS).toEqual(expect.arrayContaining(Object.keys(actions)));
    const named = new Set(builtInDocuments().flatMap(({ actions }) => Object.keys(actions)));
    expect([...named].toSorted()).toEqual(ACTIONS.toSorted());
  });
});

describe("roles", () => {
  test("are those of each scope, with what was left out filled in", () => {
    const { roles } = compiled();
    expect([...roles.keys()]).toEqual(["organization", "tenant", "project"]);
    expect([...(roles.get("project") ?? [])]).toEqual([]);
    expect(Object.fromEntries(roles.get("organization") ?? [])).toEqual({
      owner: {
        key: "owner",
        scope: "organization",
        title: "Owner",
        level: 100,
        permissions: new Set(["manage", "pay", "read"]),
        custom: false,
        tiers: undefined,
        assigns: "at-or-below",
        manages: "at-or-below",
      },
      member: {
        key: "member",
        scope: "organization",
        title: "Member",
        level: 40,
        permissions: new Set(["read"]),
        custom: false,
        tiers: undefined,
        assigns: new Set(),
        manages: "below",
      },
    });
  });

  test("of a lower scope have all permissions of that scope, where they have all", () => {
    expect(tryFindBuiltInRole(compiled(), "tenant", "lead")?.permissions).toEqual(new Set(["manage", "read"]));
    const lead = { title: "Lead", level: 80, permissions: { "all-except": ["read"] } };
    const except = compiled({ roles: { tenant: { lead }, organization: { owner: { ...lead, tiers: ["large"] } } } });
    expect(tryFindBuiltInRole(except, "tenant", "lead")?.permissions).toEqual(new Set(["manage"]));
    const owner = tryFindBuiltInRole(except, "organization", "owner");
    expect(owner?.permissions).toEqual(new Set(["manage", "pay"]));
    expect(owner?.tiers).toEqual(new Set(["large"]));
    expect(tryFindBuiltInRole(except, "project", "lead")).toBeUndefined();
  });

  test("need not be there at all", () => {
    const { roles } = compiled({ roles: {}, founding: { role: "chief" } });
    expect([...roles.values()].map(({ size }) => size)).toEqual([0, 0, 0]);
    expect(tryFindBuiltInRole({ ...compiled(), roles: new Map() }, "tenant", "lead")).toBeUndefined();
  });
});

describe("custom roles", () => {
  test("are bound by what their maker and giver hold, and reach what is at or below, where nothing else is said", () => {
    expect(compiled().customRoles).toEqual({
      scopes: new Set(["organization"]),
      tiers: new Set(["large"]),
      assigns: "at-or-below",
      manages: "at-or-below",
      contained: new Set(["define", "assign"]),
    });
  });

  test("are as the document says", () => {
    const customRoles: RoleModelDocument["customRoles"] = {
      scopes: ["organization", "project"],
      assigns: "any",
      manages: ["member"],
      contained: ["assign"],
    };
    expect(compiled({ customRoles }).customRoles).toEqual({
      scopes: new Set(["organization", "project"]),
      tiers: undefined,
      assigns: "any",
      manages: new Set(["member"]),
      contained: new Set(["assign"]),
    });
  });

  test("are not possible where the document says nothing of them", () => {
    const { customRoles: _, ...without } = smallRoleModel();
    expect(compileRoleModel(without).customRoles).toBeUndefined();
  });
});

describe("fields", () => {
  test("are required and billed only where it is said", () => {
    const kind = { title: "Kind", type: "enum", values: ["a", "b"], required: true } as const;
    const { attributes, settings } = compiled({ attributes: { kind: { ...kind, values: [...kind.values] } } });
    expect([...attributes.values()]).toEqual([
      {
        key: "kind",
        title: "Kind",
        type: "enum",
        values: ["a", "b"],
        required: true,
        default: undefined,
        defaultFrom: undefined,
        billed: false,
      },
    ]);
    expect(settings.get("seats")).toEqual({
      key: "seats",
      title: "Seats",
      type: "integer",
      values: [],
      required: false,
      default: 0,
      defaultFrom: undefined,
      billed: true,
    });
    expect(compiled().attributes.get("pace")).toMatchObject({ defaultFrom: "pace", default: undefined });
  });

  test("and overrides need not be there", () => {
    const { attributes: _a, settings: _s, overrides: _o, ...rest } = smallRoleModel();
    const { attributes, settings, overridable } = compileRoleModel(rest);
    expect([attributes.size, settings.size, overridable.size]).toEqual([0, 0, 0]);
    expect(compiled().overridable).toEqual(new Set(["read"]));
  });
});

test("a tier without a limit has room for everybody", () => {
  expect([...compiled().tiers.values()]).toEqual([
    { key: "small", title: "Small", memberLimit: 3, extraSeats: "seats" },
    { key: "large", title: "Large", memberLimit: undefined, extraSeats: undefined },
  ]);
});

test("invitations take a seat and grants need a member, where nothing else is said", () => {
  expect(compiled().invitations).toEqual({
    lifetimeDays: 7,
    pendingTakesSeat: true,
    grantsRequireMembership: true,
    direct: new Map([["project", "member"]]),
  });
  const other = { lifetimeDays: 3, pendingTakesSeat: false, grantsRequireMembership: false };
  expect(compiled({ invitations: other }).invitations).toEqual({ ...other, direct: new Map() });
});

describe("a new organization", () => {
  test("is its creator's, who holds the keystone role", () => {
    expect(compiled().founding).toEqual({ role: "owner", roles: [] });
  });

  test("starts with the roles that its role model founds", () => {
    const roles = { chief: { title: "Chief", permissions: ["manage"] }, scribe: { permissions: ["read"] } };
    expect(compiled({ founding: { role: "chief", roles } }).founding).toEqual({
      role: "chief",
      roles: [
        { key: "chief", title: "Chief", permissions: ["manage"] },
        { key: "scribe", title: "scribe", permissions: ["read"] },
      ],
    });
  });

  test("has an owner by name only where the keystone is a role", () => {
    const ownership = { keystone: { permission: "manage" }, count: "at-least-one", handover: "assign" } as const;
    const model = compiled({ ownership });
    expect(model.founding.role).toBe("");
    expect(model.ownership).toEqual({ ...ownership, formerOwnerRole: undefined });
    const transfer = { keystone: { role: "owner" }, count: "exactly-one", handover: "transfer" } as const;
    expect(compiled({ ownership: { ...transfer, formerOwnerRole: "member" } }).ownership.formerOwnerRole).toBe(
      "member",
    );
  });
});
