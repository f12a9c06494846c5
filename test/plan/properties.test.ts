import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import type { Actor } from "../../src/membership/standing.ts";
import { changeFault } from "../../src/plan/change-fault.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan, PlannedChange } from "../../src/plan/plan.ts";
import { decodePlan, digestOf, encodePlan } from "../../src/plan/plan-document.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { ROOT } from "../_support/arbitrary-organization.ts";
import { arbitraryPair } from "../_support/arbitrary-pair.ts";
import { declare, model, NO_GUARDS, read } from "../_support/build.ts";

const RUNS = Number(process.env.CHARTER_PROPERTY_RUNS ?? 100);
const OPEN = { ...NO_GUARDS, removals: 100, promotions: 1000, owners: { min: undefined, max: 1000 } };

const ROOTS_OWN: Actor = { email: ROOT };

function plan(rules: RoleModel, live: Organization, desired: Organization, actor = ROOTS_OWN): Plan {
  return makePlan({
    model: rules,
    declaration: declare(desired, { guards: OPEN }),
    reading: read(live),
    actor,
    api: "memory",
  });
}

/** Carries a plan out in the given order and accepts nothing that a rule refuses. */
function carryOut(
  rules: RoleModel,
  live: Organization,
  changes: readonly PlannedChange[],
  actor = ROOTS_OWN,
): OrganizationDraft {
  const draft = new OrganizationDraft(rules, live);
  for (const { change, id } of changes) {
    expect({ id, refused: judge(draft, actor, change) }).toEqual({ id, refused: [] });
    applyChange(draft, change);
  }
  return draft;
}

function acceptAll(draft: OrganizationDraft): void {
  for (const member of [...draft.members.values()]) {
    if (member.status === "invited") applyChange(draft, { kind: "accept-invitation", email: member.email });
  }
}

/** Any order that `needs` allows, chosen by the numbers. */
function interleave({ changes }: Plan, choices: readonly number[]): PlannedChange[] {
  const done = new Set<string>();
  const open = [...changes];
  const order: PlannedChange[] = [];
  for (let step = 0; open.length > 0; step++) {
    const ready = open.filter(({ needs }) => needs.every((need) => done.has(need)));
    const next = ready[(choices[step % Math.max(1, choices.length)] ?? 0) % ready.length];
    if (next === undefined) throw new Error("nothing is ready: the plan has a circle");
    open.splice(open.indexOf(next), 1);
    done.add(next.id);
    order.push(next);
  }
  return order;
}

/** The more roles a tier has, the fewer seats: from one tier to another, something is given and something taken. */
function contraryTiers(rules: RoleModel): RoleModel {
  const tiers = [...rules.tiers].map(([key, tier], index) => [key, { ...tier, memberLimit: 6 - index }] as const);
  return { ...rules, tiers: new Map(tiers) };
}

const MODELS: readonly (readonly [title: string, rules: RoleModel])[] = [
  ...builtInDocuments().map(({ key }) => [key, model(key)] as const),
  ["tiers with more roles and fewer seats", contraryTiers(model("standard"))],
];

for (const [title, rules] of MODELS) {
  describe(title, () => {
    const both = arbitraryPair(rules);

    test("whoever holds the keystone can plan from any sound state to any other", () => {
      fc.assert(
        fc.property(both, ([live, desired]) => {
          expect(plan(rules, live, desired).refusals).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    });

    test("every permitted interleaving is sound at every step, and all end in the same state", () => {
      fc.assert(
        fc.property(both, fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }), ([live, desired], choices) => {
          const made = plan(rules, live, desired);
          const straight = carryOut(rules, live, made.changes);
          const shuffled = carryOut(rules, live, interleave(made, choices));
          const rest = (draft: OrganizationDraft) => plan(rules, draft.toOrganization(), desired);
          expect(rest(straight).changes).toEqual([]);
          expect(rest(shuffled).changes).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    });

    test("once everybody has accepted and what waited is applied, the live state is the declared one", () => {
      fc.assert(
        fc.property(both, ([live, desired]) => {
          const first = carryOut(rules, live, plan(rules, live, desired).changes);
          acceptAll(first);
          const second = plan(rules, first.toOrganization(), desired);
          expect(second.refusals).toEqual([]);
          const final = carryOut(rules, first.toOrganization(), second.changes);
          const empty = plan(rules, final.toOrganization(), desired);
          expect([empty.changes, empty.waiting, empty.unmanaged, empty.access]).toEqual([[], [], [], []]);
          expect([...final.members.keys()].sort()).toEqual([...desired.members.keys()].sort());
          for (const [email, { role, implied }] of desired.members)
            if (implied !== true) expect(final.member(emailKey(email))?.role).toBe(role);
          for (const [place, { members }] of desired.projects) {
            const roles = [...(final.projects.get(place)?.members.values() ?? [])].map(
              ({ email, role }) => `${email} ${role}`,
            );
            expect(roles.sort()).toEqual([...members.values()].map(({ email, role }) => `${email} ${role}`).sort());
          }
        }),
        { numRuns: RUNS },
      );
    });

    test("whoever accepts what a plan leaves pending gets no role below that is not declared", () => {
      fc.assert(
        fc.property(both, ([live, desired]) => {
          const draft = carryOut(rules, live, plan(rules, live, desired).changes);
          acceptAll(draft);
          for (const [key, { members }] of draft.projects) {
            const declared = desired.projects.get(key)?.members;
            for (const [email, { role }] of members) expect(declared?.get(email)?.role).toBe(role);
          }
        }),
        { numRuns: RUNS },
      );
    });

    test("a plan of anybody's that is not refused stays permitted in every interleaving, under any ceiling", () => {
      fc.assert(
        fc.property(
          both,
          fc.nat(20),
          fc.option(fc.nat(20), { nil: undefined }),
          fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
          ([live, desired], who, ceiling, choices) => {
            const actor = actorOf(rules, live, who, ceiling);
            const made = plan(rules, live, desired, actor);
            if (made.refusals.length === 0) carryOut(rules, live, interleave(made, choices), actor);
          },
        ),
        { numRuns: RUNS },
      );
    });

    test("the keystone can move away from the one who applies the plan", () => {
      fc.assert(
        fc.property(
          both,
          fc.nat(20),
          fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
          ([live, desired], who, choices) => {
            const made = plan(rules, live, handedOver(rules, live, desired, who));
            expect(made.refusals).toEqual([]);
            carryOut(rules, live, interleave(made, choices));
          },
        ),
        { numRuns: RUNS },
      );
    });

    test("the same plan comes from every order of the input, and from its own file", () => {
      fc.assert(
        fc.property(both, ([live, desired]) => {
          const made = plan(rules, live, desired);
          const backwards = plan(rules, reversed(live), reversed(desired));
          expect(backwards.digest).toBe(made.digest);
          const document = JSON.parse(JSON.stringify(encodePlan(made)));
          expect(digestOf(document)).toBe(made.digest);
          expect(decodePlan(document).changes.map(({ change }) => change)).toEqual(
            made.changes.map(({ change }) => change),
          );
          const faults = decodePlan(document).changes.map(({ change, address }) =>
            changeFault(change, change.kind, address),
          );
          expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    });
  });
}

/** Somebody active, whose token may have an organization role as its ceiling. */
function actorOf(rules: RoleModel, live: Organization, who: number, ceiling: number | undefined): Actor {
  const active = [...live.members.values()].filter(({ status }) => status === "active");
  const email = active[who % active.length]?.email ?? ROOT;
  const roles = [...new OrganizationDraft(rules, live).organizationRoles()];
  const role = ceiling === undefined ? undefined : roles[ceiling % roles.length];
  return role === undefined ? { email } : { email, ceiling: role };
}

function reversed(organization: Organization): Organization {
  const turn = <Key, Value>(map: ReadonlyMap<Key, Value>) => new Map([...map].reverse());
  const places = <Place extends { members: ReadonlyMap<never, unknown> }>(map: ReadonlyMap<string, Place>) =>
    turn(new Map([...map].map(([key, place]) => [key, { ...place, members: turn(place.members) }])));
  return {
    ...organization,
    roles: turn(organization.roles),
    members: turn(organization.members),
    tenants: places(organization.tenants as never) as never,
    projects: places(organization.projects as never) as never,
  };
}

/**
 * The declared organization with the keystone in the hands of somebody who is active now, and the root in theirs. The
 * heir's present role is one of the declared tier: otherwise the tier would have to wait for the transfer, and the
 * former owner could not change it any more.
 */
function handedOver(rules: RoleModel, live: Organization, desired: Organization, who: number): Organization {
  const heirs = [...desired.members].filter(([email]) => {
    const present = live.members.get(email);
    const role = rules.roles.get("organization")?.get(present?.role ?? "");
    const lasts =
      role === undefined ? desired.roles.has(present?.role ?? "") : role.tiers?.has(desired.tier ?? "") !== false;
    return email !== ROOT && present?.status === "active" && lasts && desired.members.get(email)?.implied !== true;
  });
  const heir = heirs[who % Math.max(1, heirs.length)];
  const root = desired.members.get(emailKey(ROOT));
  if (heir === undefined || root === undefined) return desired;
  const members = new Map(desired.members);
  members.set(heir[0], { ...heir[1], role: root.role });
  members.set(emailKey(ROOT), { ...root, role: heir[1].role });
  return { ...desired, members };
}
