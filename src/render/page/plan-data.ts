import type { SourcePosition } from "../../diagnostics/source.ts";
import type { AccessDelta, Plan, PlannedChange, PlanRefusal } from "../../plan/plan.ts";
import { accessCauses } from "../access-causes.ts";
import { describeChange } from "../describe-change.ts";
import { groupChanges } from "../group-changes.ts";
import type { AccessData, ChangeData, PlanData, RefusalData } from "./page-data.ts";

/** A plan as its page shows it. */
export function planData(plan: Plan): PlanData {
  const causes = accessCauses(plan);
  const groups = groupChanges(plan);
  return {
    refusals: plan.refusals.map(refusalData),
    changes: groups.flatMap(({ title, changes }) => changes.map((change) => changeData(title, change))),
    access: plan.access.map((delta) => accessData(delta, causes(delta))),
    waiting: plan.waiting,
    unmanaged: plan.unmanaged,
  };
}

function refusalData({ code, address, message, source }: PlanRefusal): RefusalData {
  return { code, address, message, ...sourceField(source) };
}

function changeData(group: string, change: PlannedChange): ChangeData {
  const { id, effects, privilege, source } = change;
  return { id, ...describeChange(change), group, effects, privilege, ...sourceField(source) };
}

function accessData({ email, scope, gains, loses, once }: AccessDelta, through: readonly string[]): AccessData {
  return { email, scope, gains, loses, once: once !== undefined, through };
}

function sourceField(source: SourcePosition | undefined): { source?: string } {
  return source === undefined ? {} : { source: `${source.file}:${source.line}` };
}
