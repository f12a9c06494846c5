/** What happened to a letter, for whoever runs the server. No token, password or address of a person is in it. */
export interface LetterEvent {
  /** `delayed` is tried again; `refused` is not, until the invitation is sent again. */
  readonly outcome: "sent" | "delayed" | "refused";
  /** Key of the organization. */
  readonly organization: string;
  /** Id of the invitation, as the API gives it. */
  readonly invitation: string;
  readonly attempt: number;
  /** Why it did not leave. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly nextAttemptAt?: string;
}
