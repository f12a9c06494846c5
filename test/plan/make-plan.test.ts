import { describe, expect, test } from "vitest";
import { approvalsOf } from "../../src/plan/approvals.ts";
import { digestOf, encodePlan } from "../../src/plan/plan-document.ts";
import { address, declare, type Sketch } from "../_support/build.ts";
import { ALL_CAPABILITIES } from "../_support/memory-membership.ts";
import { codes, lines, storyPlan } from "../_support/plan-story.ts";

const live: Sketch = { members: { ada: "owner", bob: "member" } };
const source = { file: "charter.yaml", line: 2, column: 1 };

describe("a plan", () => {
  test("names its organization, role model, target and version, and the one who applies it", () => {
    const plan = storyPlan({
      live,
      wanted: live,
      reading: { version: 42 },
      request: { api: "https://api.acme.example" },
    });
    expect(plan).toMatchObject({
      organization: "acme",
      roleModel: "standard",
      api: "https://api.acme.example",
      actor: { email: address("ada"), role: "owner", level: 100 },
      approvers: [],
      base: { version: 42 },
      changes: [],
      refusals: [],
      allowed: [],
      summary: {},
    });
    expect([plan.author, plan.review]).toStrictEqual([undefined, undefined]);
    expect(plan.digest).toBe(digestOf(encodePlan(plan)));
  });

  test("of somebody without a role, or on a platform without levels, says so", () => {
    expect(storyPlan({ by: "zoe", live, wanted: live }).actor).toStrictEqual({
      email: address("zoe"),
      role: null,
      level: null,
    });
    const admin: Sketch = { roles: { admin: ["addRole"] }, members: { ada: "admin" } };
    expect(storyPlan({ on: "custom-roles", live: admin, wanted: admin }).actor).toStrictEqual({
      email: address("ada"),
      role: "admin",
      level: null,
    });
  });

  test("keeps where each change is declared", () => {
    const bob = { role: "viewer", source };
    const plan = storyPlan({ live, wanted: { members: { ada: "owner", bob, cid: "viewer" } } });
    expect(plan.changes.map((change) => change.source)).toStrictEqual([source, undefined]);
    expect(plan.changes[1]).not.toHaveProperty("source");
  });

  test("counts its changes by kind, in order of kinds", () => {
    const wanted: Sketch = { title: "Acme", members: { ada: "owner", bob: "viewer", cid: "viewer", dan: "viewer" } };
    const { summary } = storyPlan({ live, wanted });
    expect(JSON.stringify(summary)).toBe('{"change-role":1,"invite-member":2,"update-organization":1}');
  });

  test("lists what waits and what is unmanaged in order of addresses", () => {
    const report = {
      members: "report",
      roles: "report",
      tenants: "report",
      projects: "report",
      grants: "report",
    } as const;
    const crowd: Sketch = {
      members: { ada: "owner", cid: "member", bob: "viewer" },
      tenants: { eu: {} },
      roles: { own: [] },
    };
    const wanted: Sketch = {
      members: { ada: "owner", yan: "member", xia: "member" },
      tenants: { eu: { yan: "tenant-member", xia: "tenant-member" } },
    };
    const plan = storyPlan({ live: crowd, wanted, declaration: { unmanaged: report } });
    expect(plan.unmanaged.map(({ address: at }) => at)).toStrictEqual([
      "members/bob@acme.example",
      "members/cid@acme.example",
      "roles/own",
    ]);
    expect(plan.waiting.map(({ address: at }) => at)).toStrictEqual([
      "tenants/eu/members/xia@acme.example",
      "tenants/eu/members/yan@acme.example",
    ]);
  });

  test("shows a tenant before the people in it, though both are unmanaged", () => {
    const report = { ...declare({}).unmanaged, grants: "report", tenants: "report" } as const;
    const placed: Sketch = { ...live, tenants: { us: { bob: "tenant-member" }, eu: {}, ap: {} } };
    const plan = storyPlan({
      live: placed,
      wanted: { ...live, tenants: { us: {} } },
      declaration: { unmanaged: report },
    });
    expect(plan.unmanaged).toStrictEqual([
      { address: "tenants/ap" },
      { address: "tenants/eu" },
      { address: "tenants/us/members/bob@acme.example", role: "tenant-member" },
    ]);
  });
});

describe("the role model that the charter names", () => {
  test("is the API's, or the plan is refused with both and where the charter says it", () => {
    const message = "the charter is written for the role model ranked-roles, and the API runs standard";
    const refusal = { code: "role-model-mismatch", address: "organization", message };
    const refusals = (roleModel: string, wanted: Sketch | ReturnType<typeof declare>["organization"]) =>
      storyPlan({ live, wanted: live, declaration: { roleModel, organization: declare(wanted).organization } })
        .refusals;
    expect(refusals("standard", live)).toStrictEqual([]);
    expect(refusals("ranked-roles", live)).toStrictEqual([refusal]);
    expect(refusals("ranked-roles", { ...declare(live).organization, source })).toStrictEqual([{ ...refusal, source }]);
  });
});

describe("refusals", () => {
  test("come in one order: the whole plan's, approvers', the rules', the guards'", () => {
    const plan = storyPlan({
      live: { tier: "pro", ...live },
      wanted: { members: { ada: "owner", bob: "admin" }, roles: { own: [] } },
      declaration: {
        roleModel: "ranked-roles",
        guards: { ...declare({}).guards, promotions: 0 },
      },
      request: {
        capabilities: { ...ALL_CAPABILITIES, customRoles: false },
        approvals: { approvers: [address("ghost")] },
      },
    });
    expect(codes(plan)).toStrictEqual([
      "role-model-mismatch",
      "unsupported-by-api",
      "approval-missing",
      "custom-roles-not-on-tier",
      "too-many-promotions",
    ]);
  });

  test("do not keep a change from the plan: what was asked for is shown", () => {
    const plan = storyPlan({ by: "bob", live, wanted: { members: { ada: "owner", bob: "owner" } } });
    expect([lines(plan), codes(plan)]).toStrictEqual([
      ["change-role members/bob"],
      ["permission-missing", "role-above-actor", "self-promotion"],
    ]);
  });

  test("say where the charter asks for what is refused", () => {
    const bob = { role: "owner", source };
    const plan = storyPlan({ by: "bob", live, wanted: { members: { ada: "owner", bob } } });
    expect(plan.refusals.map((refusal) => refusal.source)).toStrictEqual([source, source, source]);
  });
});

describe("the approvals that a plan was made on", () => {
  const review = {
    host: "github",
    project: "acme/access",
    request: 7,
    head: "0123456789012345678901234567890123456789",
    author: "bob-l",
    approvedBy: { "ada-l": address("ada") },
  } as const;

  test("are part of it, and can be asked of it again", () => {
    const approvals = { approvers: [address("ada")], author: address("bob"), review };
    const plan = storyPlan({ live, wanted: live, request: { approvals } });
    expect([plan.approvers, plan.author, plan.review]).toStrictEqual([[address("ada")], address("bob"), review]);
    expect(approvalsOf(plan)).toStrictEqual(approvals);
    expect(plan.digest).not.toBe(storyPlan({ live, wanted: live }).digest);
  });

  test("are none where it was made on its token alone, and some where anybody is named", () => {
    expect(approvalsOf(storyPlan({ live, wanted: live }))).toBeUndefined();
    const asked = (approvals: object) =>
      approvalsOf(storyPlan({ live, wanted: live, request: { approvals: { approvers: [], ...approvals } } }));
    expect(asked({})).toBeUndefined();
    expect(asked({ author: address("bob") })).toStrictEqual({ approvers: [], author: address("bob") });
    expect(asked({ review })).toStrictEqual({ approvers: [], review });
    expect(asked({ approvers: [address("ada")] })).toStrictEqual({ approvers: [address("ada")] });
  });
});
