import { describe, expect, test } from "vitest";
import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { type EarlierRun, staleRefusals } from "../../src/plan/stale.ts";
import { address, declare, model, organization, read, type Sketch } from "../_support/build.ts";
import { codes, lines, type Story } from "../_support/plan-story.ts";

const ACTOR = { email: address("ada") };
const NOTHING: EarlierRun = { done: new Set(), begun: new Set() };

interface Change {
  /** Addresses of what somebody changed in between: it has another version. */
  readonly changed?: readonly string[];
  readonly etags?: boolean;
}

/** The live organization of a sketch, each object with its version. */
function versioned(sketch: Sketch, { changed = [], etags = true }: Change = {}): Organization {
  const live = organization(sketch);
  const tagged = <Value extends object>(map: ReadonlyMap<string, Value>, collection: string) =>
    new Map(
      [...map].map(([key, value]): [string, Value] => {
        const at = `${collection}/${key.replace("@acme.example", "")}`;
        return [key, etags ? { ...value, etag: changed.includes(at) ? "v2" : "v1" } : value];
      }),
    );
  const places = <Value extends { members: ReadonlyMap<string, object> }>(
    map: ReadonlyMap<string, Value>,
    collection: string,
  ) =>
    new Map(
      [...tagged(map, collection)].map(([key, value]): [string, Value] => [
        key,
        { ...value, members: tagged(value.members, `${collection}/${key}/members`) },
      ]),
    );
  return {
    ...live,
    roles: tagged(live.roles, "roles"),
    members: tagged(live.members, "members") as never,
    tenants: places(live.tenants, "tenants"),
    projects: places(live.projects, "projects"),
  };
}

function planOf({ on = "standard", live, wanted }: Story, etags = true): Plan {
  const plan = makePlan({
    model: model(on),
    declaration: declare(wanted),
    reading: read(versioned(live, { etags })),
    actor: ACTOR,
    api: "memory",
  });
  expect(codes(plan)).toEqual([]);
  return plan;
}

/** `members/bob has changed`, or `role-in-use roles/clerk` where a rule refuses what is left. */
function stale(plan: Plan, live: Organization, earlier = NOTHING, on = "standard"): string[] {
  return staleRefusals(plan, { model: model(on), reading: read(live), actor: ACTOR }, earlier).map(
    ({ code, address: at, message }) =>
      (code === "stale-plan"
        ? message.replace(/ since this plan was made; plan again$/, "")
        : `${code} ${at}`
      ).replaceAll("@acme.example", ""),
  );
}

/** What a plan's changes are, by `kind address`. */
function idsOf(plan: Plan, ...named: readonly string[]): ReadonlySet<string> {
  const known = lines(plan);
  return new Set(named.map((name) => `c${known.indexOf(name) + 1}`));
}

const LIVE: Sketch = {
  title: "Acme",
  tier: "enterprise",
  roles: { clerk: ["read"], old: ["read"] },
  members: {
    ada: "owner",
    bob: "member",
    cid: "viewer",
    dan: "member",
    ivy: { role: "viewer", status: "invited" },
    zoe: "viewer",
  },
  tenants: { eu: { bob: "tenant-member", cid: "tenant-member" }, us: {} },
  projects: { "eu/watch": { bob: "project-viewer" }, "eu/ring": {} },
};

const WANTED: Sketch = {
  title: "Acme Ltd",
  roles: { clerk: ["read", "issues:triage"], fresh: ["read"] },
  members: { ada: "owner", bob: "viewer", cid: "viewer", ivy: "member", zoe: "viewer", new: "viewer" },
  tenants: { eu: { bob: "tenant-admin", zoe: "tenant-member" }, jp: {} },
  projects: { "eu/watch": { bob: "project-admin" } },
};

const saved = (): Plan => planOf({ live: LIVE, wanted: WANTED });

describe("a saved plan", () => {
  test("may be applied to what it was made of", () => {
    expect(saved().changes.length).toBeGreaterThan(10);
    expect(stale(saved(), versioned(LIVE))).toEqual([]);
  });

  test.each([
    "roles/clerk",
    "roles/old",
    "members/bob",
    "members/dan",
    "members/ivy",
    "tenants/eu/members/bob",
    "tenants/eu/members/cid",
    "tenants/us",
    "projects/ring",
    "projects/watch/members/bob",
  ])("is stale once %s, which it touches, has changed", (at) => {
    expect(stale(saved(), versioned(LIVE, { changed: [at] }))).toEqual([`${at} has changed`]);
  });

  test.each(["members/ada", "members/zoe", "tenants/eu"])("is stale once %s, which it counts on, has changed", (at) => {
    expect(stale(saved(), versioned(LIVE, { changed: [at] }))).toEqual([`${at} has changed`]);
  });

  test("does not mind what it neither touches nor counts on", () => {
    const live: Sketch = { ...LIVE, members: { ...LIVE.members, eve: "admin" }, settings: { seats: 4 }, tier: "pro" };
    const plan = planOf({ live: { members: { ada: "owner", bob: "member" } }, wanted: { members: { ada: "owner" } } });
    expect(stale(plan, versioned(live, { changed: ["members/cid", "tenants/eu", "roles/clerk"] }))).toEqual([]);
  });

  test("is stale once an object that it creates is there", () => {
    const live: Sketch = {
      ...LIVE,
      roles: { ...LIVE.roles, fresh: [] },
      members: { ...LIVE.members, new: { role: "viewer", status: "invited" } },
      tenants: { eu: { ...LIVE.tenants?.eu, zoe: "tenant-member" }, us: {}, jp: {} },
    };
    expect(stale(saved(), versioned(live))).toEqual([
      "roles/fresh exists by now",
      "tenants/jp exists by now",
      "members/new exists by now",
      "tenants/eu/members/zoe exists by now",
    ]);
  });

  test("is stale once an object that it touches is gone", () => {
    const live: Sketch = {
      ...LIVE,
      roles: { clerk: ["read"] },
      members: { ada: "owner", bob: "member", cid: "viewer", zoe: "viewer" },
      tenants: { eu: { bob: "tenant-member" } },
      projects: { "eu/watch": {} },
    };
    expect(new Set(stale(saved(), versioned(live)))).toEqual(
      new Set([
        "members/dan is gone",
        "members/ivy is gone",
        "roles/old is gone",
        "tenants/us is gone",
        "tenants/eu/members/cid is gone",
        "projects/ring is gone",
        "projects/watch/members/bob is gone",
      ]),
    );
  });

  test("is stale once an object that it counts on is gone", () => {
    const { zoe: _gone, ...members } = LIVE.members ?? {};
    expect(stale(saved(), versioned({ ...LIVE, members }))).toEqual(["members/zoe is gone"]);
  });

  test("finds people by address, in whichever letter case", () => {
    const live: Sketch = { members: { ada: "owner", "Bob@ACME.example": "member" } };
    const plan = planOf({ live, wanted: { members: { ada: "owner" } } });
    expect(stale(plan, versioned({ members: { ada: "owner", "bob@acme.example": "member" } }))).toEqual([]);
  });
});

describe("several changes of one object", () => {
  const live: Sketch = {
    roles: { own: ["read"] },
    members: { ada: "owner", ivy: { role: "viewer", status: "invited" } },
  };
  const own = { scope: "project", permissions: ["build"] } as const;
  const anew = () =>
    planOf({
      live: { tier: "enterprise", ...live },
      wanted: { roles: { own }, members: { ada: "owner", ivy: "member" } },
    });

  test("are not held against each other: what is taken away first may be made anew", () => {
    expect(lines(anew())).toEqual([
      "delete-role roles/own",
      "create-role roles/own",
      "cancel-invitation members/ivy",
      "invite-member members/ivy",
    ]);
    expect(stale(anew(), versioned({ tier: "enterprise", ...live }))).toEqual([]);
  });

  test("are stale together, and said once, where the object has changed", () => {
    expect(
      stale(anew(), versioned({ tier: "enterprise", ...live }, { changed: ["members/ivy", "roles/own"] })),
    ).toEqual(["roles/own has changed", "members/ivy has changed"]);
  });

  test("are looked at from the first that is left, where an earlier run has done some", () => {
    const earlier = { ...NOTHING, done: idsOf(anew(), "delete-role roles/own", "cancel-invitation members/ivy") };
    expect(stale(anew(), versioned({ tier: "enterprise", members: { ada: "owner" } }), earlier)).toEqual([]);
  });
});

describe("where the API keeps no versions", () => {
  const live: Sketch = {
    members: { ada: "owner", bob: "member", cid: "viewer" },
    tenants: { eu: { bob: "tenant-member" } },
  };
  const wanted: Sketch = {
    ...live,
    members: { ada: "owner", bob: "viewer" },
    tenants: { eu: { bob: "tenant-admin" } },
  };
  const plan = () => planOf({ live, wanted }, false);
  const present = (changes: Sketch) => stale(plan(), versioned({ ...live, ...changes }, { etags: false }));

  test("a plan is stale once somebody has another role than the one that was read", () => {
    expect(present({})).toEqual([]);
    expect(present({ members: { ...live.members, bob: "admin", cid: "member" } })).toEqual([
      "members/bob has changed",
      "members/cid has changed",
    ]);
    expect(present({ tenants: { eu: { bob: "tenant-admin" } } })).toEqual(["tenants/eu/members/bob has changed"]);
  });

  test("a plan does not mind whatever else of them has changed", () => {
    const bob = { role: "member", attributes: { memberType: "external" } };
    expect(present({ members: { ...live.members, bob } })).toEqual([]);
  });
});

describe("a change of the organization itself", () => {
  test("is bound to its version: stale once any field of it has changed", () => {
    const live: Sketch = { tier: "pro", members: { ada: "owner" } };
    const at = (etag: string) => ({ ...versioned(live), etag });
    const plan = makePlan({
      model: model("standard"),
      declaration: declare({ ...live, title: "Acme" }),
      reading: read(at("v3")),
      actor: ACTOR,
      api: "memory",
    });
    expect(plan.changes.map(({ expects }) => expects)).toEqual([{ etag: "v3" }]);
    expect(stale(plan, at("v3"))).toEqual([]);
    expect(stale(plan, { ...at("v4"), tier: "enterprise" })).toEqual(["organization has changed"]);
  });

  const live: Sketch = { tier: "pro", settings: { seats: 2 }, members: { ada: "owner" } };
  const wanted: Sketch = { title: "Acme", settings: { seats: 3 }, members: { ada: "owner" } };
  const plan = () => planOf({ live, wanted });

  test("is stale once a field that it changes is another", () => {
    expect(stale(plan(), versioned(live))).toEqual([]);
    expect(stale(plan(), versioned({ ...live, title: "Other" }))).toEqual(["organization has changed"]);
    expect(stale(plan(), versioned({ ...live, settings: { seats: 5 } }))).toEqual(["organization has changed"]);
    expect(stale(plan(), versioned({ ...live, settings: {} }))).toEqual(["organization has changed"]);
  });

  test("does not mind a field that it leaves alone", () => {
    expect(stale(plan(), versioned({ ...live, settings: { seats: 2, region: "eu" } }))).toEqual([]);
    const larger = planOf({ live, wanted: { tier: "enterprise", members: { ada: "owner" } } });
    expect(stale(larger, versioned({ ...live, title: "Other", settings: {} }))).toEqual([]);
    expect(stale(larger, versioned({ ...live, tier: "free" }))).toEqual(["organization has changed"]);
  });

  test("of a setting that was not set expects it unset", () => {
    const unset: Sketch = { tier: "pro", members: { ada: "owner" } };
    const buying = planOf({ live: unset, wanted: { ...unset, settings: { seats: 1 } } });
    expect(stale(buying, versioned(unset))).toEqual([]);
    expect(stale(buying, versioned({ ...unset, settings: { seats: 4 } }))).toEqual(["organization has changed"]);
  });
});

describe("a plan that an earlier run has begun", () => {
  const done = (plan: Plan, ...named: readonly string[]): EarlierRun => ({ ...NOTHING, done: idsOf(plan, ...named) });
  const begun = (plan: Plan, ...named: readonly string[]): EarlierRun => ({ ...NOTHING, begun: idsOf(plan, ...named) });

  test("does not mind what that run did, or may have done without an answer", () => {
    const { dan: _left, ...members } = LIVE.members ?? {};
    const after = versioned({ ...LIVE, members });
    expect(stale(saved(), after)).toEqual(["members/dan is gone"]);
    expect(stale(saved(), after, done(saved(), "remove-member members/dan"))).toEqual([]);
    expect(stale(saved(), after, begun(saved(), "remove-member members/dan"))).toEqual([]);
  });

  test("still minds what anybody else did", () => {
    const earlier = done(saved(), "remove-member members/dan");
    expect(stale(saved(), versioned(LIVE, { changed: ["members/ada"] }), earlier)).toEqual(["members/ada has changed"]);
    expect(stale(saved(), versioned(LIVE, { changed: ["members/bob"] }), earlier)).toEqual(["members/bob has changed"]);
  });

  test("does not mind that a transfer of ownership changed the one who applies it", () => {
    const live: Sketch = { tier: "pro", members: { ada: "owner", bob: "admin" } };
    const transfer = "transfer-ownership members/bob";
    const kept = planOf({ on: "ranked-roles", live, wanted: { members: { ada: "admin", bob: "owner" } } });
    const leaving = planOf({ on: "ranked-roles", live, wanted: { members: { bob: "owner" } } });
    expect([lines(kept), lines(leaving)]).toEqual([[transfer], [transfer, "remove-member members/ada"]]);
    const after = versioned(
      { tier: "pro", members: { ada: "admin", bob: "owner" } },
      { changed: ["members/ada", "members/bob"] },
    );
    for (const plan of [kept, leaving]) {
      expect(stale(plan, after, NOTHING, "ranked-roles")).toContain("members/bob has changed");
      expect(stale(plan, after, done(plan, transfer), "ranked-roles")).toEqual([]);
      expect(stale(plan, after, begun(plan, transfer), "ranked-roles")).toEqual([]);
    }
  });

  test("asks the rules about what is left of it alone", () => {
    const live: Sketch = { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member" } };
    const plan = planOf({ live, wanted: { members: { ...live.members, new: "member" } } });
    const full: Sketch = { ...live, members: { ...live.members, e: "member" } };
    expect(stale(plan, versioned(full))).toEqual(["seat-limit-reached members/new"]);
    const invited: Sketch = { ...full, members: { ...full.members, new: { role: "member", status: "invited" } } };
    expect(stale(plan, versioned(invited), done(plan, "invite-member members/new"))).toEqual([]);
    expect(stale(plan, versioned(invited), begun(plan, "invite-member members/new"))).toEqual([]);
  });
});
