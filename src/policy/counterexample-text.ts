import { printable } from "../diagnostics/printable.ts";
import type { Predicate } from "./assertion.ts";
import type { Counterexample } from "./evaluate.ts";

/** One counterexample in words: who, what, where and through what. */
export function counterexampleText(predicate: Predicate, counterexample: Counterexample): string {
  return printable(wording(predicate, counterexample));
}

function wording(predicate: Predicate, { email, what, place, through, value, invited }: Counterexample): string {
  if (what === "absent") return `${email} is not in the organization`;
  if (predicate.kind === "attribute" && what === "lacks")
    return value === undefined
      ? `${email} has no ${predicate.attribute}`
      : `${email} has ${predicate.attribute} ${value}`;
  const where = place === undefined ? (what === "lacks" ? " anywhere" : "") : ` at ${place}`;
  const source = through === undefined ? "" : `, through ${through}`;
  const when = invited === undefined ? "" : ", once the invitation is accepted";
  return `${email} ${verb(predicate, what)}${predicate.kind === "attribute" ? "" : where}${source}${when}`;
}

function verb(predicate: Predicate, what: "has" | "lacks"): string {
  switch (predicate.kind) {
    case "can":
      return `${what === "has" ? "can" : "cannot"} ${predicate.permission}`;
    case "has-role":
      return `${what === "has" ? "has" : "does not have"} ${predicate.role}`;
    case "attribute":
      return `has ${predicate.attribute} ${predicate.value}`;
  }
}
