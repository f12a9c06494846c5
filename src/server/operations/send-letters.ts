import type { Change } from "../../membership/change.ts";
import type { Means } from "../means.ts";
import type { Transacting } from "./transact.ts";

/** Letters that a write has put into the queue leave as soon as it is committed. */
export function sendLetters(
  { letters }: Means,
  { afterwards }: Transacting,
  changes: readonly Pick<Change, "kind">[],
): void {
  if (changes.some(({ kind }) => kind === "invite-member" || kind === "resend-invitation")) {
    afterwards.push(() => letters.wake());
  }
}
