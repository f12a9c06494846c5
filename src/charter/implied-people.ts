import { type EmailKey, emailKey } from "../membership/email.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { CharterDocument, Grant } from "./generated/charter-document.ts";
import type { People } from "./people.ts";

/**
 * Who has a role in a tenant or project that people can be invited to directly, and is not among the members: they
 * join the organization by that invitation.
 */
export function impliedPeople(document: CharterDocument, model: RoleModel | undefined, people: People): Set<EmailKey> {
  const implied = new Set<EmailKey>();
  const add = (person: EmailKey) => {
    if (!people.entries.has(person)) implied.add(person);
  };
  for (const scope of ["tenant", "project"] as const) {
    if (model?.invitations.direct.has(scope) !== true) continue;
    for (const { members = [] } of Object.values(document[`${scope}s`] ?? {}))
      for (const grant of members) for (const person of grantedTo(grant, people)) add(person);
  }
  return implied;
}

/** The people whom one entry is about. */
export function grantedTo({ email, group }: Grant, people: People): readonly EmailKey[] {
  if (group !== undefined) return people.groups.get(group) ?? [];
  return email === undefined ? [] : [emailKey(email)];
}
