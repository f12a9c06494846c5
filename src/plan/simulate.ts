import type { Privilege } from "../membership/access.ts";
import type { PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { applyChange } from "../membership/evolve.ts";
import { judge } from "../membership/judge.ts";
import { list } from "../membership/refusal-text.ts";
import type { Actor } from "../membership/standing.ts";
import { subjectsTouchedBy } from "../membership/touched-subjects.ts";
import { AccessLedger } from "./access-ledger.ts";
import type { ApprovalPanel } from "./approval-panel.ts";
import { changeId } from "./change-id.ts";
import type { Wanted } from "./difference.ts";
import { cascadesOf } from "./effects.ts";
import { effectsOnToken } from "./lowered-ceiling.ts";
import type { AccessDelta, PlanRefusal } from "./plan.ts";

/** What one change causes, and does to access. */
export interface SimulatedStep {
  readonly effects: readonly string[];
  readonly privilege: Privilege;
}

/** What would happen: per change in order, and in the end. */
export interface Simulation {
  readonly steps: readonly SimulatedStep[];
  readonly refusals: readonly PlanRefusal[];
  readonly access: readonly AccessDelta[];
}

/**
 * Runs changes one after another on a draft, each judged as the API will judge it. A refused change is carried out
 * all the same, so that what depends on it is not refused only for that; all refusals are reported.
 *
 * @param panel the approvers, where the plan is made on somebody's authority besides the token's
 */
export function simulate(
  draft: OrganizationDraft,
  actor: Actor,
  changes: readonly Wanted[],
  panel?: ApprovalPanel,
): Simulation {
  const ledger = new AccessLedger(movingIn(changes));
  const refusals: PlanRefusal[] = [];
  const steps = changes.map(({ change, source }, index): SimulatedStep => {
    const refuse = (refusal: PlanRefusal) => refusals.push(source === undefined ? refusal : { ...refusal, source });
    judge(draft, actor, change).forEach(refuse);
    const cascades = [...cascadesOf(draft, change), ...effectsOnToken(draft, actor, change)];
    const touched = subjectsTouchedBy(draft, change);
    const unapproved = panel?.ask(draft, change, touched);
    const { privilege, gained } = ledger.observe(draft, changeId(index), touched, () => applyChange(draft, change));
    unapproved?.().forEach(refuse);
    return { effects: [...cascades, ...sensitive(draft, change, gained)], privilege };
  });
  return { steps, refusals, access: ledger.deltas(draft) };
}

/** Keys of the projects that go from one tenant into another. */
function movingIn(changes: readonly Wanted[]): Set<string> {
  return new Set(
    changes.flatMap(({ change }) =>
      change.kind === "update-project" && change.tenant !== undefined ? [change.project] : [],
    ),
  );
}

/** A sensitive permission is flagged where it is handed out and where it is put into a role. */
function sensitive(draft: OrganizationDraft, change: PlannableChange, gained: ReadonlySet<string>): string[] {
  const flagged = (permissions: Iterable<string>) =>
    [...permissions].filter((key) => draft.model.permissions.get(key)?.sensitive === true).sort();
  if (change.kind === "create-role") {
    const contained = flagged(change.permissions);
    return contained.length === 0 ? [] : [`contains sensitive ${list(contained)}`];
  }
  const granted = flagged(gained);
  return granted.length === 0 ? [] : [`grants sensitive ${list(granted)}`];
}
