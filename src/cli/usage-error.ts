/** Something about how the command was called: what is wrong, and what to type instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
