import type { Change } from "../../membership/change.ts";
import type { Refusal, RefusalCode } from "../../membership/refusal.ts";
import type { Problem } from "./answer.ts";

/** The HTTP status of a refused change. */
function statusOf(code: RefusalCode, change: Change): number {
  switch (code) {
    case "permission-missing":
    case "role-above-actor":
    case "member-above-actor":
    case "permission-not-held":
    case "self-promotion":
    case "owner-by-transfer-only":
      return 403;
    case "unknown-role":
      return change.kind === "update-role" || change.kind === "delete-role" ? 404 : 422;
    case "unknown-member":
      return change.kind === "transfer-ownership" ? 422 : 404;
    case "unknown-tenant":
      return namesTenantInBody(change) ? 422 : 404;
    case "unknown-project":
      return change.kind === "invite-member" ? 422 : 404;
    case "unknown-permission":
    case "wrong-scope":
    case "attribute-required":
    case "attribute-invalid":
      return 422;
    default:
      return 409;
  }
}

function namesTenantInBody({ kind }: Change): boolean {
  return kind === "invite-member" || kind === "create-project" || kind === "update-project";
}

/** The problem that says why a change was refused: its code is the first refusal's. */
export function refusalProblem(change: Change, refusals: readonly [Refusal, ...Refusal[]]): Problem {
  const [{ code, message }] = refusals;
  return { kind: "problem", status: statusOf(code, change), code, detail: message, refusals };
}
