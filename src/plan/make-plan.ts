import type { Capabilities } from "../membership/capabilities.ts";
import { addressOf, type ChangeKind } from "../membership/change.ts";
import type { Declaration } from "../membership/declaration.ts";
import { OrganizationDraft } from "../membership/draft.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { ORGANIZATION } from "../membership/scope.ts";
import { type Actor, holdingsOf } from "../membership/standing.ts";
import { ApprovalPanel } from "./approval-panel.ts";
import { type Approvals, countedApprovers, namedApprovers } from "./approvals.ts";
import { changeId } from "./change-id.ts";
import { describe } from "./describe.ts";
import { diff } from "./diff.ts";
import type { Difference } from "./difference.ts";
import type { GuardCode } from "./guard-code.ts";
import { guardRefusals } from "./guards.ts";
import { type OrderedChange, order } from "./order.ts";
import type { Plan, PlanActor, PlannedChange, PlanRefusal, Unmanaged, Waiting } from "./plan.ts";
import { digestOf, encodePlan } from "./plan-document.ts";
import { printedAddress } from "./printed-address.ts";
import { reliedOn } from "./relied-on.ts";
import { type SimulatedStep, simulate } from "./simulate.ts";
import { unsupportedRefusals } from "./unsupported.ts";

/** Everything that a plan follows from. The same request gives the same plan, to the byte. */
export interface PlanRequest {
  readonly model: RoleModel;
  readonly declaration: Declaration;
  readonly reading: Reading;
  readonly actor: Actor;
  /** The target that was read. */
  readonly api: string;
  /** What the API can do; by default everything. */
  readonly capabilities?: Capabilities;
  /** On whose authority the plan is made, besides the token's; by default the token alone decides. */
  readonly approvals?: Approvals;
  /** Guards that a person switched off. */
  readonly allowed?: readonly GuardCode[];
}

/** Compares, orders, simulates and judges: the value that is shown, approved and applied. */
export function makePlan(request: PlanRequest): Plan {
  const { model, declaration, reading, actor, approvals } = request;
  const live = new OrganizationDraft(model, reading.organization);
  const difference = diff(model, declaration, reading);
  const ordered = order(difference.wanted, live, actor);
  const after = live.copy();
  const panel = approvals && new ApprovalPanel(live, approvals);
  const simulation = simulate(after, actor, ordered, panel);
  const allowed = [...new Set(request.allowed ?? [])].sort();
  const guards = guardRefusals({
    guards: declaration.guards,
    before: live,
    after,
    changes: ordered,
    withheld: difference.withheld,
    completeness: reading.completeness,
    approvers: countedApprovers(live, approvals),
  }).filter(({ code }) => !allowed.includes(code));
  const changes = ordered.map((change, index) => plannedChange(live, change, index, simulation.steps[index]));
  return sealed({
    organization: reading.organization.key,
    roleModel: model.key,
    digest: "",
    api: request.api,
    actor: planActor(live, actor),
    approvers: namedApprovers(live, approvals),
    ...authorAndReview(approvals),
    base: {
      version: reading.version,
      reliesOn: reliedOn(live, changes, [actor.email, ...countedApprovers(live, approvals)]),
    },
    changes,
    waiting: sorted(difference.waiting),
    refusals: [
      ...modelMismatch(declaration, model),
      ...(request.capabilities === undefined ? [] : unsupportedRefusals(request.capabilities, ordered)),
      ...(panel?.refusals(changes.length) ?? []),
      ...simulation.refusals,
      ...guards,
    ],
    unmanaged: sorted<Unmanaged>(difference.unmanaged),
    access: simulation.access.map(printedAddress(declaration.organization, reading.organization)),
    allowed,
    summary: summarize(difference),
  });
}

function plannedChange(
  live: OrganizationDraft,
  ordered: OrderedChange,
  index: number,
  step: SimulatedStep | undefined,
): PlannedChange {
  const { change, source, needs } = ordered;
  return {
    id: changeId(index),
    address: addressOf(change),
    change,
    ...describe(live, change),
    needs: needs.map(changeId),
    effects: step?.effects ?? [],
    privilege: step?.privilege ?? "unchanged",
    ...(source === undefined ? {} : { source }),
  };
}

function authorAndReview({ author, review }: Partial<Approvals> = {}): Pick<Plan, "author" | "review"> {
  return { ...(author === undefined ? {} : { author }), ...(review === undefined ? {} : { review }) };
}

/** A role model that differs from the API's decides nothing: the plan would be judged by other rules. */
function modelMismatch({ roleModel, organization }: Declaration, model: RoleModel): PlanRefusal[] {
  if (roleModel === undefined || roleModel === model.key) return [];
  const message = `the charter is written for the role model ${roleModel}, and the API runs ${model.key}`;
  return [
    {
      code: "role-model-mismatch",
      address: "organization",
      message,
      ...(organization.source ? { source: organization.source } : {}),
    },
  ];
}

function planActor(live: OrganizationDraft, actor: Actor): PlanActor {
  const role = holdingsOf(live, actor, ORGANIZATION)[0]?.role;
  return { email: actor.email, role: role?.key ?? null, level: role?.level ?? null };
}

function sorted<Entry extends Waiting | Unmanaged>(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((left, right) => (left.address < right.address ? -1 : 1));
}

function summarize({ wanted }: Difference): Plan["summary"] {
  const counts = new Map<ChangeKind, number>();
  for (const { change } of wanted) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function sealed(plan: Plan): Plan {
  return { ...plan, digest: digestOf(encodePlan(plan)) };
}
