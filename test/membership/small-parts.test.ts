import { describe, expect, test } from "vitest";
import { customRole, derivedLevel } from "../../src/membership/custom-role.ts";
import { COLLECTIONS } from "../../src/membership/declaration.ts";
import { emailKey } from "../../src/membership/email.ts";
import { patched } from "../../src/membership/patch.ts";
import { promises, withoutPromise } from "../../src/membership/promise.ts";
import { REFUSAL_CODES, sortRefusals } from "../../src/membership/refusal.ts";
import { describeReach, describeRole, list } from "../../src/membership/refusal-text.ts";
import type { Role } from "../../src/membership/role-model.ts";
import { SCOPES } from "../../src/membership/scope.ts";
import { model } from "../_support/build.ts";

describe("an address", () => {
  test("is the same in whatever letter case and composition", () => {
    expect(emailKey("Ada@Acme.Example")).toBe("ada@acme.example");
    expect(emailKey("ada+x@acme.example")).toBe("ada+x@acme.example");
    expect(emailKey("RENE\u0301@acme.example")).toBe("ren\u00e9@acme.example");
    expect(emailKey("REN\u00c9@acme.example")).toBe(emailKey("rene\u0301@acme.example"));
    expect(emailKey("z@acme.exampleZ")).toBe("z@acme.examplez");
    expect(emailKey("Z@acme.example")).toBe("z@acme.example");
  });
});

test("a patch sets what it names, takes away what is null, and leaves the rest and the original", () => {
  const values = { a: 1, b: 2 };
  expect(patched(values, { b: null, c: 3 })).toEqual({ a: 1, c: 3 });
  expect(patched(values)).toEqual(values);
  expect(values).toEqual({ a: 1, b: 2 });
});

describe("a promise of an invitation", () => {
  const gus = { email: "gus@acme.example", role: "member", status: "invited", attributes: {}, overrides: {} } as const;
  const target = { place: { scope: "project", project: "watch" }, role: "project-viewer" } as const;
  const invited = { ...gus, invitation: { id: "i", expiresAt: "2026-12-01T00:00:00Z", target } };

  test("leads to one place", () => {
    expect(promises(invited, target.place)).toBe(true);
    expect(promises(invited, { scope: "project", project: "band" })).toBe(false);
    expect(promises(invited, { scope: "tenant", tenant: "watch" })).toBe(false);
    expect(promises({ ...gus, invitation: { id: "i" } }, target.place)).toBe(false);
    expect(promises(gus, target.place)).toBe(false);
  });

  test("is taken out of it, and the invitation stays", () => {
    expect(withoutPromise(invited)).toEqual({ ...gus, invitation: { id: "i", expiresAt: "2026-12-01T00:00:00Z" } });
    expect(withoutPromise(gus)).toBe(gus);
  });
});

describe("the level of a custom role", () => {
  const level = (scope: "organization" | "project", ...held: string[]) =>
    derivedLevel(model("standard"), scope, new Set(held));

  test("is the lowest that contains it, else the highest of its scope", () => {
    expect([level("organization"), level("organization", "read"), level("organization", "issues:triage")]).toEqual([
      20, 20, 40,
    ]);
    expect([level("organization", "organization:delete"), level("organization", "no:such")]).toEqual([100, 100]);
    expect([level("project", "build"), level("project", "project:manage"), level("project", "no:such")]).toEqual([
      60, 80, 80,
    ]);
  });

  test("is none where nothing is ranked", () => {
    expect(derivedLevel(model("custom-roles"), "organization", new Set(["logs"]))).toBeUndefined();
    expect(derivedLevel({ ...model("standard"), roles: new Map() }, "organization", new Set())).toBeUndefined();
    const unranked = model("standard");
    const roles = new Map(
      [...(unranked.roles.get("organization") ?? [])].map(([key, role]) => [key, { ...role, level: undefined }]),
    );
    expect(
      derivedLevel({ ...unranked, roles: new Map([["organization", roles]]) }, "organization", new Set()),
    ).toBeUndefined();
  });

  test("comes with the role, and with what the platform says of custom roles", () => {
    const role = { key: "x", scope: "organization", title: "Ex", permissions: ["read"] } as const;
    expect(customRole(model("standard"), role)).toEqual({
      key: "x",
      scope: "organization",
      title: "Ex",
      level: 20,
      permissions: new Set(["read"]),
      custom: true,
      tiers: new Set(["enterprise"]),
      assigns: "at-or-below",
      manages: "at-or-below",
    });
    const none = customRole(model("member-types"), { ...role, title: undefined });
    expect([none.title, none.tiers, none.assigns, none.manages]).toEqual(["x", undefined, new Set(), new Set()]);
  });
});

describe("the words of a refusal", () => {
  const role: Role = {
    key: "admin",
    scope: "organization",
    title: "Admin",
    level: 80,
    permissions: new Set(),
    custom: false,
    tiers: undefined,
    assigns: "at-or-below",
    manages: "below",
  };

  test("list a few things as people do, and of many how many are left", () => {
    expect(list([])).toBe("");
    expect(list(["a"])).toBe("a");
    expect(list(["a", "b"])).toBe("a and b");
    expect(list(["a", "b", "c"])).toBe("a, b and c");
    expect(list([..."abcdefgh"])).toBe("a, b, c, d, e, f, g and h");
    expect(list([..."abcdefghij"])).toBe("a, b, c, d, e, f, g, h and 2 more");
  });

  test("name a role with its level, where it has one", () => {
    expect(describeRole(role)).toBe("admin (level 80)");
    expect(describeRole({ ...role, level: undefined })).toBe("admin");
  });

  test("say how far a role reaches", () => {
    expect(describeReach("assign", role)).toBe("admin may assign roles at or below level 80");
    expect(describeReach("manage", role)).toBe("admin may manage roles below level 80");
    expect(describeReach("assign", { ...role, assigns: "any" })).toBe("admin may assign every role");
    expect(describeReach("assign", { ...role, assigns: new Set() })).toBe("admin may assign no role");
    expect(describeReach("manage", { ...role, manages: new Set(["b", "c"]) })).toBe("admin may manage b and c only");
  });
});

test("reasons are reported in the order of their codes: authority, then invariants, then look-ups", () => {
  expect(REFUSAL_CODES).toEqual([
    "permission-missing",
    "role-above-actor",
    "member-above-actor",
    "permission-not-held",
    "self-promotion",
    "owner-by-transfer-only",
    "owner-must-be-active",
    "last-owner",
    "role-not-on-tier",
    "custom-roles-not-on-tier",
    "seat-limit-reached",
    "role-in-use",
    "not-an-organization-member",
    "permission-not-overridable",
    "attribute-required",
    "attribute-invalid",
    "unknown-role",
    "unknown-permission",
    "unknown-member",
    "unknown-tenant",
    "unknown-project",
    "wrong-scope",
    "already-a-member",
    "already-invited",
    "already-exists",
    "invitation-expired",
    "invitation-not-pending",
  ]);
  const backwards = REFUSAL_CODES.toReversed().map((code) => ({ code, address: "organization", message: "" }));
  expect(sortRefusals(backwards).map(({ code }) => code)).toEqual(REFUSAL_CODES);
  expect(backwards[0]?.code).toBe("invitation-not-pending");
});

test("scopes are from the widest down, and collections are what a charter can leave undeclared", () => {
  expect(SCOPES).toEqual(["organization", "tenant", "project"]);
  expect(COLLECTIONS).toEqual(["members", "roles", "tenants", "projects", "grants"]);
});
