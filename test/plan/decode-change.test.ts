import { describe, expect, test } from "vitest";
import { addressOf, type PlannableChange } from "../../src/membership/change.ts";
import { changeId } from "../../src/plan/change-id.ts";
import { decodePlan, digestOf, encodePlan } from "../../src/plan/plan-document.ts";
import { planOf } from "../_support/plan-of.ts";

const email = "o/k+1@acme.example";
const target = { place: { scope: "tenant", tenant: "eu" }, role: "tenant-member" } as const;

/** A change, and what its line says of it besides kind and address. */
const LINES: readonly (readonly [PlannableChange, Readonly<Record<string, unknown>> | null])[] = [
  [
    { kind: "update-organization", tier: "pro", settings: { seats: null } },
    { tier: "pro", settings: { seats: null } },
  ],
  [
    { kind: "transfer-ownership", email, formerOwnerRole: "admin" },
    { role: "owner", formerOwnerRole: "admin" },
  ],
  [{ kind: "transfer-ownership", email }, { role: "owner" }],
  [
    { kind: "create-role", role: "clerk", scope: "project", permissions: ["read"] },
    { scope: "project", permissions: ["read"] },
  ],
  [{ kind: "update-role", role: "clerk", title: "Clerk" }, { title: "Clerk" }],
  [{ kind: "delete-role", role: "clerk" }, null],
  [
    { kind: "invite-member", email, role: "member", attributes: {}, target },
    { role: "member", attributes: {}, target },
  ],
  [{ kind: "cancel-invitation", email }, null],
  [{ kind: "resend-invitation", email }, { status: "invited" }],
  [{ kind: "change-role", email, role: "admin" }, { role: "admin" }],
  [{ kind: "update-attributes", email, attributes: { team: "core" } }, { attributes: { team: "core" } }],
  [{ kind: "override-permissions", email, overrides: { read: "deny" } }, { permissions: { read: "deny" } }],
  [{ kind: "remove-member", email }, null],
  [{ kind: "remove-member", email: "tenants/eu/members/bob@acme.example" }, null],
  [{ kind: "create-tenant", tenant: "eu", title: "Europe" }, { title: "Europe" }],
  [{ kind: "update-tenant", tenant: "eu", title: "EU" }, { title: "EU" }],
  [{ kind: "delete-tenant", tenant: "eu" }, null],
  [{ kind: "grant-tenant-role", tenant: "eu", email, role: "tenant-admin" }, { role: "tenant-admin" }],
  [{ kind: "change-tenant-role", tenant: "eu", email, role: "tenant-admin" }, { role: "tenant-admin" }],
  [{ kind: "revoke-tenant-role", tenant: "eu", email }, null],
  [{ kind: "create-project", project: "watch", tenant: "eu" }, { tenant: "eu" }],
  [{ kind: "update-project", project: "watch", title: "Watch" }, { title: "Watch" }],
  [{ kind: "delete-project", project: "watch" }, null],
  [{ kind: "grant-project-role", project: "watch", email, role: "project-admin" }, { role: "project-admin" }],
  [{ kind: "change-project-role", project: "watch", email, role: "project-admin" }, { role: "project-admin" }],
  [{ kind: "revoke-project-role", project: "watch", email }, null],
];

describe("a plan's file", () => {
  for (const [change, after] of LINES) {
    test(`holds ${change.kind} of ${addressOf(change)} as kind, address and what will be`, () => {
      const plan = planOf([{ change }]);
      const document = encodePlan({ ...plan, changes: plan.changes.map((line) => ({ ...line, after })) });
      const [line] = document.changes;
      expect([line?.kind, line?.address, line?.after]).toStrictEqual([change.kind, addressOf(change), after]);
      expect(line).not.toHaveProperty("change");
      expect(decodePlan(structuredClone(document)).changes[0]?.change).toStrictEqual(change);
    });
  }

  test("starts with its format, says everything of the plan, and gives the plan back", () => {
    const plan = planOf([{ change: { kind: "remove-member", email } }], { allowed: ["too-many-owners"] });
    const document = encodePlan(plan);
    expect(Object.keys(document).slice(0, 3)).toStrictEqual(["format", "organization", "digest"]);
    expect(document.format).toBe("charter-plan/v1");
    expect(decodePlan(structuredClone(document))).toStrictEqual(plan);
  });

  test("has one digest whatever it expires next, and another for anything else", () => {
    const document = encodePlan(planOf([{ change: { kind: "remove-member", email } }]));
    const digest = digestOf(document);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const expiring = [{ address: "members/x", until: "2026-12-31" }] as never;
    expect(digestOf({ ...document, expiring, digest: "sha256:other" })).toBe(digest);
    expect(digestOf({ ...document, api: "https://elsewhere.example" })).not.toBe(digest);
    expect(decodePlan({ ...document, expiring })).not.toHaveProperty("expiring");
  });
});

test("changes are named from c1 on", () => {
  expect([changeId(0), changeId(9)]).toStrictEqual(["c1", "c10"]);
});
