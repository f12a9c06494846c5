import { describe, expect, test } from "vitest";
import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { address, declare, model, organization, read, type Sketch } from "../_support/build.ts";
import { codes, storyPlan } from "../_support/plan-story.ts";

const PEOPLE = {
  ada: { role: "owner", etag: "ada" },
  bob: { role: "clerk", etag: "bob" },
  cid: { role: "member", etag: "cid" },
  zoe: { role: "member", etag: "zoe" },
} as const;

/** Roles, tenants and projects with versions; people have theirs in the sketch. */
function versioned(sketch: Sketch): Organization {
  const live = organization({ tier: "enterprise", ...sketch });
  const tagged = <Value extends object>(map: ReadonlyMap<string, Value>) =>
    new Map([...map].map(([key, value]): [string, Value] => [key, { ...value, etag: key }]));
  return { ...live, roles: tagged(live.roles), tenants: tagged(live.tenants), projects: tagged(live.projects) };
}

const LIVE: Sketch = {
  roles: { clerk: ["read"], fitter: { scope: "project", permissions: ["build"] } },
  members: PEOPLE,
  tenants: { eu: {}, us: {} },
  projects: { "eu/watch": {}, "eu/ring": {} },
};

/** What the plan of Ada's counts on, with the version of each. */
function reliesOn(wanted: Sketch, approvers: readonly string[] = []): Record<string, string> {
  const plan = makePlan({
    model: model("standard"),
    declaration: declare({ ...LIVE, ...wanted }),
    reading: read(versioned(LIVE)),
    actor: { email: address("ada") },
    api: "memory",
    ...(approvers.length === 0 ? {} : { approvals: { approvers: approvers.map(address) } }),
  });
  return Object.fromEntries(
    Object.entries(plan.base.reliesOn).map(([at, etag]) => [at.replace("@acme.example", ""), etag]),
  );
}

describe("a plan counts on", () => {
  test("nothing, where it changes nothing", () => {
    expect(reliesOn({})).toEqual({});
  });

  test("the one who applies it", () => {
    expect(reliesOn({ title: "Acme" })).toEqual({ "members/ada": "ada" });
  });

  test("its approvers, with the custom roles that they act by", () => {
    expect(reliesOn({ title: "Acme" }, ["bob", "cid"])).toEqual({
      "members/ada": "ada",
      "members/bob": "bob",
      "members/cid": "cid",
      "roles/clerk": "clerk",
    });
  });

  test("the custom role that it gives, and not on whom it gives it to, whom it changes", () => {
    expect(reliesOn({ members: { ...PEOPLE, cid: "clerk" } })).toEqual({
      "members/ada": "ada",
      "roles/clerk": "clerk",
    });
    expect(reliesOn({ members: { ...PEOPLE, new: "clerk" } })).toEqual({
      "members/ada": "ada",
      "roles/clerk": "clerk",
    });
  });

  test("the place and the person of a grant, and its custom role", () => {
    expect(reliesOn({ tenants: { eu: { zoe: "tenant-member" }, us: {} } })).toEqual({
      "members/ada": "ada",
      "members/zoe": "zoe",
      "tenants/eu": "eu",
    });
    expect(reliesOn({ projects: { "eu/watch": { zoe: "fitter" }, "eu/ring": {} } })).toEqual({
      "members/ada": "ada",
      "members/zoe": "zoe",
      "projects/watch": "watch",
      "roles/fitter": "fitter",
    });
  });

  test("no object that it changes itself", () => {
    const roles = { ...LIVE.roles, clerk: ["read", "issues:triage"] };
    expect(reliesOn({ roles, members: { ...PEOPLE, cid: "clerk" } })).toEqual({ "members/ada": "ada" });
  });

  test("nothing without a version, and lists what it counts on in order", () => {
    const live: Sketch = { members: { ada: "owner", bob: "member" }, tenants: { eu: {} } };
    const wanted: Sketch = { ...live, tenants: { eu: { bob: "tenant-member" } } };
    expect(storyPlan({ live, wanted }).base.reliesOn).toEqual({});
    expect(
      Object.keys(reliesOn({ tenants: { eu: { zoe: "tenant-member", cid: "tenant-member" }, us: {} } }, ["bob"])),
    ).toEqual(["members/ada", "members/bob", "members/cid", "members/zoe", "roles/clerk", "tenants/eu"]);
  });

  test("nobody who is not there", () => {
    const ghost = storyPlan({
      by: "ghost",
      live: { members: { ada: "owner" } },
      wanted: { title: "Acme", members: { ada: "owner" } },
    });
    expect([ghost.base.reliesOn, codes(ghost)]).toEqual([{}, ["permission-missing"]]);
  });
});
