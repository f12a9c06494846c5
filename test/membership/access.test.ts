import { describe, expect, test } from "vitest";
import { effectiveAccess, privilegeOf, promisedPermissions } from "../../src/membership/access.ts";
import { formatPlace, ORGANIZATION, type Place } from "../../src/membership/scope.ts";
import { address, type Sketch } from "../_support/build.ts";
import { draftOf, EU, key, PROMISED, WATCH } from "../_support/told-organizations.ts";

const live = PROMISED;
const draft = (sketch: Sketch = live, on = "standard") => draftOf(sketch, on);

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
