import packageJson from "../../../package.json" with { type: "json" };
import { type Finding, hasErrors, sortFindings } from "../../diagnostics/finding.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import { type AssertionResult, checkPolicy } from "../../policy/check-policy.ts";
import { counterexampleText } from "../../policy/counterexample-text.ts";
import { loadPolicy } from "../../policy/load-policy.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { charterOf, findPolicies, type PolicyFile } from "../find-policies.ts";
import { reportFindings } from "../findings-output.ts";
import { openPolicyWorld, type PolicyWorld } from "../policy-world.ts";
import type { Terminal } from "../terminal.ts";
import type { TestOptions } from "./test-command.ts";
import { type TestedFile, testText } from "./test-text.ts";

/** Checks assertions about who may do what; every one that does not hold is reported, with everybody it fails for. */
export async function test(terminal: Terminal, paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const worlds = new Map<string, Promise<PolicyWorld | undefined>>();
  const sources = new Map<string, string>();
  const tested: TestedFile[] = [];
  const findings: Finding[] = [];
  let failed = false;
  for (const file of findPolicies(paths, terminal.cwd)) {
    const one = await testFile(terminal, file, options, worlds, sources);
    findings.push(...one.findings);
    if (one.tested === undefined) failed = true;
    else tested.push(one.tested);
  }
  await print(terminal, tested, findings, sources, options);
  if (failed || hasErrors(findings)) return EXIT.error;
  return tested.some(({ results }) => results.some(({ outcome }) => outcome === "broken")) ? EXIT.refused : EXIT.done;
}

async function testFile(
  terminal: Terminal,
  file: PolicyFile,
  options: TestOptions,
  worlds: Map<string, Promise<PolicyWorld | undefined>>,
  sources: Map<string, string>,
): Promise<{ readonly tested?: TestedFile; readonly findings: readonly Finding[] }> {
  const policy = loadPolicy(file.path, file.file);
  if (policy.text !== undefined) sources.set(file.file, policy.text);
  if (hasErrors(policy.findings)) return { findings: policy.findings };
  const charter = charterOf(file, policy.charter, terminal.cwd);
  const opening = worlds.get(charter) ?? openPolicyWorld(terminal, charter, options);
  worlds.set(charter, opening);
  const world = await opening;
  if (world === undefined) return { findings: policy.findings };
  const { results, findings } = checkPolicy(policy, world.vocabulary, world.states);
  const states = world.states.map(({ name }) => name);
  return {
    tested: { file: file.file, organization: world.organization, charter, states, results },
    findings: [...policy.findings, ...findings],
  };
}

async function print(
  terminal: Terminal,
  tested: readonly TestedFile[],
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  { format, json }: TestOptions,
): Promise<void> {
  const all = sortFindings([...findings, ...tested.flatMap(({ results }) => results.flatMap(toFindings))]);
  switch (json === true ? "json" : format) {
    case "json":
      return terminal.out(jsonText({ holds: !hasErrors(all), files: tested.map(toJson), findings }));
    case "github":
      return terminal.out((await import("../../render/findings-github.ts")).findingsGithub(all));
    case "sarif":
      return terminal.out((await import("../../render/findings-sarif.ts")).findingsSarif(all, packageJson.version));
    case "text":
      await reportFindings(terminal, findings, sources);
      // Where no sentence could be read, how many hold is no answer.
      if (hasErrors(findings) && tested.every(({ results }) => results.length === 0)) return;
      return terminal.out(testText(tested, { color: terminal.color.out }));
  }
}

/** People whom one finding names. */
const MOST_NAMED = 10;

/** One finding for each state of which an assertion does not hold. */
function toFindings({ sentence, assertion, verdicts, outcome }: AssertionResult): Finding[] {
  return [...verdicts].flatMap(([state, { holds, counterexamples }]) => {
    if (holds) return [];
    const people = counterexamples.slice(0, MOST_NAMED).map((one) => counterexampleText(assertion.predicate, one));
    const more = counterexamples.length - people.length;
    const reason = sentence.reason === undefined ? "" : ` (${sentence.reason})`;
    const who = `${people.join("; ")}${more === 0 ? "" : `; and ${more} more`}`;
    const severity = outcome === "broken" ? "error" : "warning";
    return [sentence.finding("assertion-failed", severity, `does not hold of the ${state} state: ${who}${reason}`)];
  });
}

function toJson({ results, ...file }: TestedFile): object {
  return {
    ...file,
    assertions: results.map(({ sentence, outcome, verdicts }) => ({
      assert: sentence.text,
      ...(sentence.reason === undefined ? {} : { reason: sentence.reason }),
      source: sentence.place.source,
      outcome,
      states: Object.fromEntries(verdicts),
    })),
  };
}
