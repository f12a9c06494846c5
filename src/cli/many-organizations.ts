import { mapBounded } from "../api/map-bounded.ts";
import { printable } from "../diagnostics/printable.ts";
import { capturedTerminal } from "./captured-terminal.ts";
import { type CharterGroup, groupCharters } from "./charter-groups.ts";
import { type Ended, worstOf } from "./ended.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { explainFailure } from "./explain-failure.ts";
import { asJson } from "./print-plan.ts";
import { refusedAsData } from "./refused-as-data.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import type { PlanOptions } from "./verbs/plan-command.ts";

/** A verb over the charter of one organization. */
type OverOne<Options> = (terminal: Terminal, paths: readonly string[], options: Options) => Promise<Ended>;

/** What came of one organization, and what was said on the way. */
export interface Finished extends Ended {
  readonly name: string;
  readonly out: string;
  readonly err: string;
}

/** How a verb goes about several organizations. */
export interface Manner {
  /** Exit code of an organization that was not begun because of an interruption. */
  readonly unstarted: ExitCode;
  /** A person answers for each of them: then one follows the other, and everything is shown as it comes. */
  readonly asks: boolean;
}

/**
 * Runs a verb over the charters that are named: over one as it is, over several organizations a few at a time, each
 * with its own output, which is shown whole and in the order in which they were named.
 */
export async function overOrganizations<Options extends PlanOptions>(
  terminal: Terminal,
  paths: readonly string[],
  options: Options,
  run: OverOne<Options>,
  manner: Manner = { unstarted: EXIT.error, asks: false },
): Promise<ExitCode> {
  const groups = groupCharters(paths, terminal.cwd);
  if (groups.length < 2) return (await refusedAsData(terminal, options, () => run(terminal, paths, options))).code;
  if (options.format === "html" && !asJson(options))
    throw new UsageError("a page shows one organization: name one charter for --format html");
  const finished = new Array<Finished>(groups.length);
  let shown = 0;
  const work = async (index: number) => {
    finished[index] = await runOne(terminal, groups[index] as CharterGroup, options, run, manner);
    for (let next = finished[shown]; next !== undefined; next = finished[shown]) {
      show(terminal, next, options);
      shown += 1;
    }
  };
  await mapBounded([...groups.keys()], manner.asks ? 1 : atOnce(terminal, options), work);
  const { showSummary } = await import("./many-summary.ts");
  const code = worstOf(finished.map((one) => one.code));
  showSummary(terminal, finished, code, options);
  return code;
}

const MOST_AT_ONCE = 4;

/** An embedded API serves one command at a time. */
function atOnce({ environment }: Terminal, { api, parallel = MOST_AT_ONCE }: PlanOptions): number {
  return (api ?? environment.CHARTER_API ?? "").trim().startsWith("embedded:") ? 1 : parallel;
}

/** Runs a verb over one organization, with its own output, to an end: whatever is thrown is a line of it. */
export async function runOne<Options extends PlanOptions>(
  terminal: Terminal,
  { name, paths }: CharterGroup,
  options: Options,
  run: OverOne<Options>,
  { unstarted, asks }: Manner,
): Promise<Finished> {
  if (terminal.signal.aborted) return { name, code: unstarted, summary: "not begun: interrupted", out: "", err: "" };
  const captured = capturedTerminal(terminal);
  const shown = asks ? terminal : captured.terminal;
  const running = refusedAsData(shown, options, () => run(shown, paths, options));
  const ended = await running.catch((error: unknown): Ended => {
    captured.said.err += explainFailure(error, terminal);
    const code = error instanceof RefusedError ? EXIT.refused : EXIT.error;
    return { code, summary: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  });
  return { name, ...ended, ...captured.said };
}

/** Every line of what is not data names its organization. */
function show(terminal: Terminal, { name, out, err }: Finished, options: PlanOptions): void {
  const lines = err.split("\n");
  if (lines.at(-1) === "") lines.pop();
  terminal.err(lines.map((line) => `${printable(name)}: ${line}\n`).join(""));
  if (!asJson(options) && out !== "") terminal.out(`${out}\n`);
}
