import type { Capabilities } from "../membership/capabilities.ts";
import { addressOf, type PlannableChange } from "../membership/change.ts";
import type { Wanted } from "./difference.ts";
import type { PlanRefusal } from "./plan.ts";

/** What is declared and the API cannot do at all: better said before than found out half-way. */
export function unsupportedRefusals(capabilities: Capabilities, wanted: readonly Wanted[]): PlanRefusal[] {
  return wanted.flatMap(({ change, source }) => {
    const lacking = lackingFor(capabilities, change);
    if (lacking === undefined) return [];
    const message = `${change.kind} is not possible: this API has no ${lacking}`;
    const refusal: PlanRefusal = { code: "unsupported-by-api", address: addressOf(change), message };
    return [source === undefined ? refusal : { ...refusal, source }];
  });
}

function lackingFor(capabilities: Capabilities, change: PlannableChange): string | undefined {
  switch (change.kind) {
    case "override-permissions":
      return capabilities.overrides ? undefined : "overrides";
    case "create-role":
    case "update-role":
    case "delete-role":
      return capabilities.customRoles ? undefined : "custom roles";
    case "invite-member":
    case "cancel-invitation":
      return capabilities.invitations === "none" ? "invitations" : undefined;
    case "resend-invitation":
      return capabilities.invitations === "expiring" ? undefined : "invitations that expire";
    default:
      return undefined;
  }
}
