import type { EmailKey } from "../../src/membership/email.ts";
import type { Member, Organization } from "../../src/membership/organization.ts";

const ROLE_CHANGES = 6;
const MISSING = 4;
const UNDECLARED = 3;

/** The live organization of somebody who declares this one: a few people are missing, unknown or in another role. */
export function driftedFrom(declared: Organization): Organization {
  const members = new Map(declared.members);
  const plain = [...declared.members].filter(([, { role }]) => role === "member").slice(0, ROLE_CHANGES + MISSING);
  plain.slice(0, ROLE_CHANGES).forEach(([key, member], index) => {
    // At most as many promotions as a plan may have, so that no guard stands in the way.
    members.set(key, { ...member, role: index % 2 === 0 ? "viewer" : "admin" });
  });
  for (const [key] of plain.slice(ROLE_CHANGES)) members.delete(key);
  for (let index = 0; index < UNDECLARED; index++) {
    const email = `undeclared${index}@acme.example`;
    members.set(email as EmailKey, { email, role: "viewer", status: "active", attributes: {}, overrides: {} });
  }
  const gone = new Set(plain.slice(ROLE_CHANGES).map(([key]) => key));
  return { ...declared, members, ...withoutGrantsOf(gone, declared) };
}

/** The organization with nobody but its owner, and nothing in it. */
export function emptied(declared: Organization, owner: string): Organization {
  const members = new Map<EmailKey, Member>();
  for (const [key, member] of declared.members) if (member.email === owner) members.set(key, member);
  return { ...declared, members, ...withoutGrantsOf(new Set(declared.members.keys()), declared) };
}

function withoutGrantsOf(people: ReadonlySet<EmailKey>, { tenants, projects }: Organization) {
  const staying = <Place extends { readonly members: ReadonlyMap<EmailKey, unknown> }>(place: Place): Place => ({
    ...place,
    members: new Map([...place.members].filter(([email]) => !people.has(email))),
  });
  return {
    tenants: new Map([...tenants].map(([key, tenant]) => [key, staying(tenant)])),
    projects: new Map([...projects].map(([key, project]) => [key, staying(project)])),
  };
}
