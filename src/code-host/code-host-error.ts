export interface CodeHostErrorDetails {
  readonly status?: number;
  readonly refused?: boolean;
  readonly cause?: unknown;
}

/**
 * Why a code host could not be asked, or gave an answer that nothing may be concluded from: a typed error at the
 * room's door, with a sentence for people. Whoever asked for approvals takes it for none.
 */
export class CodeHostError extends Error {
  override readonly name = "CodeHostError";
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** True where the host answered well, and what it said approves nothing. */
  readonly refused: boolean;

  constructor(message: string, details: CodeHostErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.refused = details.refused ?? false;
  }
}
