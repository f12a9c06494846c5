import { ValueFault } from "../codec/value-fault.ts";
import { MessageFault } from "../protocol/message-fault.ts";
import type { Method } from "../protocol/message-table.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";

type Message = Readonly<Record<string, unknown>>;

/** What failed: the call, its request as far as it could be read, what was thrown, and whether a stop was asked for. */
export interface Fault {
  readonly method: Method;
  readonly request: Message | undefined;
  readonly error: unknown;
  readonly stopped: boolean;
}

/** What an answer keeps of its request, so that a failure loses nothing that is in the state. */
const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ReadResource: { newState: "currentState", private: "private", newIdentity: "currentIdentity" },
  ApplyResourceChange: { newState: "priorState", private: "plannedPrivate" },
};

/** The answer where a call threw: what happened in the form in which the call can say it. */
export function faultResponse(fault: Fault): Message {
  const { method, request } = fault;
  const { summary, detail } = wording(fault);
  if (method.response === "StopProviderResponse") return { error: `${summary} ${detail}` };
  if (method.response === "CallFunctionResponse") return { error: { text: `${summary} ${detail}` } };
  const diagnostic: Diagnostic = { severity: "error", summary, detail, ...placeOf(fault) };
  const kept = Object.entries(KEPT[method.name] ?? {}).map(([to, from]) => [to, request?.[from]]);
  return { ...Object.fromEntries(kept), diagnostics: [diagnostic] };
}

/** The attribute, and what is in it, where a value is at fault. */
function placeOf({ error }: Fault): Pick<Diagnostic, "attribute"> {
  if (!(error instanceof ValueFault)) return {};
  const [attributeName, ...inner] = error.steps;
  if (typeof attributeName !== "string") return {};
  const steps = inner.map((step) => (typeof step === "number" ? { elementKeyInt: step } : { elementKeyString: step }));
  return { attribute: { steps: [{ attributeName }, ...steps] } };
}

function wording({ method, request, error, stopped }: Fault): { summary: string; detail: string } {
  const of = request?.typeName ?? request?.name;
  const what = typeof of === "string" && of !== "" ? `${method.name} of ${of}` : method.name;
  if (stopped) return { summary: "Stopped.", detail: `Terraform asked the provider to stop before ${what} was done.` };
  if (error instanceof ValueFault || error instanceof MessageFault) return unreadable(what, error);
  const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    summary: "The provider charter failed by a fault of its own.",
    detail: `It was answering ${what} when this was thrown: ${thrown}\n\nThis is a bug in the provider and not in the configuration. The log has where it was thrown: run again with TF_LOG=ERROR.`,
  };
}

function unreadable(what: string, { message }: Error): { summary: string; detail: string } {
  return {
    summary: "The provider charter cannot read what it was sent.",
    detail: `It was answering ${what}: ${message}\n\nTerraform sends nothing of the kind by itself. If the state was edited, or is of another provider, restore it.`,
  };
}
