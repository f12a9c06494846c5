import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import type { MemberStatus } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { seatLimit, seatsExceeded, takesSeat } from "../../src/membership/seats.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { refusalsOf } from "../_support/refusals-of.ts";
import { smallRoleModel } from "../_support/small-role-model.ts";

const standard = model("standard");
const uncounted: RoleModel = { ...standard, invitations: { ...standard.invitations, pendingTakesSeat: false } };

/** An owner and so many more, of a state. */
function people(count: number, status: MemberStatus = "active"): Sketch["members"] & {} {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { role: "viewer", status }]));
}

const invite: Change = { kind: "invite-member", email: address("new"), role: "viewer", attributes: {} };

describe("the seats of a tier", () => {
  test("are its limit, and what was bought on top where it sells any", () => {
    expect(seatLimit(standard, "free", {})).toBe(5);
    expect(seatLimit(standard, "free", { seats: 3 })).toBe(5);
    expect(seatLimit(standard, "pro", {})).toBe(25);
    expect(seatLimit(standard, "pro", { seats: 3 })).toBe(28);
    expect(seatLimit(standard, "pro", { seats: "3" })).toBe(25);
    const seats = standard.settings.get("seats");
    const generous = {
      ...standard,
      settings: new Map(seats === undefined ? [] : [["seats", { ...seats, default: 2 }]]),
    };
    expect(seatLimit(generous, "pro", {})).toBe(27);
    expect(seatLimit(generous, "pro", { seats: 3 })).toBe(28);
    expect(seatLimit(generous, "free", {})).toBe(5);
  });

  test("are as many as come without a limit, on a tier that is unknown, or with none named", () => {
    expect(seatLimit(standard, "enterprise", { seats: 3 })).toBeUndefined();
    expect(seatLimit(standard, "gold", {})).toBeUndefined();
    expect(seatLimit(standard, undefined, {})).toBeUndefined();
    const named = compileRoleModel(smallRoleModel({ tiers: { undefined: { title: "Odd", memberLimit: 1 } } }));
    expect(seatLimit(named, undefined, {})).toBeUndefined();
  });

  test("are taken by members, by pending invitations where the model counts them, and by none that expired", () => {
    const taking = (rules: RoleModel) =>
      (["active", "invited", "expired"] as const).filter((status) => takesSeat(rules, status));
    expect(taking(standard)).toEqual(["active", "invited"]);
    expect(taking(uncounted)).toEqual(["active"]);
  });
});

describe("with the last seat taken", () => {
  const full: Sketch = { tier: "free", members: { ada: "owner", ...people(4) } };
  const room: Sketch = { tier: "free", members: { ada: "owner", ...people(3) } };
  const reached = ["seat-limit-reached: all 5 seats of the tier free are taken"];
  const asked = (live: Sketch, change: Change, on: string | RoleModel = "standard") =>
    refusalsOf({ on, live, by: "ada", change });

  test("nobody is invited, even where an invitation takes no seat; before it, somebody is", () => {
    expect(asked(full, invite)).toEqual(reached);
    expect(asked(room, invite)).toEqual([]);
    expect(asked({ ...full, tier: "enterprise" }, invite)).toEqual([]);
    expect(asked(full, invite, uncounted)).toEqual(reached);
    expect(asked(room, invite, uncounted)).toEqual([]);
  });

  test("an expired invitation is not sent anew, and a pending one is: it has its seat", () => {
    const resend: Change = { kind: "resend-invitation", email: address("gus") };
    const withGus = (live: Sketch, status: MemberStatus): Sketch => ({
      ...live,
      members: { ...live.members, gus: { role: "viewer", status } },
    });
    expect(asked(withGus(full, "expired"), resend)).toEqual(reached);
    expect(asked(withGus(room, "expired"), resend)).toEqual([]);
    expect(asked(withGus(room, "invited"), resend)).toEqual([]);
    expect(asked(withGus(full, "expired"), resend, uncounted)).toEqual([]);
  });

  test("an invitation is accepted where it had its seat, and is not where it takes one only now", () => {
    const accept: Change = { kind: "accept-invitation", email: address("gus") };
    const live: Sketch = { ...full, members: { ...full.members, gus: { role: "viewer", status: "invited" } } };
    expect(asked(live, accept)).toEqual([]);
    expect(asked(live, accept, uncounted)).toEqual(reached);
  });

  test("everything else goes on", () => {
    expect(asked(full, { kind: "change-role", email: address("p0"), role: "member" })).toEqual([]);
  });
});

describe("a limit that shrinks", () => {
  const live = (count: number, settings: Record<string, number> = {}): Sketch => ({
    tier: "pro",
    settings,
    members: { ada: "owner", ...people(count - 1) },
  });
  const asked = (sketch: Sketch, fields: object) =>
    refusalsOf({ on: "standard", live: sketch, by: "ada", change: { kind: "update-organization", ...fields } });
  const left = (taken: number, limit: number) => [
    `seat-limit-reached: ${taken} seats are taken and only ${limit} would be left`,
  ];

  test("leaves a seat for everybody who has one", () => {
    expect(asked(live(6), { tier: "free" })).toEqual(left(6, 5));
    expect(asked(live(5), { tier: "free" })).toEqual([]);
    expect(asked(live(27, { seats: 3 }), { settings: { seats: 1 } })).toEqual(left(27, 26));
    expect(asked(live(27, { seats: 3 }), { settings: { seats: null } })).toEqual(left(27, 25));
    expect(asked(live(26, { seats: 3 }), { settings: { seats: 1 } })).toEqual([]);
    expect(asked({ ...live(26), tier: "enterprise" }, { tier: "pro" })).toEqual(left(26, 25));
  });

  test("is what is refused, and not one that stays too small or grows", () => {
    const crowded = live(30, { seats: 1 });
    expect(asked(crowded, { title: "New" })).toEqual([]);
    expect(asked(crowded, { settings: { seats: 1 } })).toEqual([]);
    expect(asked(crowded, { settings: { seats: 2 } })).toEqual([]);
    expect(asked(crowded, { tier: "enterprise" })).toEqual([]);
  });
});

describe("people who are all to stay", () => {
  const draft = (rules: RoleModel, members: Sketch["members"] & {}) =>
    new OrganizationDraft(rules, organization({ tier: "free", members }));
  const stay = (...names: string[]) => new Set(names.map((name) => emailKey(address(name))));

  test("have a seat each, those who are yet to be invited as well", () => {
    const some = draft(standard, { ada: "owner", bob: "viewer", old: { role: "viewer", status: "expired" } });
    expect(seatsExceeded(some, stay("ada", "bob", "old", "n1", "n2"))).toEqual([]);
    expect(seatsExceeded(some, stay("ada", "bob", "old", "n1", "n2", "n3"))).toEqual([
      {
        code: "seat-limit-reached",
        address: "members/n3@acme.example",
        message: "all 5 seats of the tier free are taken: this plan needs 6, and there is none for n3@acme.example",
      },
    ]);
  });

  test("are counted once they are members, where invitations take no seat", () => {
    const six = ["ada", "p0", "p1", "p2", "p3", "p4"];
    const members = { ada: "owner", ...people(5) };
    expect(seatsExceeded(draft(uncounted, members), stay(...six))).toHaveLength(1);
    expect(
      seatsExceeded(draft(uncounted, { ...members, p4: { role: "viewer", status: "invited" } }), stay(...six)),
    ).toEqual([]);
    expect(
      seatsExceeded(draft(standard, { ...members, p4: { role: "viewer", status: "invited" } }), stay(...six)),
    ).toHaveLength(1);
  });

  test("are as many as come where there is no limit", () => {
    const open = new OrganizationDraft(standard, organization({ tier: "enterprise", members: { ada: "owner" } }));
    expect(seatsExceeded(open, stay("ada", "n1", "n2", "n3", "n4", "n5", "n6"))).toEqual([]);
  });
});

test.each([
  ["where invitations take one", standard, [1, 2, 2, 1, 2, 2, 1]],
  ["where they take none", uncounted, [1, 1, 2, 1, 1, 2, 1]],
])("a draft counts seats as people are invited, join and go, %s", (_where, rules, expected) => {
  const members: Sketch["members"] & {} = { ada: "owner", gus: { role: "viewer", status: "expired" } };
  const draft = new OrganizationDraft(rules, organization({ members }));
  const steps: Change[] = [
    invite,
    { kind: "accept-invitation", email: address("new") },
    { kind: "remove-member", email: address("new") },
    { kind: "resend-invitation", email: address("gus") },
    { kind: "accept-invitation", email: address("gus") },
    { kind: "remove-member", email: address("gus") },
  ];
  const after = (change: Change) => {
    applyChange(draft, change);
    return draft.seatsTaken();
  };
  expect([draft.seatsTaken(), ...steps.map(after)]).toEqual(expected);
});
