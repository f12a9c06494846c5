/** What happened to a letter, for whoever runs the server. Neither a token nor a password is in it. */
export interface LetterEvent {
  /** `delayed` is tried again; `refused` is not, until the invitation is sent again. */
  readonly outcome: "sent" | "delayed" | "refused";
  /** Key of the organization. */
  readonly organization: string;
  readonly to: string;
  readonly attempt: number;
  /** Why it did not leave. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly nextAttemptAt?: string;
}
