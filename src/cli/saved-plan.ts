import type { MembershipReader } from "../api/ports.ts";
import type { ApplyJournal } from "../apply/journal.ts";
import { emailKey } from "../membership/email.ts";
import type { Plan, PlannedChange, PlanRefusal } from "../plan/plan.ts";
import { type Present, staleRefusals } from "../plan/stale.ts";
import { actorOf } from "./prepare-plan.ts";
import { RefusedError } from "./refused-error.ts";

/** Reads what a saved plan is held against. A plan for another API, by other rules or of another token is refused. */
export async function readPresent(plan: Plan, reader: MembershipReader): Promise<Present> {
  if (plan.api !== reader.target)
    throw new RefusedError(
      "target-mismatch",
      `the plan was made for ${plan.api}, and this is ${reader.target}. Plan again`,
      plan,
    );
  const [model, identity, reading] = await Promise.all([reader.readRoleModel(), reader.whoAmI(), reader.read()]);
  if (model.key !== plan.roleModel) {
    throw new RefusedError(
      "role-model-mismatch",
      `the plan was judged by the role model ${plan.roleModel}, and the API runs ${model.key}. Plan again`,
      plan,
    );
  }
  if (emailKey(identity.email) !== emailKey(plan.actor.email)) {
    throw new RefusedError(
      "actor-mismatch",
      `the plan was made with the token of ${plan.actor.email}, and this one is ${identity.email}'s. Plan again with it`,
      plan,
    );
  }
  return { model, reading, actor: actorOf(identity) };
}

/** Why the plan may no longer be applied, given what earlier runs of it did and what of that is undone by now. */
export function refusalsOfSaved(
  plan: Plan,
  present: Present,
  journal: ApplyJournal,
  undone: readonly PlannedChange[],
): PlanRefusal[] {
  const entries = [...journal.entries.values()];
  const done = new Set(entries.filter(({ state }) => state === "done").map(({ id }) => id));
  const begun = new Set(entries.filter(({ state }) => state !== "done").map(({ id }) => id));
  return [
    ...undone.map(({ address }) => changedSinceEarlierRun(address)),
    ...staleRefusals(plan, present, { done, begun }),
  ];
}

function changedSinceEarlierRun(address: string): PlanRefusal {
  const message = `${address} is no longer as an earlier run of this plan left it; plan again`;
  return { code: "stale-plan", address, message };
}
