import { summarizeOutcomes } from "../apply/outcome.ts";
import { jsonText } from "../diagnostics/json-text.ts";
import { refusedText } from "../render/plan-summary.ts";
import type { Ended } from "./ended.ts";
import { asJson } from "./print-plan.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";
import type { PlanOptions } from "./verbs/plan-command.ts";

/**
 * Runs what may be refused as a whole. Where the output is to be JSON, the refusal is the same document as that of a plan
 * that is refused when it is applied; it is thrown on, to be said in words and to end the command.
 */
export async function refusedAsData(
  terminal: Terminal,
  options: Pick<PlanOptions, "format" | "json">,
  run: () => Promise<Ended>,
): Promise<Ended> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RefusedError && asJson(options)) terminal.out(jsonText(toJson(error)));
    throw error;
  }
}

function toJson({ code, message, plan }: RefusedError): object {
  return {
    organization: plan?.organization,
    digest: plan?.digest,
    summary: summarizeOutcomes([]),
    message: refusedText(1),
    refusals: [{ code, address: "organization", message }],
    outcomes: [],
  };
}
