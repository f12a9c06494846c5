import type { Guards } from "../membership/declaration.ts";
import type { CharterPlaces } from "./charter-places.ts";
import type { CharterDocument } from "./generated/charter-document.ts";

/** The rails that a charter sets. What it does not set stays undefined: the planner has the defaults. */
export function resolveGuards({ guards = {} }: CharterDocument, places: CharterPlaces): Guards {
  const { removals, promotions, owners, required = [], approvals } = guards;
  const file = places.documentOf(["guards", "required"]);
  return {
    removals: typeof removals === "string" ? Number.parseInt(removals, 10) : removals,
    promotions,
    owners: { min: owners?.min, max: owners?.max },
    required: required.map((email, index) => {
      return file === undefined ? { email } : { email, source: file.positionOfEntry(required, index) };
    }),
    approvals,
  };
}
