import { type Problem, problem } from "../http/answer.ts";
import { etagOf } from "../to-wire.ts";

/** Whether an object that last changed at `changed` fits an `If-Match`; undefined is an object that is not there. */
export function matches(ifMatch: string | undefined, changed: number | undefined): boolean {
  if (ifMatch === undefined) return true;
  if (changed === undefined) return false;
  const tags = ifMatch.split(",").map((tag) => tag.trim().replace(/^"(.*)"$/, "$1"));
  return tags.includes("*") || tags.includes(etagOf(changed));
}

export function preconditionFailed(detail: string): Problem {
  return problem(412, "precondition-failed", detail);
}
