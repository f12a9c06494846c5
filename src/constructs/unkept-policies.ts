import { COLLECTIONS } from "../membership/declaration.ts";
import type { Organization } from "./organization.ts";
import type { RoleModelChoice } from "./role-of.ts";

/** What is said about undeclared objects and Terraform does not do: it removes only what it manages. */
export function unkeptPolicies({ props, forms }: Organization<RoleModelChoice>): string[] {
  return COLLECTIONS.filter((collection) => props.unmanaged?.[collection] === "remove")
    .filter((collection) => (collection !== "members" && collection !== "grants") || forms[collection] === "each")
    .map((collection) => {
      const instead = collection === "members" || collection === "grants" ? `; ask for ${collection}: "set"` : "";
      return `unmanaged.${collection} is "remove", but Terraform removes only what it manages${instead}`;
    });
}
