import { EXIT, type ExitCode } from "./exit-code.ts";

/** How a command over one organization ended. */
export interface Ended {
  readonly code: ExitCode;
  /** What it came to, in one line. */
  readonly summary: string;
}

/** The charter has errors, which were printed. */
export const INVALID: Ended = { code: EXIT.error, summary: "the charter has errors" };

/** Worst first: what somebody has to look into, then what was refused, what running again goes on with, what is left. */
const WORST_FIRST: readonly ExitCode[] = [EXIT.error, EXIT.refused, EXIT.incomplete, EXIT.pending, EXIT.done];

/** The one exit code of several. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.done;
}
