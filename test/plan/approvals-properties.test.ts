import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authority } from "../../src/membership/authority.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Grant, Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { ORGANIZATION, type Place } from "../../src/membership/scope.ts";
import { holdingAt, holdingsOf } from "../../src/membership/standing.ts";
import { subjectsTouchedBy } from "../../src/membership/touched-subjects.ts";
import { ApprovalPanel } from "../../src/plan/approval-panel.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan, PlannedChange } from "../../src/plan/plan.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { arbitraryDesired, arbitraryLive, ROOT } from "../_support/arbitrary-organization.ts";
import { declare, model, NO_GUARDS, read } from "../_support/build.ts";

const RUNS = Number(process.env.CHARTER_PROPERTY_RUNS ?? 60);
/** With fewer tries, chance may offer no plan at all that its approvers can accept. */
const ENOUGH_TO_ACCEPT = 50;
const OPEN = { ...NO_GUARDS, removals: 100, promotions: 1000, owners: { min: undefined, max: 1000 } };

interface Proposal {
  readonly rules: RoleModel;
  readonly live: Organization;
  readonly desired: Organization;
  /** Applies the plan. */
  readonly actor: string;
}

function plan({ rules, live, desired, actor }: Proposal, approvers: readonly string[], author?: string): Plan {
  return makePlan({
    model: rules,
    declaration: declare(desired, { guards: OPEN }),
    reading: read(live),
    actor: { email: actor },
    api: "memory",
    approvals: { approvers, ...(author === undefined ? {} : { author }) },
  });
}

/**
 * What the rule says, worked out by building organizations instead of asking the panel: each change, where it runs,
 * is permitted to the token and to some approver other than the author, whom it does not raise.
 */
function isAccepted(proposal: Proposal, approvers: readonly string[], author: string | undefined): boolean {
  const { rules, live, actor } = proposal;
  const { changes } = plan(proposal, []);
  const counted = approvers.filter((email) => author === undefined || emailKey(email) !== emailKey(author));
  const step = new OrganizationDraft(rules, live);
  return changes.every(({ change }) => {
    if (judge(step, { email: actor }, change).length > 0) return false;
    const asThey = snapshotOf(step);
    applyChange(step, change);
    return counted.some(
      (email) =>
        mayThemselves(rules, live, asThey, email, change) &&
        !isRaised(rules, live, asThey, snapshotOf(step), emailKey(email)) &&
        !widensOwnRole(rules, live, email, change),
    );
  });
}

/** A copy that later steps do not show through. */
function snapshotOf(draft: OrganizationDraft): Organization {
  const { roles, members, tenants, projects, ...rest } = draft.copy().toOrganization();
  return {
    ...rest,
    roles: new Map(roles),
    members: new Map(members),
    tenants: new Map([...tenants].map(([key, tenant]) => [key, { ...tenant, members: new Map(tenant.members) }])),
    projects: new Map([...projects].map(([key, project]) => [key, { ...project, members: new Map(project.members) }])),
  };
}

/** May they, in an organization that is as at this step, but in which they have what they have live? */
function mayThemselves(
  rules: RoleModel,
  live: Organization,
  step: Organization,
  email: string,
  change: PlannableChange,
): boolean {
  const key = emailKey(email);
  const roles = new Map(step.roles);
  // Their own custom roles as they are live, beside those of the same key as they are by now.
  for (const role of live.roles.values()) roles.set(`was-${role.key}`, { ...role, key: `was-${role.key}` });
  const was = <Held extends { readonly role: string }>(held: Held): Held =>
    live.roles.has(held.role) ? { ...held, role: `was-${held.role}` } : held;
  const theirs = (grants: ReadonlyMap<EmailKey, Grant>, past: ReadonlyMap<EmailKey, Grant> | undefined) => {
    const merged = new Map(grants);
    const own = past?.get(key);
    merged.delete(key);
    return own === undefined ? merged : merged.set(key, was(own));
  };
  const members = new Map(step.members);
  const own = live.members.get(key);
  members.delete(key);
  if (own !== undefined) members.set(key, was(own));
  const hybrid: Organization = {
    ...step,
    roles,
    members,
    tenants: new Map(
      [...step.tenants].map(([at, tenant]) => [
        at,
        { ...tenant, members: theirs(tenant.members, live.tenants.get(at)?.members) },
      ]),
    ),
    projects: new Map(
      [...step.projects].map(([at, project]) => {
        const past = live.projects.get(at);
        const tenant = past === undefined ? project.tenant : past.tenant;
        return [at, { ...project, tenant, members: theirs(project.members, past?.members) }];
      }),
    ),
  };
  return authority(new OrganizationDraft(rules, hybrid), { email }, change).length === 0;
}

/**
 * Have they, at any place at all, a permission or a level now that they had not before; or more in a project that
 * moved than they had there before the plan?
 */
function isRaised(
  rules: RoleModel,
  live: Organization,
  before: Organization,
  after: Organization,
  email: EmailKey,
): boolean {
  const first = new OrganizationDraft(rules, live);
  const past = new OrganizationDraft(rules, before);
  const present = new OrganizationDraft(rules, after);
  const places: Place[] = [
    ORGANIZATION,
    ...[...after.tenants.keys()].map((tenant): Place => ({ scope: "tenant", tenant })),
    ...[...after.projects.keys()].map((project): Place => ({ scope: "project", project })),
  ];
  const moved = [...after.projects].filter(
    ([key, { tenant }]) => before.projects.has(key) && before.projects.get(key)?.tenant !== tenant,
  );
  const given = places.some((place) => {
    const had = holdingAt(past, email, place);
    const has = holdingAt(present, email, place);
    if (has === undefined) return false;
    const more = [...has.permissions].some((permission) => had?.permissions.has(permission) !== true);
    return more || (has.role.level ?? -1) > (had?.role.level ?? -1);
  });
  const effective = (draft: OrganizationDraft, project: string) =>
    new Set(holdingsOf(draft, { email }, { scope: "project", project }).flatMap(({ permissions }) => [...permissions]));
  return given || moved.some(([key]) => !effective(present, key).isSubsetOf(effective(first, key)));
}

/** Does the change put a permission that they lack at the organization into a role that they have live? */
function widensOwnRole(rules: RoleModel, live: Organization, email: string, change: PlannableChange): boolean {
  if (change.kind !== "update-role" || change.permissions === undefined) return false;
  const key = emailKey(email);
  const held = [live, ...live.tenants.values(), ...live.projects.values()].some(
    ({ members }) => members.get(key)?.role === change.role,
  );
  const present = live.roles.get(change.role)?.permissions ?? [];
  const atOrganization = holdingAt(new OrganizationDraft(rules, live), key, ORGANIZATION)?.permissions;
  return (
    held &&
    change.permissions.some((permission) => !present.includes(permission) && atOrganization?.has(permission) !== true)
  );
}

/** An order that `needs` allows, chosen by the numbers. */
function inSomeOrder({ changes }: Plan, choices: Iterator<number>): PlannedChange[] {
  const done = new Set<string>();
  const order: PlannedChange[] = [];
  while (order.length < changes.length) {
    const ready = changes.filter(({ id, needs }) => !done.has(id) && needs.every((need) => done.has(need)));
    const next = ready[choices.next().value % ready.length];
    if (next === undefined) throw new Error("nothing is ready: the plan has a circle");
    done.add(next.id);
    order.push(next);
  }
  return order;
}

/** Active people by numbers; the root among them about as often as anybody. */
function people(live: Organization, numbers: readonly number[]): string[] {
  const active = [...live.members.values()].filter(({ status }) => status === "active").map(({ email }) => email);
  return [...new Set(numbers.map((number) => active[number % active.length] ?? ROOT))];
}

for (const { key } of builtInDocuments()) {
  const rules = model(key);
  const proposal = fc
    .tuple(arbitraryLive(rules), arbitraryDesired(rules), fc.nat(20), fc.boolean())
    .map(([live, desired, who, root]): Proposal => {
      const [somebody = ROOT] = people(live, [who]);
      return { rules, live, desired, actor: root ? ROOT : somebody };
    });
  const some = fc.array(fc.nat(20), { maxLength: 4 });

  describe(key, () => {
    test("a plan is accepted exactly where each change is permitted to the token and to an approver whom it does not raise", () => {
      let accepted = 0;
      fc.assert(
        fc.property(proposal, some, fc.option(fc.nat(20), { nil: undefined }), (proposed, numbers, by) => {
          const approvers = people(proposed.live, numbers);
          const author = by === undefined ? undefined : people(proposed.live, [by])[0];
          const made = plan(proposed, approvers, author);
          const expected = isAccepted(proposed, approvers, author);
          if (expected && made.changes.length > 0) accepted++;
          expect({ accepted: made.refusals.length === 0, refusals: expected ? made.refusals : [] }).toEqual({
            accepted: expected,
            refusals: [],
          });
        }),
        { numRuns: RUNS },
      );
      if (RUNS >= ENOUGH_TO_ACCEPT) expect(accepted).toBeGreaterThan(0);
    });

    test("one more approver never turns an accepted plan into a refused one", () => {
      fc.assert(
        fc.property(proposal, some, fc.nat(20), (proposed, numbers, more) => {
          const approvers = people(proposed.live, numbers);
          if (plan(proposed, approvers).refusals.length > 0) return;
          expect(plan(proposed, people(proposed.live, [...numbers, more])).refusals).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    });

    test("an accepted plan is covered in every order in which its changes may run", () => {
      fc.assert(
        fc.property(proposal, some, fc.infiniteStream(fc.nat(50)), (proposed, numbers, choices) => {
          const approvers = people(proposed.live, numbers);
          const made = plan(proposed, approvers);
          if (made.refusals.length > 0) return;
          const live = new OrganizationDraft(rules, proposed.live);
          const step = live.copy();
          const panel = new ApprovalPanel(live, { approvers });
          for (const { change } of inSomeOrder(made, choices)) {
            const unapproved = panel.ask(step, change, subjectsTouchedBy(step, change));
            applyChange(step, change);
            expect({ change, refusals: unapproved() }).toEqual({ change, refusals: [] });
          }
        }),
        { numRuns: RUNS },
      );
    });

    test("what one person alone approves raises them nowhere", () => {
      fc.assert(
        fc.property(proposal, fc.nat(20), (proposed, who) => {
          const [approver = ROOT] = people(proposed.live, [who]);
          const made = plan(proposed, [approver]);
          if (made.refusals.length > 0) return;
          const after = new OrganizationDraft(rules, proposed.live);
          for (const { change } of made.changes) applyChange(after, change);
          const gains = made.access.filter(({ email }) => email === emailKey(approver)).flatMap((delta) => delta.gains);
          expect(gains).toEqual([]);
          expect(isRaised(rules, proposed.live, proposed.live, snapshotOf(after), emailKey(approver))).toBe(false);
        }),
        { numRuns: RUNS },
      );
    });
  });
}
