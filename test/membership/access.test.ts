import { describe, expect, test } from "vitest";
import {
  effectiveAccess,
  holdersOfCustomRole,
  privilegeOf,
  promisedPermissions,
  type Standing,
  standingsTouchedBy,
} from "../../src/membership/access.ts";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import { formatPlace, ORGANIZATION, type Place } from "../../src/membership/scope.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const EU: Place = { scope: "tenant", tenant: "eu" };
const WATCH: Extract<Place, { scope: "project" }> = { scope: "project", project: "watch" };
const target: InvitationTarget = { place: WATCH, role: "project-viewer" };

const live: Sketch = {
  tier: "enterprise",
  roles: { scribe: ["read"], tester: { scope: "project", permissions: ["build"] } },
  members: {
    ada: "owner",
    al: { role: "owner", status: "invited" },
    bob: { role: "member", overrides: { "audit-log:read": "allow", "issues:triage": "deny" } },
    cy: "scribe",
    di: { role: "scribe", status: "invited" },
    gus: { role: "member", status: "invited", invitation: { id: "i", target } },
    hal: { role: "member", status: "expired", invitation: { id: "j", target } },
  },
  tenants: { eu: { bob: "tenant-admin" }, us: { cy: "tenant-member" } },
  projects: { "eu/watch": { bob: "project-viewer", cy: "tester" }, "us/band": { cy: "tester", ada: "project-viewer" } },
};

const draft = (sketch: Sketch = live, on = "standard") => new OrganizationDraft(model(on), organization(sketch));
const key = (name: string): EmailKey => emailKey(address(name));

describe("effective access", () => {
  const of = (name: string, ...places: Place[]) =>
    effectiveAccess(draft(), key(name), places).map(({ place, role, permissions }) => ({
      at: formatPlace(place),
      role,
      has: permissions.map(({ permission, through }) => `${permission} through ${through}`),
    }));

  test("is what somebody holds at a place and what flows down to it, each permission once, by the widest that gives it", () => {
    const own = [
      "api-keys:create through organization role member",
      "audit-log:read through override",
      "policies:create through organization role member",
      "read through organization role member",
    ];
    const tenant = ["members:manage", "projects:access", "projects:manage", "settings:manage"].map(
      (permission) => `${permission} through tenants/eu role tenant-admin`,
    );
    expect(of("bob", EU, WATCH)).toEqual([
      { at: "organization", role: "member", has: own },
      { at: "tenants/eu", role: "tenant-admin", has: [...own, ...tenant] },
      { at: "projects/watch", role: "project-viewer", has: [...own, ...tenant] },
    ]);
  });

  test("at a place where somebody has no role is what comes from above", () => {
    const read = ["read through organization role scribe"];
    expect(of("cy", EU)).toEqual([
      { at: "organization", role: "scribe", has: read },
      { at: "tenants/eu", role: undefined, has: read },
    ]);
  });

  test("is nothing for whoever is only invited, or unknown", () => {
    for (const name of ["gus", "zoe"])
      expect(of(name, WATCH)).toEqual([
        { at: "organization", role: undefined, has: [] },
        { at: "projects/watch", role: undefined, has: [] },
      ]);
  });
});

describe("what an invitation promises", () => {
  const of = (name: string, place: Place, on = draft()) => [...promisedPermissions(on, key(name), place)].toSorted();

  test("is held as if it were accepted, at the organization and where it leads", () => {
    expect(of("gus", ORGANIZATION)).toEqual(["api-keys:create", "issues:triage", "policies:create", "read"]);
    expect(of("gus", WATCH)).toEqual(["read"]);
    expect(of("gus", EU)).toEqual([]);
    expect(of("gus", { scope: "project", project: "band" })).toEqual([]);
  });

  test("is nothing once it has expired, and nobody has it who was not invited", () => {
    for (const place of [ORGANIZATION, WATCH]) {
      expect(of("hal", place)).toEqual([]);
      expect(of("zoe", place)).toEqual([]);
    }
  });

  test("for a member is what they hold, overrides included", () => {
    expect(of("bob", ORGANIZATION)).toEqual(["api-keys:create", "audit-log:read", "policies:create", "read"]);
    expect(of("bob", EU)).toEqual(["members:manage", "projects:access", "projects:manage", "settings:manage"]);
    expect(of("cy", WATCH)).toEqual(["build"]);
  });

  test("is less than a grant that is there already", () => {
    const both = draft();
    both.setGrant(WATCH, { email: address("gus"), role: "tester" });
    expect(of("gus", WATCH, both)).toEqual(["build"]);
  });

  test("of a role that is gone is nothing", () => {
    expect(of("x", ORGANIZATION, draft({ members: { x: "ghost" } }))).toEqual([]);
  });
});

describe("a change of permissions", () => {
  const held = (...permissions: string[]) => new Set(permissions);

  test("broadens where anything is new, narrows where something is only lost", () => {
    expect(privilegeOf(held("a"), held("a", "b"))).toBe("broadens");
    expect(privilegeOf(held("a", "b"), held("c"))).toBe("broadens");
    expect(privilegeOf(held("a", "b"), held("a"))).toBe("narrows");
    expect(privilegeOf(held("a", "b"), held("b", "a"))).toBe("unchanged");
    const same = held("a");
    expect(privilegeOf(same, same)).toBe("unchanged");
  });
});

describe("whose access a change touches", () => {
  const shown = (standings: readonly Standing[]) =>
    standings.map(({ email, place }) => `${email.split("@")[0]} at ${formatPlace(place)}`);
  const touched = (change: Change, on = draft()) => shown(standingsTouchedBy(on, change));
  const bob = address("bob");

  test("of an invitation, the newcomer at the organization and where they are invited to", () => {
    const invite = { kind: "invite-member", email: address("New"), role: "member", attributes: {} } as const;
    expect(touched(invite)).toEqual(["new at organization"]);
    expect(touched({ ...invite, target })).toEqual(["new at organization", "new at projects/watch"]);
  });

  test.each(["cancel-invitation", "resend-invitation", "accept-invitation", "remove-member"] as const)(
    "of %s, the one person everywhere",
    (kind) => {
      expect(touched({ kind, email: bob })).toEqual([
        "bob at organization",
        "bob at tenants/eu",
        "bob at projects/watch",
      ]);
      expect(touched({ kind, email: address("zoe") })).toEqual(["zoe at organization"]);
      expect(touched({ kind, email: address("gus") })).toEqual(["gus at organization", "gus at projects/watch"]);
    },
  );

  test("of a role or an override, the one person at the organization", () => {
    expect(touched({ kind: "change-role", email: bob, role: "viewer" })).toEqual(["bob at organization"]);
    expect(touched({ kind: "override-permissions", email: bob, overrides: {} })).toEqual(["bob at organization"]);
  });

  test("of a transfer, every owner who is one by now, and the next one", () => {
    expect(touched({ kind: "transfer-ownership", email: bob })).toEqual(["ada at organization", "bob at organization"]);
    const keepers = draft(
      {
        roles: { admin: ["addRole"], clerk: ["inviteUser"] },
        members: { ada: "admin", bob: "clerk", cy: "ghost" },
      },
      "custom-roles",
    );
    expect(touched({ kind: "transfer-ownership", email: bob }, keepers)).toEqual([
      "ada at organization",
      "bob at organization",
    ]);
  });

  test("of a custom role, whoever has it or is invited to it, wherever it holds", () => {
    const update = (role: string): Change => ({ kind: "update-role", role, permissions: [] });
    expect(touched(update("scribe"))).toEqual(["cy at organization", "di at organization"]);
    expect(touched(update("tester"))).toEqual(["cy at projects/watch", "cy at projects/band"]);
    for (const role of ["nobody", "project-viewer"]) expect(touched(update(role))).toEqual([]);
    const tenants = draft({
      ...live,
      roles: { porter: { scope: "tenant" } },
      tenants: { eu: { bob: "porter", cy: "tenant-admin" }, us: { ada: "porter" } },
    });
    expect(shown(holdersOfCustomRole(tenants, "porter"))).toEqual(["bob at tenants/eu", "ada at tenants/us"]);
  });

  test("of a grant, the one person at the place", () => {
    for (const kind of ["grant-tenant-role", "change-tenant-role"] as const)
      expect(touched({ kind, tenant: "eu", email: bob, role: "tenant-member" })).toEqual(["bob at tenants/eu"]);
    expect(touched({ kind: "revoke-tenant-role", tenant: "eu", email: bob })).toEqual(["bob at tenants/eu"]);
    for (const kind of ["grant-project-role", "change-project-role"] as const)
      expect(touched({ kind, project: "watch", email: bob, role: "tester" })).toEqual(["bob at projects/watch"]);
    expect(touched({ kind: "revoke-project-role", project: "watch", email: bob })).toEqual(["bob at projects/watch"]);
  });

  test("of the end of a place, whoever has a role there or is promised one, each once", () => {
    const watch = ["bob at projects/watch", "cy at projects/watch", "gus at projects/watch", "hal at projects/watch"];
    expect(touched({ kind: "delete-project", project: "watch" })).toEqual(watch);
    expect(touched({ kind: "delete-tenant", tenant: "eu" })).toEqual(["bob at tenants/eu", ...watch]);
    expect(touched({ kind: "delete-tenant", tenant: "us" })).toEqual([
      "cy at tenants/us",
      "cy at projects/band",
      "ada at projects/band",
    ]);
    expect(touched({ kind: "delete-project", project: "nothing" })).toEqual([]);
    const both = draft();
    both.setGrant(WATCH, { email: address("gus"), role: "tester" });
    expect(
      touched({ kind: "delete-project", project: "watch" }, both).filter((one) => one.startsWith("gus")),
    ).toHaveLength(1);
  });

  test.each<Change>([
    { kind: "update-organization", tier: "pro" },
    { kind: "delete-organization" },
    { kind: "create-role", role: "new", scope: "organization", permissions: ["read"] },
    { kind: "delete-role", role: "scribe" },
    { kind: "update-attributes", email: bob, attributes: {} },
    { kind: "create-tenant", tenant: "apac" },
    { kind: "update-tenant", tenant: "eu", title: "Europe" },
    { kind: "create-project", project: "ring", tenant: "eu" },
    { kind: "update-project", project: "watch", title: "Watch" },
  ])("of $kind, nobody's own", (change) => {
    expect(touched(change)).toEqual([]);
  });
});
