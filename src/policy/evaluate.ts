import { type EmailKey, emailKey } from "../membership/email.ts";
import { formatPlace, type Place } from "../membership/scope.ts";
import type { Assertion, Term } from "./assertion.ts";
import { attributeOf } from "./attribute-of.ts";
import { tryFindHeld, tryFindLack } from "./holds.ts";
import type { PolicyState } from "./policy-state.ts";

/** One person of whom an assertion is not true, and why. */
export interface Counterexample {
  readonly email: string;
  /** `has`: what must not be; `lacks`: what must be; `absent`: nobody of this address is there. */
  readonly what: "has" | "lacks" | "absent";
  /** `organization`, `tenants/KEY`, `projects/KEY`; absent where no single place is meant. */
  readonly place?: string;
  /** What gives the permission: `organization role admin`, `override` … */
  readonly through?: string;
  /** The value that an attribute has instead. */
  readonly value?: string;
  /** True where it comes only once an invitation is accepted. */
  readonly invited?: true;
}

/** Whether an assertion holds in one state, and of whom it does not. */
export interface Verdict {
  readonly holds: boolean;
  /** How many people it was asked of; of nobody, anything holds. */
  readonly examined: number;
  /** In the order of the addresses. */
  readonly counterexamples: readonly Counterexample[];
}

/** Whether an assertion holds in a state, and of whom it does not. Costs no more than looking at each person once. */
export function evaluate(assertion: Assertion, state: PolicyState): Verdict {
  const { quantifier, subject } = assertion;
  const isMeant = matcher(state, subject);
  const matched = [...state.people.keys()].filter((person) => isMeant(person) !== (quantifier === "only"));
  const examined = quantifier === "each" ? [...new Set([...matched, ...named(subject)])].sort() : matched;
  const counterexamples = examined.flatMap((person) => {
    const found = quantifier === "each" ? lacking(assertion, state, person) : having(assertion, state, person);
    return found === undefined ? [] : [found];
  });
  return { holds: counterexamples.length === 0, examined: examined.length, counterexamples };
}

/** Whoever is named must be there, so that it can be true of them. */
function named(subject: readonly Term[]): EmailKey[] {
  return subject.flatMap((term) => (term.kind === "people" ? term.emails.map(emailKey) : []));
}

/** Tells of anybody whether they are meant. */
function matcher(state: PolicyState, subject: readonly Term[]): (person: EmailKey) => boolean {
  const listed = new Set(named(subject));
  return (person) => listed.has(person) || subject.some((term) => fits(state, term, person));
}

/** Whether somebody is of this kind; who is named is known without looking. */
function fits(state: PolicyState, term: Term, person: EmailKey): boolean {
  switch (term.kind) {
    case "everybody":
      return true;
    case "people":
      return false;
    case "role":
      return tryFindHeld(state, person, { kind: "has-role", role: term.role }, { kind: "somewhere" }) !== undefined;
    case "attribute":
      return attributeOf(state.facts, person, term.attribute) === term.value;
  }
}

function having({ predicate, where }: Assertion, state: PolicyState, person: EmailKey): Counterexample | undefined {
  const held = tryFindHeld(state, person, predicate, where);
  if (held === undefined) return undefined;
  return { ...about(state, person, "has"), ...at(held.place), ...(held.through && { through: held.through }) };
}

function lacking(
  { predicate, where, subject }: Assertion,
  state: PolicyState,
  person: EmailKey,
): Counterexample | undefined {
  if (!state.people.has(person)) return { email: spelled(subject, person), what: "absent" };
  const lack = tryFindLack(state, person, predicate, where);
  if (lack === undefined) return undefined;
  const value = predicate.kind === "attribute" ? attributeOf(state.facts, person, predicate.attribute) : undefined;
  return { ...about(state, person, "lacks"), ...at(lack.place), ...(value === undefined ? {} : { value }) };
}

function about(state: PolicyState, person: EmailKey, what: "has" | "lacks"): Counterexample {
  const email = state.people.get(person) ?? person;
  return { email, what, ...(what === "has" && state.invited.has(person) ? { invited: true as const } : {}) };
}

function at(place: Place | undefined): { readonly place?: string } {
  return place === undefined ? {} : { place: formatPlace(place) };
}

function spelled(subject: readonly Term[], person: EmailKey): string {
  const emails = subject.flatMap((term) => (term.kind === "people" ? term.emails : []));
  return emails.find((email) => emailKey(email) === person) ?? person;
}
