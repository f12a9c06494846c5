import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import type { Declaration } from "../../src/membership/declaration.ts";
import type { Approvals } from "../../src/plan/approvals.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { decodePlan, digestOf, encodePlan } from "../../src/plan/plan-document.ts";
import { staleRefusals } from "../../src/plan/stale.ts";
import { planText } from "../../src/render/plan-text.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { address, declare, model, NO_GUARDS, read, type Sketch } from "../_support/build.ts";

interface Story {
  readonly on?: string;
  readonly live: Sketch;
  readonly wanted: Sketch;
  readonly by: readonly string[];
  readonly author?: string;
  readonly declaration?: Partial<Declaration>;
}

const CI = { ada: "owner" } as const;

function approvals({ by, author }: Pick<Story, "by" | "author">): Approvals {
  return { approvers: by.map(address), ...(author === undefined ? {} : { author: address(author) }) };
}

/** A plan of Ada's token, which may do anything, on the approval of others. */
function planOf({ on = "standard", live, wanted, declaration = {}, ...story }: Story): Plan {
  const tier = [...model(on).tiers.keys()].at(-1) ?? "";
  return makePlan({
    model: model(on),
    declaration: declare({ tier, ...wanted }, declaration),
    reading: read({ tier, ...live }),
    actor: { email: address("ada") },
    api: "memory",
    approvals: approvals(story),
  });
}

function refusals(plan: Plan): string[] {
  return plan.refusals.map(({ code, address: at }) => `${code} ${at.replaceAll("@acme.example", "")}`);
}

const TEAM = { ...CI, grace: "admin", linus: "member", bob: "viewer" } as const;

describe("a plan on somebody's authority", () => {
  test("is permitted where an approver could do it themselves", () => {
    const plan = planOf({ live: { members: TEAM }, wanted: { members: { ...TEAM, bob: "member" } }, by: ["grace"] });
    expect(refusals(plan)).toEqual([]);
    expect(plan.approvers).toEqual(["grace@acme.example"]);
  });

  test("is refused where no approver could, though the token can, and says what each lacks", () => {
    const plan = planOf({
      live: { members: TEAM },
      wanted: { members: { ...TEAM, bob: "admin" } },
      by: ["linus", "bob"],
    });
    expect(refusals(plan)).toEqual(["approval-missing members/bob", "self-approval members/bob"]);
    expect(plan.refusals[0]?.message).toBe(
      "no approver may make this change in their own right: member.assign-role needs members:manage at organization or above, and linus@acme.example, member (level 40), does not hold it; admin (level 80) is not a role that linus@acme.example, member (level 40), may assign: member may assign roles at or below level 40",
    );
    expect(plan.refusals[1]?.message).toMatch(
      /^nobody's approval counts for what raises their own access: bob@acme\.example gains /,
    );
    expect(JSON.stringify(plan.refusals)).not.toContain("grace");
  });

  test("needs somebody for each change, not one person for all of them", () => {
    const live: Sketch = {
      members: { ...TEAM, tess: "member", pia: "member" },
      tenants: { eu: { tess: "tenant-admin" }, us: { pia: "tenant-admin" } },
    };
    const wanted: Sketch = {
      ...live,
      tenants: {
        eu: { tess: "tenant-admin", bob: "tenant-member" },
        us: { pia: "tenant-admin", bob: "tenant-member" },
      },
    };
    expect(refusals(planOf({ live, wanted, by: ["tess", "pia"] }))).toEqual([]);
    expect(refusals(planOf({ live, wanted, by: ["tess"] }))).toEqual(["approval-missing tenants/us/members/bob"]);
    expect(refusals(planOf({ live, wanted, by: ["pia"] }))).toEqual(["approval-missing tenants/eu/members/bob"]);
  });

  test("is held to the token as well: what approvers may and the token may not is refused", () => {
    const plan = makePlan({
      model: model("standard"),
      declaration: declare({ members: { ...TEAM, bob: "member" } }),
      reading: read({ members: TEAM }),
      actor: { email: address("linus") },
      api: "memory",
      approvals: { approvers: [address("grace")] },
    });
    expect(refusals(plan)).toEqual(["permission-missing members/bob"]);
  });

  test("asks for a permitted approver even where a change only takes something away", () => {
    const story = { live: { members: TEAM }, wanted: { members: { ...CI, grace: "admin", linus: "member" } } };
    expect(refusals(planOf({ ...story, by: ["linus"] }))).toEqual(["approval-missing members/bob"]);
    expect(refusals(planOf({ ...story, by: ["grace"] }))).toEqual([]);
  });
});

describe("an approver", () => {
  test("who is raised by the plan approves with what they hold now", () => {
    const live: Sketch = { members: TEAM };
    const wanted: Sketch = { members: { ...TEAM, linus: "admin", bob: "member" } };
    expect(refusals(planOf({ live, wanted, by: ["linus", "grace"] }))).toEqual([]);
    expect(refusals(planOf({ live, wanted, by: ["linus"] })).sort()).toEqual([
      "approval-missing members/bob",
      "self-approval members/linus",
    ]);
  });

  test("who is made owner by the plan cannot approve what only an owner may", () => {
    const live: Sketch = { members: TEAM };
    const wanted: Sketch = { members: { ...TEAM, grace: "owner", linus: "owner" } };
    expect(refusals(planOf({ live, wanted, by: ["grace"] })).sort()).toEqual([
      "approval-missing members/linus",
      "self-approval members/grace",
    ]);
  });

  test("who is lowered by the plan may approve it: what counts is what they hold before", () => {
    const plan = planOf({
      live: { members: TEAM },
      wanted: { members: { ...TEAM, grace: "viewer", bob: "member" } },
      by: ["grace"],
    });
    expect(refusals(plan)).toEqual([]);
  });

  test("gains nothing from a permission that the plan puts into their custom role", () => {
    const live: Sketch = {
      members: { ...TEAM, rae: "clerk" },
      roles: { clerk: ["read"] },
    };
    const wanted: Sketch = {
      members: { ...TEAM, rae: "clerk", bob: "member" },
      roles: { clerk: ["read", "members:manage"] },
    };
    expect(refusals(planOf({ live, wanted, by: ["rae"] })).sort()).toEqual([
      "approval-missing members/bob",
      "self-approval roles/clerk",
    ]);
  });

  test("does not approve their own override, nor the end of one that denied them something", () => {
    const who = { ...CI, otto: "owner", grace: { role: "admin", overrides: { "logs:read": "deny" } } } as const;
    const granted = planOf({
      on: "permission-overrides",
      live: { members: { ...CI, otto: "owner", dev: "developer" } },
      wanted: {
        members: { ...CI, otto: "owner", dev: { role: "developer", overrides: { "tokens:create": "allow" } } },
      },
      by: ["dev"],
    });
    expect(refusals(granted)).toEqual(["self-approval members/dev"]);
    const lifted = (by: string) =>
      planOf({
        on: "permission-overrides",
        live: { members: who },
        wanted: { members: { ...CI, otto: "owner", grace: "admin" } },
        by: [by],
      });
    expect(refusals(lifted("grace"))).toEqual(["self-approval members/grace"]);
    expect(refusals(lifted("otto"))).toEqual([]);
  });

  test("does not approve their own grant in a tenant or project, even from a scope above", () => {
    const live: Sketch = { members: TEAM, tenants: { eu: {} }, projects: { "eu/atlas": {} } };
    const wanted: Sketch = {
      members: TEAM,
      tenants: { eu: { grace: "tenant-admin" } },
      projects: { "eu/atlas": { grace: "project-developer" } },
    };
    expect(refusals(planOf({ live, wanted, by: ["grace"] }))).toEqual([
      "self-approval tenants/eu/members/grace",
      "self-approval projects/atlas/members/grace",
    ]);
    expect(refusals(planOf({ live, wanted, by: ["ada"] }))).toEqual([]);
  });

  test("does not approve that ownership is transferred to them", () => {
    const live: Sketch = { members: { ada: "owner", grace: "admin" } };
    const wanted: Sketch = { members: { ada: "admin", grace: "owner" } };
    const on = "ranked-roles";
    expect(refusals(planOf({ on, live, wanted, by: ["grace"] }))).toEqual(["self-approval members/grace"]);
    expect(refusals(planOf({ on, live, wanted, by: ["ada"] }))).toEqual([]);
  });

  test("does not approve a role of theirs that only ranks higher", () => {
    const ranked = tryFindBuiltInDocument("ranked-roles");
    const { admin, ...roles } = ranked?.roles?.organization ?? {};
    if (ranked === undefined || admin === undefined) throw new Error("ranked-roles has no admin");
    const organizationRoles = { ...roles, admin, director: { ...admin, title: "Director", level: 90 } };
    const rules = compileRoleModel({ ...ranked, roles: { ...ranked.roles, organization: organizationRoles } });
    const plan = makePlan({
      model: rules,
      declaration: declare({ members: { ...CI, grace: "director" } }),
      reading: read({ tier: "enterprise", members: { ...CI, grace: "admin" } }),
      actor: { email: address("ada") },
      api: "memory",
      approvals: { approvers: [address("grace")] },
    });
    expect(refusals(plan)).toEqual(["self-approval members/grace"]);
    expect(plan.refusals[0]?.message).toMatch(/rises to a role of level 90 at organization$/);
  });

  test("has no say over a project because the plan moves it into their tenant", () => {
    const live: Sketch = {
      members: { ...TEAM, tess: "member" },
      tenants: { eu: { tess: "tenant-admin" }, us: {} },
      projects: { "us/atlas": {} },
    };
    const wanted: Sketch = { ...live, projects: { "eu/atlas": { bob: "project-viewer" } } };
    expect(refusals(planOf({ live, wanted, by: ["tess"] })).sort()).toEqual([
      "approval-missing projects/atlas/members/bob",
      "self-approval projects/atlas",
    ]);
    expect(refusals(planOf({ live, wanted, by: ["grace"] }))).toEqual([]);
  });

  test("who is unknown, invited, expired or gone is refused by name", () => {
    const live: Sketch = {
      members: { ...TEAM, ivy: { role: "admin", status: "invited" }, eve: { role: "admin", status: "expired" } },
    };
    const wanted: Sketch = { members: { ...TEAM, ivy: "admin", eve: "admin", bob: "member" } };
    const plan = planOf({ live, wanted, by: ["grace", "ivy", "eve", "stranger@elsewhere.example"] });
    expect(plan.refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "approval-missing: eve@acme.example is named as approver and never accepted: only active members can approve",
      "approval-missing: ivy@acme.example is named as approver and is only invited: only active members can approve",
      "approval-missing: stranger@elsewhere.example is named as approver and is no member: only active members can approve",
    ]);
  });

  test("who is denied what the plan puts into their role does not approve it all the same", () => {
    const rae = { role: "clerk", overrides: { "issues:triage": "deny" } } as const;
    const live: Sketch = { members: { ...TEAM, rae }, roles: { clerk: ["read"] } };
    const wanted: Sketch = { members: { ...TEAM, rae }, roles: { clerk: ["read", "issues:triage"] } };
    expect(refusals(planOf({ live, wanted, by: ["rae"] }))).toEqual(["self-approval roles/clerk"]);
    expect(refusals(planOf({ live, wanted, by: ["grace"] }))).toEqual([]);
  });

  test("who is no member is named alone, and nobody is asked for where nothing changes", () => {
    const story = { live: { members: TEAM }, wanted: { members: { ...TEAM, bob: "member" } } };
    expect(refusals(planOf({ ...story, by: ["ghost"] }))).toEqual(["approval-missing members/ghost"]);
    const nobody = planOf({ ...story, by: [] });
    expect(nobody.refusals).toEqual([
      { code: "approval-missing", address: "organization", message: "nobody has approved this plan" },
    ]);
    expect(refusals(planOf({ ...story, wanted: story.live, by: [] }))).toEqual([]);
  });

  test("is never the author, in whatever spelling", () => {
    const story = { live: { members: TEAM }, wanted: { members: { ...TEAM, bob: "member" } } };
    const alone = planOf({ ...story, by: ["grace"], author: "GRACE@acme.example" });
    expect(refusals(alone)).toEqual(["approval-missing organization"]);
    expect(alone.refusals[0]?.message).toBe(
      "nobody has approved this plan but its author, grace@acme.example, whose approval does not count",
    );
    expect(refusals(planOf({ ...story, by: ["grace", "ada"], author: "grace" }))).toEqual([]);
  });

  test("may be the one whose token applies the plan", () => {
    const story = { live: { members: TEAM }, wanted: { members: { ...TEAM, bob: "member" } } };
    expect(refusals(planOf({ ...story, by: ["ada"], author: "grace" }))).toEqual([]);
  });
});

describe("required approvals", () => {
  const declaration = { guards: { ...NO_GUARDS, approvals: "required" } } as const;
  const live: Sketch = { members: TEAM };
  const wanted: Sketch = { members: { ...TEAM, bob: "member" } };
  const tier = "enterprise";
  const request = {
    model: model("standard"),
    declaration: declare({ tier, ...wanted }, declaration),
    reading: read({ tier, ...live }),
    actor: { email: address("ada") },
    api: "memory",
  };

  test("refuse a plan without approvers, and one that only its author approves", () => {
    expect(refusals(makePlan(request))).toEqual(["approvals-required organization"]);
    const own = planOf({ live, wanted, declaration, by: ["grace"], author: "grace" });
    expect(refusals(own)).toEqual(["approval-missing organization", "approvals-required organization"]);
    expect(refusals(planOf({ live, wanted, declaration, by: ["grace"], author: "linus" }))).toEqual([]);
  });

  test("ask nobody where nothing changes", () => {
    expect(refusals(makePlan({ ...request, declaration: declare({ tier, ...live }, declaration) }))).toEqual([]);
  });
});

describe("the plan document", () => {
  const story: Story = { live: { members: TEAM }, wanted: { members: { ...TEAM, bob: "member" } }, by: ["grace"] };

  test("holds approvers, author and review under its digest", () => {
    const plan = planOf({ ...story, author: "linus" });
    const document = JSON.parse(JSON.stringify(encodePlan(plan)));
    expect(decodePlan(document)).toMatchObject({ approvers: [address("grace")], author: address("linus") });
    expect(digestOf(document)).toBe(plan.digest);
    expect(digestOf({ ...document, approvers: [address("ada")] })).not.toBe(plan.digest);
    expect(digestOf({ ...document, author: address("bob") })).not.toBe(plan.digest);
    expect(planOf({ ...story, by: ["GRACE@acme.example", "grace"], author: "linus" }).digest).toBe(plan.digest);
    expect(planOf({ ...story, author: "bob" }).digest).not.toBe(plan.digest);
  });

  test("says in text who approved and who proposed", () => {
    const text = planText(planOf({ ...story, author: "linus" }), { color: false });
    expect(text).toContain("\napprovers: grace@acme.example; author: linus@acme.example\n");
    expect(planText(planOf({ ...story, by: [], author: "linus" }), { color: false })).toContain(
      "\napprovers: nobody; ",
    );
  });
});

describe("a saved plan", () => {
  const rules = model("standard");
  const tier = "enterprise";
  const versioned = (people: Record<string, string>, changed: readonly string[] = []): Sketch => ({
    tier,
    members: Object.fromEntries(
      Object.entries(people).map(([name, role]) => [name, { role, etag: changed.includes(name) ? "v2" : "v1" }]),
    ),
  });
  const saved = (): Plan =>
    makePlan({
      model: rules,
      declaration: declare({ tier, members: { ...TEAM, bob: "member" } }),
      reading: read(versioned(TEAM)),
      actor: { email: address("ada") },
      api: "memory",
      approvals: { approvers: [address("grace")], author: address("linus") },
    });
  const nothing = { done: new Set<string>(), begun: new Set<string>() };
  const stale = (live: Sketch, earlier = nothing) =>
    staleRefusals(saved(), { model: rules, reading: read(live), actor: { email: address("ada") } }, earlier);

  test("counts on its approvers as on the one who applies it", () => {
    const plan = saved();
    expect(plan.refusals).toEqual([]);
    expect(plan.base.reliesOn).toEqual({ "members/ada@acme.example": "v1", "members/grace@acme.example": "v1" });
    expect(stale(versioned(TEAM))).toEqual([]);
  });

  test("is stale once an approver was lowered or has left", () => {
    const { grace: _gone, ...left } = TEAM;
    expect(stale(versioned({ ...TEAM, grace: "viewer" }, ["grace"]))).toMatchObject([
      { code: "stale-plan", address: "members/grace@acme.example" },
    ]);
    expect(stale(versioned(left))).toMatchObject([{ code: "stale-plan", address: "members/grace@acme.example" }]);
  });

  test("asks its approvers again where the API gives no versions", () => {
    const unversioned = makePlan({
      model: rules,
      declaration: declare({ tier, members: { ...TEAM, bob: "member" } }),
      reading: read({ tier, members: TEAM }),
      actor: { email: address("ada") },
      api: "memory",
      approvals: { approvers: [address("grace")] },
    });
    const present = (members: Record<string, string>) =>
      staleRefusals(
        unversioned,
        { model: rules, reading: read({ tier, members }), actor: { email: address("ada") } },
        nothing,
      ).map(({ code }) => code);
    const { grace: _gone, ...left } = TEAM;
    expect(present(TEAM)).toEqual([]);
    expect(present({ ...TEAM, grace: "viewer" })).toEqual(["approval-missing"]);
    expect(present(left)).toEqual(["approval-missing"]);
  });

  test("that has begun is finished, though it lowered its own approver", () => {
    const lowering = makePlan({
      model: rules,
      declaration: declare({ tier, members: { ...TEAM, grace: "viewer", bob: "member" } }),
      reading: read(versioned(TEAM)),
      actor: { email: address("ada") },
      api: "memory",
      approvals: { approvers: [address("grace")] },
    });
    expect(lowering.refusals).toEqual([]);
    const done = lowering.changes.filter(({ address: at }) => at.includes("grace")).map(({ id }) => id);
    const refused = staleRefusals(
      lowering,
      {
        model: rules,
        reading: read(versioned({ ...TEAM, grace: "viewer" }, ["grace"])),
        actor: { email: address("ada") },
      },
      { done: new Set(done), begun: new Set() },
    );
    expect(refused).toEqual([]);
  });
});
