/** What was asked is understood and must not be done; nothing was written. Ends the command with exit code 3. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}
