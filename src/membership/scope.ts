/** Where a role holds. Access flows downward only: organization, then tenant, then project. */
export type Scope = "organization" | "tenant" | "project";

/** From the widest down. */
export const SCOPES: readonly Scope[] = ["organization", "tenant", "project"];

/** One concrete scope of an organization. */
export type Place =
  | { readonly scope: "organization" }
  | { readonly scope: "tenant"; readonly tenant: string }
  | { readonly scope: "project"; readonly project: string };

export const ORGANIZATION: Place = { scope: "organization" };

/** How a place is written in plans and answers: `organization`, `tenants/KEY`, `projects/KEY`. */
export function formatPlace(place: Place): string {
  switch (place.scope) {
    case "organization":
      return "organization";
    case "tenant":
      return `tenants/${place.tenant}`;
    case "project":
      return `projects/${place.project}`;
  }
}

/** Reads what {@link formatPlace} wrote. */
export function parsePlace(text: string): Place {
  const slash = text.indexOf("/");
  const key = text.slice(slash + 1);
  if (slash < 0) return ORGANIZATION;
  return text.startsWith("tenants/") ? { scope: "tenant", tenant: key } : { scope: "project", project: key };
}
