import type { Finding } from "../diagnostics/finding.ts";
import { quoted } from "../diagnostics/printable.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { emailKey } from "../membership/email.ts";
import type { Assertion, Term } from "./assertion.ts";
import { evaluate, type Verdict } from "./evaluate.ts";
import type { LoadedPolicy } from "./load-policy.ts";
import { parseAssertion } from "./parse-assertion.ts";
import type { PolicyState, StateName } from "./policy-state.ts";
import type { Sentence } from "./sentence.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What one assertion comes to, state by state. */
export interface AssertionResult {
  readonly sentence: Sentence;
  readonly assertion: Assertion;
  readonly verdicts: ReadonlyMap<StateName, Verdict>;
  /**
   * `broken` where it does not hold of what is declared or planned; `mended` where it does not hold of the live state
   * alone, which the plan changes.
   */
  readonly outcome: "holds" | "mended" | "broken";
}

/** What a file of assertions comes to. */
export interface PolicyResult {
  readonly results: readonly AssertionResult[];
  /** Sentences that cannot be understood, and addresses that are probably slips. */
  readonly findings: readonly Finding[];
}

/** Reads every sentence of a file and evaluates it in every state. */
export function checkPolicy(
  policy: LoadedPolicy,
  vocabulary: Vocabulary,
  states: readonly PolicyState[],
): PolicyResult {
  const words = { ...vocabulary, groups: new Map([...vocabulary.groups, ...policy.people]) };
  const results: AssertionResult[] = [];
  const findings: Finding[] = clashes(policy, vocabulary);
  for (const sentence of policy.sentences) {
    const { assertion, fault } = parseAssertion(sentence.text, words);
    if (assertion === undefined) {
      findings.push(sentence.finding(fault.code, "error", fault.message, fault));
      continue;
    }
    findings.push(...strangers(sentence, assertion.subject, words));
    const verdicts = new Map(states.map((state) => [state.name, evaluate(assertion, state)]));
    results.push({ sentence, assertion, verdicts, outcome: outcomeOf(verdicts) });
  }
  return { results, findings };
}

function outcomeOf(verdicts: ReadonlyMap<StateName, Verdict>): AssertionResult["outcome"] {
  const broken = [...verdicts].filter(([, { holds }]) => !holds).map(([name]) => name);
  if (broken.length === 0) return "holds";
  return broken.every((name) => name === "current") && verdicts.size > 1 ? "mended" : "broken";
}

/** A name that means one thing in the charter and another here would be read as whichever came last. */
function clashes({ people, fault }: LoadedPolicy, { groups }: Vocabulary): Finding[] {
  return [...people.keys()]
    .filter((name) => groups.has(name))
    .map((name) =>
      fault(
        "ambiguous-word",
        ["people", name],
        `${quoted(name)} is a group of the charter already; choose another name`,
      ),
    );
}

/** Somebody unknown can be meant, and denied something; where the address is nearly that of somebody known, say so. */
function strangers(sentence: Sentence, subject: readonly Term[], { people }: Vocabulary): Finding[] {
  const emails = subject.flatMap((term) => (term.kind === "people" ? term.emails : []));
  return emails.flatMap((email) => {
    if (people.has(emailKey(email))) return [];
    const near = nearAddress(email, people.values());
    if (near === undefined) return [];
    const message = `nobody has the address ${quoted(email)}; did you mean ${quoted(near)}?`;
    const offset = sentence.text.indexOf(email);
    return [
      sentence.finding("unknown-person", "warning", message, offset < 0 ? undefined : { offset, length: email.length }),
    ];
  });
}

/** Of the same domain and nearly the same name, or of the same name and nearly the same domain. */
function nearAddress(email: string, known: Iterable<string>): string | undefined {
  const [name = "", domain = ""] = email.toLowerCase().split("@");
  const names = new Map<string, string>();
  const domains = new Map<string, string>();
  for (const one of known) {
    const [otherName = "", otherDomain = ""] = one.toLowerCase().split("@");
    if (otherDomain === domain) names.set(otherName, one);
    if (otherName === name) domains.set(otherDomain, one);
  }
  return names.get(nearest(name, names.keys()) ?? "") ?? domains.get(nearest(domain, domains.keys()) ?? "");
}
