import { describe, expect, test } from "vitest";
import type { Guards } from "../../src/membership/declaration.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { address, declare, NO_GUARDS, read, type Sketch } from "../_support/build.ts";
import { codes, lines, type Story, storyPlan } from "../_support/plan-story.ts";

type Roles = Record<string, string>;

/** So many people of one role: `m0`, `m1` … */
function people(count: number, role = "member", prefix = "m"): Roles {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, role]));
}

function without(roles: Roles, count: number): Roles {
  return Object.fromEntries(Object.entries(roles).slice(count));
}

/** A story under these guards. */
function guarded(guards: Partial<Guards>, story: Story): Plan {
  return storyPlan({ ...story, declaration: { guards: { ...NO_GUARDS, ...guards }, ...story.declaration } });
}

function messages(plan: Plan): string[] {
  return plan.refusals.map(({ message }) => message.replaceAll("@acme.example", ""));
}

describe("removals", () => {
  const removing = (count: number, of: number, guards: Partial<Guards> = {}) =>
    guarded(guards, {
      live: { members: { ada: "owner", ...people(of - 1) } },
      wanted: { members: { ada: "owner", ...without(people(of - 1), count) } },
    });

  test("of just a quarter pass, and of one more do not", () => {
    expect(codes(removing(5, 20))).toEqual([]);
    expect(messages(removing(6, 20))).toEqual([
      "the plan removes 6 of 20 memberships, invitations and grants (30 %), more than the 25 % that one plan may remove (`--allow too-many-removals` lets this plan pass)",
    ]);
    expect(removing(6, 20).refusals[0]?.address).toBe("organization");
  });

  test("of fewer than five pass, and five are counted", () => {
    expect(codes(removing(4, 5))).toEqual([]);
    expect(codes(removing(5, 6))).toEqual(["too-many-removals"]);
  });

  test("are counted whatever else the plan does", () => {
    const live: Sketch = { members: { ada: "owner", ...people(9) } };
    const wanted: Sketch = { members: { ada: "owner", ...without(people(9, "viewer"), 6), new: "member" } };
    expect(codes(guarded({}, { live, wanted }))).toEqual(["too-many-removals"]);
  });

  test("are bounded by the share that the charter gives", () => {
    expect(codes(removing(6, 20, { removals: 30 }))).toEqual([]);
    expect(codes(removing(5, 20, { removals: 24 }))).toEqual(["too-many-removals"]);
    expect(codes(removing(5, 20, { removals: 0 }))).toEqual(["too-many-removals"]);
  });

  const members: Roles = { ada: "owner", ...people(6) };
  const six = people(6, "tenant-member");

  test("count every grant of a tenant or a project that goes as a whole", () => {
    const live: Sketch = { members, tenants: { eu: six } };
    expect(messages(guarded({}, { live, wanted: { members } }))[0]).toContain("removes 6 of 13 ");
    const project: Sketch = { members, tenants: { eu: {} }, projects: { "eu/watch": people(6, "project-viewer") } };
    expect(messages(guarded({}, { live: project, wanted: { members, tenants: { eu: {} } } }))[0]).toContain(
      "removes 6 of 13 ",
    );
  });

  test("count grants that are taken in a tenant and in a project together", () => {
    const wanted: Sketch = { members, tenants: { eu: {} }, projects: { "eu/watch": {} } };
    const live: Sketch = {
      members,
      tenants: { eu: people(3, "tenant-member") },
      projects: { "eu/watch": people(2, "project-viewer") },
    };
    expect(messages(guarded({}, { live, wanted }))[0]).toContain(
      "removes 5 of 12 memberships, invitations and grants (42 %)",
    );
  });

  test("are none where a role changes, or an invitation is sent anew", () => {
    const invited = Object.fromEntries(
      Object.keys(people(8)).map((name) => [name, { role: "viewer", status: "invited" as const }]),
    );
    const anew = guarded(
      {},
      {
        live: { members: { ada: "owner", ...invited } },
        wanted: { members: { ada: "owner", ...people(8) } },
      },
    );
    expect([lines(anew).length, codes(anew)]).toEqual([16, []]);
    const changed = guarded(
      {},
      {
        live: { members: { ada: "owner", ...people(8) } },
        wanted: { members: { ada: "owner", ...people(8, "viewer") } },
      },
    );
    expect(codes(changed)).toEqual([]);
  });
});

describe("promotions", () => {
  const raising = (count: number, guards: Partial<Guards> = {}) =>
    guarded(guards, {
      live: { members: { ada: "owner", ...people(8) } },
      wanted: { members: { ada: "owner", ...people(8), ...people(count, "admin") } },
    });

  test("of five pass, and of six are refused with their names", () => {
    expect(codes(raising(5))).toEqual([]);
    expect(messages(raising(6))).toEqual([
      "the plan raises 6 levels at the organization, more than 5: m0, m1, m2, m3, m4 and m5 (`--allow too-many-promotions` lets this plan pass)",
    ]);
  });

  test("are bounded by the number that the charter gives", () => {
    expect(codes(raising(2, { promotions: 2 }))).toEqual([]);
    expect(codes(raising(3, { promotions: 2 }))).toEqual(["too-many-promotions"]);
    expect(codes(raising(1, { promotions: 0 }))).toEqual(["too-many-promotions"]);
  });

  const none = { promotions: 0 };

  test("are not those whose level stays or sinks, nor those who are invited", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin", cid: "security-lead" } };
    const wanted: Sketch = { members: { ada: "owner", bob: "viewer", cid: "billing-admin", new: "admin" } };
    expect(codes(guarded(none, { live, wanted }))).toEqual([]);
  });

  test("are of whoever becomes owner by a transfer", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    const plan = guarded(none, { on: "ranked-roles", live, wanted: { members: { ada: "admin", bob: "owner" } } });
    expect([codes(plan), messages(plan)[0]]).toEqual([
      ["too-many-promotions"],
      expect.stringContaining("raises 1 level at the organization, more than 0: bob ("),
    ]);
  });

  test("are one for a custom role that rises, whoever holds it, and none where nobody does", () => {
    const live: Sketch = {
      roles: { clerk: ["read"], spare: ["read"] },
      members: { ada: "owner", bob: "clerk", cid: "clerk" },
    };
    const raised = ["read", "settings:manage"];
    const plan = guarded(none, { live, wanted: { ...live, roles: { clerk: raised, spare: raised } } });
    expect(messages(plan)).toEqual([
      expect.stringContaining("raises 1 level at the organization, more than 0: roles/clerk ("),
    ]);
    const same = guarded(none, { live, wanted: { ...live, roles: { clerk: [], spare: ["read"] } } });
    expect(codes(same)).toEqual([]);
  });

  test("are, on platforms without levels, of those who come to a sensitive permission", () => {
    const live: Sketch = {
      roles: {
        admin: ["addRole", "inviteUser"],
        guest: [],
        host: ["inviteUser"],
        auditor: ["logs", "inviteUser"],
        clerk: ["logs", "inviteUser"],
      },
      members: { ada: "admin", bob: "guest", cid: "guest", dan: "auditor" },
    };
    const wanted = { ...live, members: { ada: "admin", bob: "host", cid: "auditor", dan: "clerk" } };
    const plan = guarded(none, { on: "custom-roles", live, wanted });
    expect(messages(plan).filter((message) => message.includes("raises"))).toEqual([
      expect.stringContaining("raises 1 level at the organization, more than 0: cid ("),
    ]);
  });
});

describe("owners", () => {
  const owning = (count: number, guards: Partial<Guards> = {}, live: Roles = { ada: "owner" }, others: Roles = {}) =>
    guarded(
      { promotions: 1000, removals: 100, ...guards },
      {
        live: { members: { ...live, ...others } },
        wanted: { members: { ada: "owner", ...people(count - 1, "owner", "o"), ...others } },
      },
    );

  test("of four pass, and of five are refused by name, those invited included", () => {
    expect(codes(owning(4))).toEqual([]);
    expect(messages(owning(5))).toEqual([
      "the plan leaves 5 owners, pending ones included, more than 4: ada, o0, o1, o2 and o3 (`--allow too-many-owners` lets this plan pass)",
    ]);
  });

  test("may be one in a hundred where that is more", () => {
    expect(codes(owning(5, {}, undefined, people(396)))).toEqual([]);
    expect(codes(owning(5, {}, undefined, people(395)))).toEqual(["too-many-owners"]);
  });

  test("may be more than the default where they were already, but not than the charter says", () => {
    const five = { ada: "owner", ...people(4, "owner", "o") };
    expect(codes(owning(5, {}, five))).toEqual([]);
    expect(codes(owning(5, { owners: { min: undefined, max: 4 } }, five))).toEqual(["too-many-owners"]);
    expect(codes(owning(5, { owners: { min: undefined, max: 5 } }, five))).toEqual([]);
    const six = { ...five, extra: "owner" };
    expect(codes(owning(5, {}, six))).toEqual([]);
    expect(codes(owning(6, {}, five))).toEqual(["too-many-owners"]);
  });

  test("whose invitation has expired count for nothing", () => {
    const expired = { role: "owner", status: "expired" } as const;
    const members = { ada: "owner", o0: "owner", o1: "owner", o2: "owner", eve: expired };
    const report = { unmanaged: { ...declare({}).unmanaged, members: "report" } } as const;
    const plan = guarded(
      { owners: { min: undefined, max: 4 } },
      {
        live: { members },
        wanted: { members: { ada: "owner" } },
        declaration: report,
      },
    );
    expect(codes(plan)).toEqual([]);
  });

  test("may not be fewer than the charter says, and only active ones count", () => {
    const min = (count: number) => ({ owners: { min: count, max: undefined } });
    const two: Roles = { ada: "owner", o0: "owner" };
    expect(codes(owning(2, min(2), two))).toEqual([]);
    expect(messages(owning(2, min(2)))).toEqual([
      "the plan leaves 1 active owner, fewer than 2 (`--allow too-few-owners` lets this plan pass)",
    ]);
    expect(codes(owning(1, min(2), two))).toEqual(["too-few-owners"]);
  });

  test("are the holders of every role with the permission, where the keystone is one", () => {
    const roles = { admin: ["addRole", "inviteUser"], chief: ["addRole"], guest: [] };
    const live: Sketch = { roles, members: { ada: "admin", bob: "chief", cid: "guest" } };
    const plan = guarded({ owners: { min: 2, max: 1 } }, { on: "custom-roles", live, wanted: live });
    expect(codes(plan)).toEqual(["too-many-owners"]);
    expect(messages(plan)[0]).toContain("leaves 2 owners, pending ones included, more than 1: ada and bob (");
  });
});

describe("required people", () => {
  const source = { file: "charter.yaml", line: 4, column: 3 };
  const required = [{ email: address("bob"), source }];

  test("are active after the plan, or the plan says what they are instead, and where they are required", () => {
    const wanted: Sketch = { members: { ada: "owner", bob: "member" } };
    const plan = (live: Sketch, desired = wanted) => guarded({ required }, { live, wanted: desired });
    expect(codes(plan(wanted))).toEqual([]);
    const invited = plan({ members: { ada: "owner", bob: { role: "member", status: "invited" } } });
    expect(invited.refusals).toEqual([
      {
        code: "required-member-missing",
        address: "members/bob@acme.example",
        message:
          "bob@acme.example is required but is invited, not active after this plan (`--allow required-member-missing` lets this plan pass)",
        source,
      },
    ]);
    expect(messages(plan(wanted, { members: { ada: "owner" } }))[0]).toContain("is required but is not a member after");
  });

  test("may be required without a place in a file", () => {
    const plan = guarded(
      { required: [{ email: address("bob") }] },
      { live: { members: { ada: "owner" } }, wanted: { members: { ada: "owner" } } },
    );
    expect(plan.refusals[0]).not.toHaveProperty("source");
  });
});

describe("required approvals", () => {
  const live: Sketch = { members: { ada: "owner", bob: "admin" } };
  const wanted: Sketch = { members: { ada: "owner", bob: "member" } };
  const approvals = "required" as const;

  test("refuse a plan without approvers, and none that changes nothing", () => {
    const plan = guarded({ approvals }, { live, wanted });
    expect([codes(plan), messages(plan)]).toEqual([
      ["approvals-required"],
      [
        "the charter requires approvals and the plan names no approver (`--allow approvals-required` lets this plan pass)",
      ],
    ]);
    expect(codes(guarded({ approvals }, { live, wanted: live }))).toEqual([]);
    expect(codes(guarded({}, { live, wanted }))).toEqual([]);
    const approved = { approvals: { approvers: [address("ada")] } };
    expect(codes(guarded({ approvals }, { live, wanted, request: approved }))).toEqual([]);
  });
});

describe("a listing that is not complete", () => {
  const complete = read({}).completeness;
  const live: Sketch = {
    members: { ada: "owner", bob: "member" },
    tenants: { eu: { bob: "tenant-member" } },
    projects: { "eu/watch": { bob: "project-viewer" } },
    roles: { clerk: ["read"] },
  };
  const unsure = (collection: keyof typeof complete, wanted: Sketch) =>
    storyPlan({
      live,
      wanted,
      reading: { completeness: { ...complete, [collection]: { state: "truncated", reason: "page 2 is gone" } } },
    });

  test.each<[keyof typeof complete, Sketch, string]>([
    ["members", { ...live, members: { ada: "owner", bob: "viewer" } }, ""],
    ["members", { ...live, members: { ada: "owner" } }, "; removals withheld: members/bob"],
    ["roles", { ...live, roles: { clerk: ["read"], own: [] } }, ""],
    ["roles", { ...live, roles: {} }, "; removals withheld: roles/clerk"],
    ["tenants", { ...live, tenants: { ...live.tenants, us: {} } }, ""],
    ["projects", { ...live, projects: { ...live.projects, "eu/ring": {} } }, ""],
    ["projects", { ...live, projects: {} }, "; removals withheld: projects/watch"],
    ["grants", { ...live, tenants: { eu: { bob: "tenant-admin" } } }, ""],
    ["grants", { ...live, tenants: { eu: {} } }, "; removals withheld: tenants/eu/members/bob"],
    ["grants", { ...live, projects: { "eu/watch": {} } }, "; removals withheld: projects/watch/members/bob"],
  ])("of %s refuses what follows from it (case %#)", (collection, wanted, withheld) => {
    expect(messages(unsure(collection, wanted))).toEqual([
      `the listing of ${collection} is truncated: page 2 is gone${withheld} (\`--allow listing-incomplete\` lets this plan pass)`,
    ]);
  });

  test("withholds its own removals, and another one its own", () => {
    const truncated = { state: "truncated", reason: "page 2 is gone" } as const;
    const completeness = { ...complete, members: truncated, roles: truncated };
    const wanted = { ...live, members: { ada: "owner" }, roles: {} };
    expect(messages(storyPlan({ live, wanted, reading: { completeness } }))).toEqual([
      expect.stringContaining("removals withheld: members/bob ("),
      expect.stringContaining("removals withheld: roles/clerk ("),
    ]);
  });

  test("does not matter to what does not follow from it", () => {
    for (const collection of ["roles", "tenants", "projects", "grants"] as const) {
      const plan = unsure(collection, { ...live, members: { ada: "owner", bob: "viewer" } });
      expect([collection, codes(plan), lines(plan)]).toEqual([collection, [], ["change-role members/bob"]]);
    }
  });
});

describe("--allow", () => {
  test("is recorded once and in order, and lets pass what it names alone", () => {
    const plan = guarded(
      { promotions: 0, owners: { min: 3, max: undefined } },
      {
        live: { members: { ada: "owner", bob: "member" } },
        wanted: { members: { ada: "owner", bob: "admin" } },
        request: { allowed: ["too-many-promotions", "approvals-required", "too-many-promotions"] },
      },
    );
    expect([codes(plan), plan.allowed]).toEqual([["too-few-owners"], ["approvals-required", "too-many-promotions"]]);
  });
});
