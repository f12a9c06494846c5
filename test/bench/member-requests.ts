import type { Request } from "autocannon";
import type { Organization } from "../../src/membership/organization.ts";
import { ACTOR } from "./generated-organization.ts";

export const KINDS = ["read", "write"] as const;
export type Kind = (typeof KINDS)[number];

/** Requests of one connection at most: what it asks for the second time is as warm as it is in use. */
const MOST = 400;

/** For each connection people of its own, who are read, or whose attribute is changed to and fro. */
export function memberRequests(
  kind: Kind,
  { members }: Organization,
  token: string,
  connections: number,
): (connection: number) => Request[] {
  const people = [...members.values()].map(({ email }) => email).filter((email) => email !== ACTOR);
  const authorization = `Bearer ${token}`;
  const path = (email: string) => `/v1/organizations/acme/members/${encodeURIComponent(email)}`;
  const patch = (email: string, memberType: string): Request => ({
    method: "PATCH",
    path: path(email),
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ attributes: { memberType } }),
  });
  return (connection) => {
    const own = people.filter((_email, index) => index % connections === connection).slice(0, MOST);
    if (kind === "read") return own.map((email) => ({ method: "GET", path: path(email), headers: { authorization } }));
    return ["external", "freelancer"].flatMap((type) => own.map((email) => patch(email, type)));
  };
}
