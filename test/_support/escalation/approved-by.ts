import type { Change, PlannableChange } from "../../../src/membership/change.ts";
import { OrganizationDraft } from "../../../src/membership/draft.ts";
import { applyChange } from "../../../src/membership/evolve.ts";
import { judge } from "../../../src/membership/judge.ts";
import type { Organization } from "../../../src/membership/organization.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { subjectsTouchedBy } from "../../../src/membership/touched-subjects.ts";
import { ApprovalPanel } from "../../../src/plan/approval-panel.ts";
import { type Step, tell, type World } from "./hunt.ts";
import { sayable, type Words } from "./vocabulary.ts";

/**
 * Plans of one or two changes which the token of `token` applies on the authority of one approver, written by
 * `author`; and whatever an invited person accepts. A longer plan comes to the same as several of these, but for what
 * is asked of the organization before it: the approver's own standing.
 */
export function approvedBy(
  model: RoleModel,
  words: Words,
  { token, approver, author }: { readonly token: string; readonly approver: string; readonly author: string },
): World["steps"] {
  return function* (organization, changes) {
    const live = new OrganizationDraft(model, organization);
    const panel = new ApprovalPanel(live, { approvers: [approver], author });
    const firsts = panel.refusals(1).length > 0 ? [] : planned(model, panel, token, organization, changes);
    for (const first of firsts) {
      yield first;
      const more = sayable(model, first.next, words);
      for (const second of planned(model, panel, token, first.next, more)) {
        yield { told: `${first.told}, and in the same plan ${second.told}`, next: second.next };
      }
    }
    for (const change of changes) {
      if (change.kind !== "accept-invitation" || judge(live, { email: change.email }, change).length > 0) continue;
      const draft = new OrganizationDraft(model, organization);
      applyChange(draft, change);
      yield { told: tell({ email: change.email }, change), next: draft.toOrganization() };
    }
  };
}

function* planned(
  model: RoleModel,
  panel: ApprovalPanel,
  token: string,
  organization: Organization,
  changes: Iterable<Change>,
): Iterable<Step> {
  for (const change of changes) {
    if (!isPlannable(change)) continue;
    const draft = new OrganizationDraft(model, organization);
    if (judge(draft, { email: token }, change).length > 0) continue;
    const unapproved = panel.ask(draft, change, subjectsTouchedBy(draft, change));
    applyChange(draft, change);
    if (unapproved().length === 0) yield { told: tell({ email: token }, change), next: draft.toOrganization() };
  }
}

function isPlannable(change: Change): change is PlannableChange {
  return change.kind !== "accept-invitation" && change.kind !== "delete-organization";
}
