import type { FleetOutcome, Verdict } from "../../fleet/verdict.ts";
import type { CharterGroup } from "../charter-groups.ts";
import { INVALID } from "../ended.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Finished, runOne } from "../many-organizations.ts";
import type { Terminal } from "../terminal.ts";
import { applyOne } from "../verbs/apply.ts";
import type { ApplyOptions } from "../verbs/apply-command.ts";
import { driftOfOne } from "../verbs/plan.ts";

/** What a worker does with an organization: it looks, or it carries out what its charter wants. */
export const MODES = ["drift", "apply"] as const;
export type Mode = (typeof MODES)[number];

/** More of what was said than this is for whoever runs `charter plan` there. */
const DETAIL_LIMIT = 4_000;

const OUTCOMES: Readonly<Record<ExitCode, FleetOutcome>> = {
  [EXIT.done]: "in-sync",
  [EXIT.error]: "error",
  [EXIT.pending]: "drifted",
  [EXIT.refused]: "refused",
  [EXIT.incomplete]: "incomplete",
};

/** One attempt at one organization, as `charter drift` or `charter apply --yes` would make it. */
export async function reconcileOne(
  terminal: Terminal,
  charter: CharterGroup,
  mode: Mode,
  options: ApplyOptions,
): Promise<Verdict> {
  const plain: Terminal = { ...terminal, color: { out: false, err: false }, width: { out: undefined, err: undefined } };
  const manner = { unstarted: EXIT.incomplete, asks: false };
  const one = mode === "apply" ? applyOne : driftOfOne;
  return verdictOf(await runOne(plain, charter, { ...options, format: "json" }, one, manner));
}

function verdictOf({ code, summary, out, err }: Finished): Verdict {
  const { digest, outcomes = [] } = out === "" ? {} : (JSON.parse(out) as Printed);
  const changes = outcomes.filter(({ outcome, resumed }) => outcome === "done" && resumed !== true).length;
  const outcome = code === EXIT.error && summary === INVALID.summary ? "invalid" : OUTCOMES[code];
  return {
    outcome: outcome === "in-sync" && outcomes.length > 0 ? "applied" : outcome,
    summary,
    changes,
    ...(digest === undefined ? {} : { digest }),
    ...(err === "" || code === EXIT.done || code === EXIT.pending ? {} : { detail: err.slice(0, DETAIL_LIMIT) }),
  };
}

/** What a worker reads of the documents that both verbs print. */
interface Printed {
  readonly digest?: string;
  readonly outcomes?: readonly { readonly outcome: string; readonly resumed?: boolean }[];
}
