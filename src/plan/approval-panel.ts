import { authority } from "../membership/authority.ts";
import { addressOf, type PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import type { Subject } from "../membership/subject.ts";
import { type Approvals, approverRefusals, countedApprovers } from "./approvals.ts";
import { ApproverFacts } from "./approver-facts.ts";
import { watchGains } from "./own-gains.ts";
import type { PlanRefusal } from "./plan.ts";

/** What stands against one approver's approval of one change; nothing makes it count. */
interface Opinion {
  readonly lacking: readonly string[];
  /** How the change raises the approver themselves. */
  readonly raised: string | undefined;
}

/**
 * The approvers of a plan, asked about each change at the step where it runs: each must be permitted to at least one
 * of them in their own right, by the same judge that the token is held to. What somebody may is what they hold live,
 * before the plan; nobody's approval counts for a change that raises their own access.
 */
export class ApprovalPanel {
  readonly #live: OrganizationDraft;
  readonly #approvals: Approvals;
  readonly #approvers: readonly string[];

  /** @param live the organization before the plan, which must not change while the panel is asked */
  constructor(live: OrganizationDraft, approvals: Approvals) {
    this.#live = live;
    this.#approvals = approvals;
    this.#approvers = countedApprovers(live, approvals);
  }

  /** What is wrong with the approvers themselves, for a plan of so many changes. */
  refusals(changes: number): PlanRefusal[] {
    return approverRefusals(this.#live, this.#approvals, changes);
  }

  /**
   * Asks about a change before it is carried out. The answer comes afterwards: only then is it known whom the change
   * has raised.
   *
   * @param touched everybody whose own access the change may alter
   */
  ask(draft: OrganizationDraft, change: PlannableChange, touched: readonly Subject[]): () => PlanRefusal[] {
    const asked = this.#approvers.map((email) => this.#ask(draft, email, change, touched));
    return () => refusalsOf(change, asked);
  }

  #ask(draft: OrganizationDraft, email: string, change: PlannableChange, touched: readonly Subject[]): () => Opinion {
    const refusals = authority(new ApproverFacts(this.#live, draft, email), { email }, change);
    const gains = watchGains(this.#live, draft, email, change, touched);
    const promotion = refusals.find(({ code }) => code === "self-promotion")?.message;
    return () => {
      const gain = gains();
      const raised = gain === undefined ? promotion : `${email} ${gain}`;
      return { lacking: refusals.map(({ message }) => message), raised };
    };
  }
}

function refusalsOf(change: PlannableChange, asked: readonly (() => Opinion)[]): PlanRefusal[] {
  const opinions = asked.map((ask) => ask());
  if (opinions.some(({ lacking, raised }) => lacking.length === 0 && raised === undefined)) return [];
  const address = addressOf(change);
  const lacking = opinions.filter(({ raised }) => raised === undefined).flatMap((opinion) => opinion.lacking);
  const own = opinions.flatMap(({ raised }) => (raised === undefined ? [] : [raised]));
  return [
    ...refusal("approval-missing", address, "no approver may make this change in their own right", lacking),
    ...refusal("self-approval", address, "nobody's approval counts for what raises their own access", own),
  ];
}

function refusal(
  code: "approval-missing" | "self-approval",
  address: string,
  rule: string,
  reasons: readonly string[],
): PlanRefusal[] {
  return reasons.length === 0 ? [] : [{ code, address, message: `${rule}: ${reasons.join("; ")}` }];
}
