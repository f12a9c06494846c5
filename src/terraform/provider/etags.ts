import { emailKey } from "../../membership/email.ts";
import type { Organization, Provenance } from "../../membership/organization.ts";

/** The version of the object at an address, as the organization was read. */
export function tryFindEtag(organization: Organization, address: string): string | undefined {
  return tryFindObject(organization, address)?.etag;
}

function tryFindObject(organization: Organization, address: string): Provenance | undefined {
  const [collection, key = "", inner, ...rest] = address.split("/");
  const email = emailKey(inner === undefined ? key : rest.join("/"));
  switch (collection) {
    case "organization":
      return organization;
    case "members":
      return organization.members.get(emailKey([key, inner, ...rest].filter((part) => part !== undefined).join("/")));
    case "roles":
      return organization.roles.get(key);
    case "tenants":
      return inner === undefined ? organization.tenants.get(key) : organization.tenants.get(key)?.members.get(email);
    case "projects":
      return inner === undefined ? organization.projects.get(key) : organization.projects.get(key)?.members.get(email);
    default:
      return undefined;
  }
}
