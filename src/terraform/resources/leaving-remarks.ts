import type { Collection } from "../../membership/declaration.ts";
import type { Look } from "../provider/look.ts";

const MOST = 20;

/**
 * What a whole-set resource says about those whom it does not declare. Terraform shows what a state loses, and a
 * resource that is created has no state yet.
 */
export function leavingRemarks(
  { completeness }: Look,
  collection: Collection,
  leaving: readonly string[],
  prior: object | undefined,
): string[] {
  const listing = completeness[collection];
  if (listing.state !== "complete")
    return [`Nobody is removed who is not declared, since the listing cannot be trusted: ${listing.reason}`];
  if (prior !== undefined || leaving.length === 0) return [];
  const named = leaving.slice(0, MOST).join(", ");
  const more = leaving.length > MOST ? ` and ${leaving.length - MOST} more` : "";
  return [`Whoever is not in the set is removed with this apply, ${leaving.length} in all: ${named}${more}.`];
}
