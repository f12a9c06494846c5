import type { OrganizationDraft } from "../membership/draft.ts";
import { emailKey } from "../membership/email.ts";
import type { Wanted } from "./difference.ts";

/**
 * Whom a plan raises at the organization: to a higher level, or, on platforms without levels, to a sensitive
 * permission that they did not have. Invitations raise nobody; a raised custom role counts once.
 */
export function promotionsIn(
  before: OrganizationDraft,
  after: OrganizationDraft,
  changes: readonly Wanted[],
): string[] {
  return changes.flatMap(({ change }) => {
    switch (change.kind) {
      case "change-role":
      case "transfer-ownership": {
        const from = before.member(emailKey(change.email))?.role;
        const to = after.member(emailKey(change.email))?.role;
        return from !== undefined && to !== undefined && isRaised(before, from, after, to) ? [change.email] : [];
      }
      case "update-role": {
        const held = before.activeWithRole(change.role) > 0;
        return held && isRaised(before, change.role, after, change.role) ? [`roles/${change.role}`] : [];
      }
      default:
        return [];
    }
  });
}

function isRaised(before: OrganizationDraft, from: string, after: OrganizationDraft, to: string): boolean {
  const past = before.role("organization", from);
  const next = after.role("organization", to);
  if (past === undefined || next === undefined) return false;
  if (past.level !== undefined && next.level !== undefined) return next.level > past.level;
  return [...next.permissions].some(
    (key) => !past.permissions.has(key) && after.model.permissions.get(key)?.sensitive === true,
  );
}
