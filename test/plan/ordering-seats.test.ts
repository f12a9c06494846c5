import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { model, type Sketch } from "../_support/build.ts";
import { codes, ordered, storyPlan, waits } from "../_support/plan-story.ts";

/** The standard model with other tiers. */
function withTiers(tiers: Record<string, { title: string; memberLimit: number }>): RoleModel {
  const document = tryFindBuiltInDocument("standard");
  if (document === undefined) throw new Error("no standard model");
  return compileRoleModel({ ...document, tiers });
}

describe("seats", () => {
  const five: Sketch = { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member", e: "member" } };

  test("beyond the free ones wait for one leaver each, and free ones for nobody", () => {
    expect(
      ordered({
        live: { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member" } },
        wanted: { members: { ada: "owner", d: "member", x: "member", y: "member", z: "member" } },
      }),
    ).toEqual([
      "remove-member members/b",
      "remove-member members/c",
      "invite-member members/x",
      "invite-member members/y < remove-member members/b",
      "invite-member members/z < remove-member members/c",
    ]);
  });

  test("are freed by cancelled invitations and taken by those sent again, where pending ones take one", () => {
    const live: Sketch = {
      tier: "free",
      members: {
        ada: "owner",
        b: { role: "member", status: "expired" },
        c: "member",
        d: "member",
        e: { role: "member", status: "invited" },
        f: { role: "viewer", status: "invited" },
      },
    };
    const members = { ada: "owner", b: "member", c: "member", d: "member", f: "viewer", g: "member" };
    expect(waits(storyPlan({ live, wanted: { members } }))).toEqual([
      "cancel-invitation members/e",
      "resend-invitation members/b < cancel-invitation members/e",
      "invite-member members/g",
    ]);
  });

  test("are not freed by an expired invitation", () => {
    const live: Sketch = { ...five, members: { ...five.members, x: { role: "member", status: "expired" } } };
    const plan = storyPlan({
      live,
      wanted: { members: { ada: "owner", b: "member", c: "member", d: "member", n: "member" } },
    });
    expect(waits(plan)).toEqual([
      "cancel-invitation members/x",
      "remove-member members/e",
      "invite-member members/n < remove-member members/e",
    ]);
  });

  test("are bought before they are taken, and freed ones serve what is bought too little", () => {
    const on = "tenants-and-projects";
    const people = (from: number, to: number) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, index) => [`m${String(from + index).padStart(2, "0")}`, "member"]),
      );
    const live: Sketch = { tier: "team", members: { ada: "owner", ...people(0, 23) } };
    const wanted: Sketch = { settings: { seats: 1 }, members: { ada: "owner", ...people(1, 26) } };
    expect(ordered({ on, live, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/m00",
      "invite-member members/m23",
      "invite-member members/m24 < update-organization organization",
      "invite-member members/m25 < update-organization organization, remove-member members/m00",
    ]);
  });

  test("are freed by the one who applies the plan last of all", () => {
    const wanted: Sketch = { members: { b: "owner", c: "member", d: "member", x: "member", y: "member" } };
    const live: Sketch = { ...five, members: { ...five.members, b: "owner" } };
    expect(waits(storyPlan({ live, wanted }))).toEqual([
      "remove-member members/e",
      "invite-member members/x < remove-member members/e",
      "remove-member members/ada < invite-member members/x",
      "invite-member members/y < remove-member members/ada",
    ]);
  });

  test("are taken only once those beyond the limit have left, where more are there than may be", () => {
    const full: Sketch = { ...five, members: { ...five.members, f: "member", g: "member" } };
    const wanted: Sketch = { members: { ada: "owner", b: "member", c: "member", x: "member", y: "member" } };
    expect(ordered({ live: full, wanted })).toEqual([
      "remove-member members/d",
      "remove-member members/e",
      "remove-member members/f",
      "remove-member members/g",
      "invite-member members/x < remove-member members/d, remove-member members/e, remove-member members/f",
      "invite-member members/y < remove-member members/g, invite-member members/x",
    ]);
  });

  describe("where pending invitations take none", () => {
    const standard = model("standard");
    const uncounted: RoleModel = { ...standard, invitations: { ...standard.invitations, pendingTakesSeat: false } };
    const plan = (live: Sketch, wanted: Sketch) => {
      const made = storyPlan({ live, wanted, request: { model: uncounted } });
      expect(codes(made)).toEqual([]);
      return waits(made);
    };

    test("one that is freed serves everybody who is invited", () => {
      const members = { ada: "owner", b: "member", c: "member", d: "member", x: "member", y: "member" };
      expect(plan(five, { members })).toEqual([
        "remove-member members/e",
        "invite-member members/x < remove-member members/e",
        "invite-member members/y < remove-member members/e",
      ]);
    });

    test("one that is bought, or free already, does too", () => {
      const four: Sketch = { tier: "free", members: { ada: "owner", b: "member", c: "member", d: "member" } };
      const invited = { x: "member", y: "member" };
      expect(plan(four, { members: { ...four.members, ...invited } })).toEqual([
        "invite-member members/x",
        "invite-member members/y",
      ]);
      expect(plan(five, { tier: "pro", members: { ...five.members, ...invited } })).toEqual([
        "update-organization organization",
        "invite-member members/x < update-organization organization",
        "invite-member members/y < update-organization organization",
      ]);
    });

    test("an invitation waits until one is free where more are there than may be, and is sent again at once", () => {
      const live: Sketch = {
        ...five,
        members: { ...five.members, f: "member", z: { role: "member", status: "expired" } },
      };
      const wanted: Sketch = {
        members: { ada: "owner", b: "member", c: "member", d: "member", x: "member", z: "member" },
      };
      expect(plan(live, wanted)).toEqual([
        "remove-member members/e",
        "remove-member members/f",
        "resend-invitation members/z",
        "invite-member members/x < remove-member members/e, remove-member members/f",
      ]);
    });

    test("nobody is invited while all are taken for good", () => {
      const wanted: Sketch = { members: { ...five.members, x: "member" } };
      expect(codes(storyPlan({ live: five, wanted, request: { model: uncounted } }))).toEqual(["seat-limit-reached"]);
    });
  });

  test("wait for no update that gives none", () => {
    const wanted: Sketch = {
      title: "Acme",
      members: { ada: "owner", b: "member", c: "member", d: "member", x: "member" },
    };
    expect(ordered({ live: five, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/e",
      "invite-member members/x < remove-member members/e",
    ]);
  });

  test("are as many as come where the tier has no limit", () => {
    const live: Sketch = { members: { ada: "owner", b: "member" } };
    expect(ordered({ live, wanted: { members: { ada: "owner", c: "member" } } })).toEqual([
      "remove-member members/b",
      "invite-member members/c",
    ]);
  });
});

describe("the tier", () => {
  test("that gives more comes before what needs it, and nothing else waits", () => {
    const live: Sketch = { tier: "free", members: { ada: "owner", bob: "viewer", cid: "viewer" } };
    const wanted: Sketch = {
      tier: "enterprise",
      roles: { own: ["read"] },
      members: { ada: "owner", bob: "security-lead", cid: "member", dan: "own" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "update-organization organization",
      "create-role roles/own < update-organization organization",
      "change-role members/bob < update-organization organization",
      "change-role members/cid",
      "invite-member members/dan < update-organization organization, create-role roles/own",
    ]);
  });

  test("that gives less comes after everything, but for what lowers the one who applies the plan", () => {
    const live: Sketch = {
      tier: "enterprise",
      title: "Old",
      roles: { own: ["read"] },
      members: { ada: "owner", bob: "own", cid: "security-lead", dan: "owner" },
    };
    const wanted: Sketch = { tier: "free", members: { ada: "admin", bob: "viewer", cid: "member", dan: "owner" } };
    expect(ordered({ live, wanted })).toEqual([
      "change-role members/cid",
      "change-role members/bob",
      "delete-role roles/own < change-role members/bob",
      "update-organization organization < change-role members/cid, delete-role roles/own",
      "change-role members/ada < update-organization organization",
    ]);
  });

  test("with fewer seats but more roles is one that gives less", () => {
    const live: Sketch = { tier: "pro", settings: { seats: 5 }, members: { ada: "owner", bob: "member" } };
    expect(ordered({ live, wanted: { settings: { seats: 1 }, members: { ada: "owner" } } })).toEqual([
      "remove-member members/bob",
      "update-organization organization < remove-member members/bob",
    ]);
  });

  test("that has more roles and fewer seats comes after those who leave, and before what needs it", () => {
    const tier = (title: string, memberLimit: number) => ({ title, memberLimit });
    const rules = withTiers({ free: tier("Free", 5), pro: tier("Many", 25), enterprise: tier("Few, and free", 3) });
    const live: Sketch = { tier: "pro", members: { ada: "owner", bob: "viewer", cid: "viewer", dan: "viewer" } };
    const wanted: Sketch = {
      tier: "enterprise",
      roles: { own: ["read"] },
      members: { ada: "owner", bob: "own", eve: "member" },
    };
    const plan = storyPlan({ live, wanted, request: { model: rules } });
    expect(codes(plan)).toEqual([]);
    expect(waits(plan)).toEqual([
      "remove-member members/cid",
      "remove-member members/dan",
      "invite-member members/eve",
      "update-organization organization < remove-member members/cid, remove-member members/dan, invite-member members/eve",
      "create-role roles/own < update-organization organization",
      "change-role members/bob < update-organization organization, create-role roles/own",
    ]);
  });

  test("alone decides: a title waits for nothing", () => {
    const live: Sketch = { title: "Old", members: { ada: "owner", bob: "member" } };
    expect(ordered({ live, wanted: { title: "New", members: { ada: "owner" } } })).toEqual([
      "update-organization organization",
      "remove-member members/bob",
    ]);
  });

  test("that gives more comes before an edited custom role and whoever gets one, and before nobody else", () => {
    const roles = { own: ["read"] };
    const live: Sketch = { tier: "pro", roles, members: { ada: "owner", bob: "viewer", cid: "viewer", eve: "viewer" } };
    const wanted: Sketch = {
      tier: "enterprise",
      roles: { own: ["read", "issues:triage"] },
      members: { ada: "owner", bob: "own", cid: "security-lead" },
    };
    expect(ordered({ live, wanted })).toEqual([
      "update-organization organization",
      "update-role roles/own < update-organization organization",
      "change-role members/bob < update-organization organization, update-role roles/own",
      "change-role members/cid",
      "remove-member members/eve",
    ]);
    const given: Sketch = { ...live, tier: "enterprise", members: { ...live.members, bob: "own" } };
    expect(ordered({ live, wanted: given })).toEqual([
      "update-organization organization",
      "change-role members/bob < update-organization organization",
    ]);
  });

  test("with as many seats and fewer roles is one that gives less", () => {
    const seats = { title: "As large as the others", memberLimit: 25 };
    const rules = withTiers({ free: seats, pro: seats, enterprise: seats });
    const members = { ada: "owner", bob: "viewer" } as const;
    const plan = (live: Sketch, wanted: Sketch) => waits(storyPlan({ live, wanted, request: { model: rules } }));
    expect(plan({ tier: "pro", members: { ada: "owner", bob: "security-lead" } }, { tier: "free", members })).toEqual([
      "change-role members/bob",
      "update-organization organization < change-role members/bob",
    ]);
    expect(plan({ tier: "enterprise", roles: { own: ["read"] }, members }, { tier: "pro", members })).toEqual([
      "delete-role roles/own",
      "update-organization organization < delete-role roles/own",
    ]);
    expect(plan({ tier: "free", members }, { tier: "pro", members: { ada: "owner", bob: "member" } })).toEqual([
      "update-organization organization",
      "change-role members/bob",
    ]);
  });

  test("settings that give no seat wait for nothing", () => {
    const person = (role: string) => ({ role, attributes: { memberType: "employee" } });
    const live: Sketch = { members: { ada: person("owner"), bob: person("member") } };
    const wanted: Sketch = { settings: { taktInterval: "20m" }, members: { ada: person("owner") } };
    expect(ordered({ on: "member-types", live, wanted })).toEqual([
      "update-organization organization",
      "remove-member members/bob",
    ]);
  });
});
