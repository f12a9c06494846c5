/** Why a journal can't be used: a typed error with a sentence that says what to do. */
export class JournalError extends Error {
  override readonly name = "JournalError";
  readonly code: "journal-busy" | "journal-corrupt" | "journal-mismatch" | "journal-unwritable";

  constructor(code: JournalError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
