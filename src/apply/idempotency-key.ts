import { createHash } from "node:crypto";

/** The name under which an API carries a change out at most once: the same in every attempt and every resumed run. */
export function idempotencyKey(planDigest: string, changeId: string): string {
  return createHash("sha256").update(`${planDigest}\n${changeId}`).digest("hex");
}
