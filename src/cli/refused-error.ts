/** Why a command is refused before there is a plan whose refusals could say so. */
export type RefusedCode =
  | "digest-mismatch"
  | "target-mismatch"
  | "role-model-mismatch"
  | "actor-mismatch"
  | "review-mismatch"
  | "review-refused"
  | "identities-unknown";

/** The plan that is refused, as far as it says what it is. */
export interface RefusedPlan {
  readonly organization: string | undefined;
  readonly digest: string | undefined;
}

/** What was asked is understood and must not be done; nothing was written. Ends the command with exit code 3. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly code: RefusedCode;
  readonly plan: RefusedPlan | undefined;

  constructor(code: RefusedCode, message: string, plan?: RefusedPlan) {
    super(message);
    this.code = code;
    this.plan = plan;
  }
}
