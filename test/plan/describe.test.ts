import { describe, expect, test } from "vitest";
import { addressOf, type PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { describe as describeChange } from "../../src/plan/describe.ts";
import { address, model, organization } from "../_support/build.ts";

const EMAIL = address("bob");
const BOB = emailKey(EMAIL);
const grants = new Map([[BOB, { email: EMAIL, role: "tenant-member", etag: "g1" }]]);

/** One of everything, each with a version. */
const LIVE: Organization = {
  ...organization({
    title: "Acme",
    tier: "pro",
    settings: { seats: 2 },
    roles: { clerk: { title: "Clerk", permissions: ["read"], etag: "r1" } },
    members: {
      ada: { role: "owner", etag: "m1" },
      bob: {
        role: "member",
        etag: "m2",
        attributes: { memberType: "external" },
        overrides: { "audit-log:read": "allow" },
      },
      ivy: { role: "viewer", status: "invited", etag: "m3" },
      eve: { role: "viewer", status: "expired" },
    },
  }),
  tenants: new Map([
    ["eu", { key: "eu", title: "Europe", members: grants, etag: "t1" }],
    ["us", { key: "us", title: undefined, members: new Map() }],
  ]),
  projects: new Map([
    ["watch", { key: "watch", title: "Watch", tenant: "eu", members: grants, etag: "p1" }],
    ["ring", { key: "ring", title: undefined, tenant: undefined, members: new Map(), etag: "p2" }],
  ]),
};

function described(change: PlannableChange, on = "standard") {
  return describeChange(new OrganizationDraft(model(on), LIVE), change);
}

/** One test a row, titled by its change. */
function eachChange<Rest extends unknown[]>(rows: readonly (readonly [PlannableChange, ...Rest])[]) {
  return (title: string, check: (change: PlannableChange, ...rest: Rest) => void) => {
    for (const [change, ...rest] of rows)
      test(`${title}: ${change.kind} ${addressOf(change)}`, () => check(change, ...rest));
  };
}

describe("what is made new", () => {
  eachChange<[object]>([
    [
      { kind: "create-role", role: "aide", scope: "organization", title: "Aide", permissions: ["read"] },
      { scope: "organization", title: "Aide", permissions: ["read"] },
    ],
    [
      { kind: "invite-member", email: address("new"), role: "member", attributes: { memberType: "employee" } },
      { role: "member", attributes: { memberType: "employee" } },
    ],
    [{ kind: "create-tenant", tenant: "jp", title: "Japan" }, { title: "Japan" }],
    [{ kind: "create-project", project: "belt", tenant: "eu" }, { tenant: "eu" }],
    [{ kind: "grant-tenant-role", tenant: "us", email: EMAIL, role: "tenant-admin" }, { role: "tenant-admin" }],
    [{ kind: "grant-project-role", project: "ring", email: EMAIL, role: "project-viewer" }, { role: "project-viewer" }],
  ])("is nothing before, its fields after, and must not be there yet", (change, after) => {
    expect(described(change)).toStrictEqual({ before: null, after, expects: { absent: true } });
  });
});

describe("what is edited", () => {
  test("of an organization shows the fields that change, and null where there was nothing", () => {
    const change: PlannableChange = {
      kind: "update-organization",
      title: "Acme Ltd",
      settings: { seats: 3, region: "eu" },
    };
    expect(described(change)).toStrictEqual({
      before: { title: "Acme", settings: { seats: 2, region: null } },
      after: { title: "Acme Ltd", settings: { seats: 3, region: "eu" } },
      expects: {},
    });
    expect(described({ kind: "update-organization", tier: "enterprise" })).toStrictEqual({
      before: { tier: "pro" },
      after: { tier: "enterprise" },
      expects: {},
    });
  });

  eachChange<[object, object, string]>([
    [
      { kind: "update-role", role: "clerk", permissions: ["read", "issues:triage"] },
      { permissions: ["read"] },
      { permissions: ["read", "issues:triage"] },
      "r1",
    ],
    [{ kind: "update-tenant", tenant: "eu", title: "EU" }, { title: "Europe" }, { title: "EU" }, "t1"],
    [
      { kind: "update-project", project: "ring", tenant: "eu", title: "Ring" },
      { tenant: null, title: null },
      { tenant: "eu", title: "Ring" },
      "p2",
    ],
  ])("shows the fields before and after, and the version", (change, before, after, etag) => {
    expect(described(change)).toStrictEqual({ before, after, expects: { etag } });
  });

  test("expects no version where the API gave none", () => {
    expect(described({ kind: "update-tenant", tenant: "us", title: "US" }).expects).toStrictEqual({});
  });

  test("of a member shows role, attributes or overrides, and expects the role and version that were read", () => {
    const expects = { role: "member", etag: "m2" };
    expect(described({ kind: "change-role", email: EMAIL, role: "admin" })).toStrictEqual({
      before: { role: "member" },
      after: { role: "admin" },
      expects,
    });
    expect(
      described({ kind: "update-attributes", email: EMAIL, attributes: { memberType: null, team: "core" } }),
    ).toStrictEqual({
      before: { attributes: { memberType: "external", team: null } },
      after: { attributes: { memberType: null, team: "core" } },
      expects,
    });
    expect(
      described({
        kind: "override-permissions",
        email: EMAIL,
        overrides: { "audit-log:read": null, "policies:create": "deny" },
      }),
    ).toStrictEqual({
      before: { permissions: { "audit-log:read": "allow", "policies:create": null } },
      after: { permissions: { "audit-log:read": null, "policies:create": "deny" } },
      expects,
    });
  });

  eachChange<[object]>([
    [{ kind: "change-tenant-role", tenant: "eu", email: EMAIL, role: "tenant-admin" }, { role: "tenant-admin" }],
    [{ kind: "change-project-role", project: "watch", email: EMAIL, role: "project-admin" }, { role: "project-admin" }],
  ])("below shows both roles, and expects the one that was read", (change, after) => {
    expect(described(change)).toStrictEqual({
      before: { role: "tenant-member" },
      after,
      expects: { role: "tenant-member", etag: "g1" },
    });
  });
});

describe("what is taken away", () => {
  eachChange<[object, object]>([
    [
      { kind: "delete-role", role: "clerk" },
      { scope: "organization", title: "Clerk", permissions: ["read"] },
      { etag: "r1" },
    ],
    [{ kind: "delete-tenant", tenant: "eu" }, { title: "Europe" }, { etag: "t1" }],
    [{ kind: "delete-tenant", tenant: "us" }, { title: null }, {}],
    [{ kind: "delete-project", project: "watch" }, { title: "Watch" }, { etag: "p1" }],
    [{ kind: "remove-member", email: EMAIL }, { role: "member" }, { role: "member", etag: "m2" }],
    [
      { kind: "cancel-invitation", email: address("ivy") },
      { role: "viewer" },
      { role: "viewer", etag: "m3", invitation: "inv-ivy" },
    ],
    [
      { kind: "revoke-tenant-role", tenant: "eu", email: EMAIL },
      { role: "tenant-member" },
      { role: "tenant-member", etag: "g1" },
    ],
    [
      { kind: "revoke-project-role", project: "watch", email: EMAIL },
      { role: "tenant-member" },
      { role: "tenant-member", etag: "g1" },
    ],
  ])("is its fields before, nothing after, and must be what was read", (change, before, expects) => {
    expect(described(change)).toStrictEqual({ before, after: null, expects });
  });

  test.each<PlannableChange>([
    { kind: "delete-role", role: "none" },
    { kind: "delete-tenant", tenant: "none" },
    { kind: "delete-project", project: "none" },
    { kind: "remove-member", email: address("none") },
    { kind: "cancel-invitation", email: address("none") },
    { kind: "revoke-tenant-role", tenant: "eu", email: address("none") },
    { kind: "revoke-project-role", project: "none", email: EMAIL },
  ])("was nothing before where it is not there: $kind", (change) => {
    expect(described(change)).toStrictEqual({ before: null, after: null, expects: {} });
  });
});

describe("an edit of what is not there", () => {
  eachChange<[object | null]>([
    [{ kind: "change-role", email: address("none"), role: "admin" }, null],
    [
      { kind: "update-attributes", email: address("none"), attributes: { team: "core" } },
      { attributes: { team: null } },
    ],
    [
      { kind: "override-permissions", email: address("none"), overrides: { read: "deny" } },
      { permissions: { read: null } },
    ],
    [{ kind: "change-tenant-role", tenant: "none", email: EMAIL, role: "tenant-admin" }, null],
    [{ kind: "update-role", role: "none", title: "None" }, { title: null }],
    [{ kind: "transfer-ownership", email: address("none") }, null],
  ])("was nothing before and expects nothing", (change, before) => {
    const made = described(change);
    expect([made.before, made.expects]).toStrictEqual([before, {}]);
  });
});

describe("an invitation that is sent again", () => {
  test("goes from expired to invited, and names the invitation that was read", () => {
    expect(described({ kind: "resend-invitation", email: address("eve") })).toStrictEqual({
      before: { status: "expired" },
      after: { status: "invited" },
      expects: { role: "viewer", invitation: "inv-eve" },
    });
  });
});

describe("a transfer of ownership", () => {
  test("gives the keystone's role, and says what the former owner becomes where the charter says it", () => {
    const change: PlannableChange = { kind: "transfer-ownership", email: EMAIL };
    const expects = { role: "member", etag: "m2" };
    expect(described(change, "ranked-roles")).toStrictEqual({
      before: { role: "member" },
      after: { role: "owner" },
      expects,
    });
    expect(described({ ...change, formerOwnerRole: "viewer" }, "ranked-roles").after).toStrictEqual({
      role: "owner",
      formerOwnerRole: "viewer",
    });
  });

  test("gives no role where the keystone is a permission", () => {
    expect(described({ kind: "transfer-ownership", email: EMAIL }, "custom-roles").after).toStrictEqual({});
  });
});
