import { printable } from "../../diagnostics/printable.ts";
import { formatPosition } from "../../diagnostics/source.ts";
import type { AssertionResult } from "../../policy/check-policy.ts";
import { counterexampleText } from "../../policy/counterexample-text.ts";
import type { Verdict } from "../../policy/evaluate.ts";
import type { StateName } from "../../policy/policy-state.ts";
import { type Paint, paint } from "../../render/paint.ts";

/** The results of one file of assertions. */
export interface TestedFile {
  readonly file: string;
  readonly organization: string;
  readonly charter: string;
  /** What was looked at. */
  readonly states: readonly StateName[];
  readonly results: readonly AssertionResult[];
}

const MOST_SHOWN = 20;
const SIGNS = { holds: "✓", mended: "~", broken: "✗" } as const;

/** Results as a person reads them: every assertion, and whom it fails for through what. */
export function testText(tested: readonly TestedFile[], { color }: { readonly color: boolean }): string {
  const colors = paint(color);
  const sections = tested.map((file) => fileText(file, colors));
  const all = tested.flatMap(({ results }) => results);
  return `${[...sections, colors.strong(countText(all))].join("\n\n")}\n`;
}

function fileText({ file, organization, charter, states, results }: TestedFile, colors: Paint): string {
  const about = printable(` about ${organization} (${charter}), ${states.join(", ")}`);
  const lines = results.flatMap((result) => resultLines(result, colors));
  return [colors.strong(printable(file)) + colors.faint(about), ...lines].join("\n");
}

function resultLines({ sentence, assertion, verdicts, outcome }: AssertionResult, colors: Paint): string[] {
  const sign = SIGNS[outcome];
  const color = { holds: colors.added, mended: colors.warned, broken: colors.removed }[outcome];
  const text = printable(sentence.text);
  if (outcome === "holds") {
    const ofNobody = [...verdicts.values()].every(({ examined }) => examined === 0);
    return [`  ${color(sign)} ${text}${ofNobody ? colors.faint("  of nobody") : ""}`];
  }
  const at = colors.faint(printable(formatPosition(sentence.place.source)));
  const reason = sentence.reason === undefined ? [] : [`      ${colors.faint(printable(sentence.reason))}`];
  const failing = [...verdicts].filter(([, { holds }]) => !holds);
  const lines = failing.flatMap(([state, verdict]) => verdictLines(state, verdict, assertion, colors));
  const mended = outcome === "mended" ? [colors.faint("      the plan mends it")] : [];
  return [`  ${color(sign)} ${text}  ${at}`, ...reason, ...lines, ...mended];
}

function verdictLines(
  state: StateName,
  { counterexamples }: Verdict,
  { predicate }: AssertionResult["assertion"],
  colors: Paint,
): string[] {
  const shown = counterexamples
    .slice(0, MOST_SHOWN)
    .map((one) => `      ${state}: ${counterexampleText(predicate, one)}`);
  const more = counterexamples.length - shown.length;
  return more === 0 ? shown : [...shown, colors.faint(`      … and ${more} more; --json has all of them`)];
}

function countText(results: readonly AssertionResult[]): string {
  const count = (outcome: AssertionResult["outcome"]) => results.filter((one) => one.outcome === outcome).length;
  const mended = count("mended");
  const broken = count("broken");
  const holding = `${count("holds")} of ${results.length} hold`;
  return `${holding}${mended === 0 ? "" : `, ${mended} once the plan is applied`}${broken === 0 ? "" : `; ${broken} broken`}.`;
}
