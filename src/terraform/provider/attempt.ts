import type { PlannableChange } from "../../membership/change.ts";
import type { Refusal, RefusalCode } from "../../membership/refusal.ts";
import type { At } from "./diagnostic.ts";

/** A change that a resource asks for, and where in the configuration it comes from. */
export interface Attempt {
  readonly change: PlannableChange;
  /** The attribute at fault, where the change is refused. */
  readonly at: At;
  /** Another attribute for some of the reasons. */
  readonly atFor?: { readonly [Code in RefusalCode]?: At };
  /** Another attribute for single reasons, as the judge words them: where a change has parts that fail for one code. */
  readonly atPart?: readonly { readonly message: string; readonly at: At }[];
  /** Attempts of a lower stage are done before; those of one stage may run side by side. */
  readonly stage: number;
}

/** The attribute at fault, where an attempt is refused for this reason. */
export function placeOfFault({ at, atFor, atPart }: Attempt, { code, message }: Reason): At {
  return atPart?.find((part) => part.message === message)?.at ?? atFor?.[code as RefusalCode] ?? at;
}

/** A refusal by the judge or by the API. */
type Reason = Pick<Refusal, "message"> & { readonly code: string };

/** Refusals that are about the role that a change hands out. */
export function roleFaults(at: At): NonNullable<Attempt["atFor"]> {
  return {
    "role-above-actor": at,
    "permission-not-held": at,
    "self-promotion": at,
    "owner-by-transfer-only": at,
    "role-not-on-tier": at,
    "custom-roles-not-on-tier": at,
    "unknown-role": at,
    "wrong-scope": at,
  };
}

/** In the order of their stages; within one as they came. */
export function inStages(attempts: readonly Attempt[]): Attempt[][] {
  const stages = new Map<number, Attempt[]>();
  for (const attempt of attempts) {
    const known = stages.get(attempt.stage);
    if (known === undefined) stages.set(attempt.stage, [attempt]);
    else known.push(attempt);
  }
  return [...stages].sort(([left], [right]) => left - right).map(([, together]) => together);
}
