import type { Change, ChangeOf } from "./change.ts";
import type { OrganizationDraft } from "./draft.ts";
import { type EmailKey, emailKey } from "./email.ts";
import { heldOrPromisedRole } from "./promise.ts";
import { moves } from "./requirement.ts";
import { ORGANIZATION, type Place } from "./scope.ts";
import { isKeystone } from "./standing.ts";
import type { Subject } from "./subject.ts";

/** Everybody whose own access, at whichever place, a change may alter: to be asked before it is carried out. */
export function subjectsTouchedBy(draft: OrganizationDraft, change: Change): Subject[] {
  switch (change.kind) {
    case "invite-member": {
      const email = emailKey(change.email);
      const own: Subject = { email, place: ORGANIZATION };
      return change.target === undefined ? [own] : [own, { email, place: change.target.place }];
    }
    case "cancel-invitation":
    case "resend-invitation":
    case "accept-invitation":
    case "remove-member":
      return everywhere(draft, emailKey(change.email));
    case "change-role":
    case "override-permissions":
      return [{ email: emailKey(change.email), place: ORGANIZATION }];
    case "transfer-ownership":
      return [...keystoneHoldersOf(draft), { email: emailKey(change.email), place: ORGANIZATION }];
    case "update-role":
      return holdersOfCustomRole(draft, change.role);
    case "grant-tenant-role":
    case "change-tenant-role":
    case "revoke-tenant-role":
      return [{ email: emailKey(change.email), place: { scope: "tenant", tenant: change.tenant } }];
    case "delete-tenant":
      return inTenant(draft, change.tenant);
    case "grant-project-role":
    case "change-project-role":
    case "revoke-project-role":
      return [{ email: emailKey(change.email), place: { scope: "project", project: change.project } }];
    case "delete-project":
      return at(draft, { scope: "project", project: change.project });
    case "update-project":
      return moves(draft, change) ? betweenTenants(draft, change) : [];
    case "update-organization":
    case "delete-organization":
    case "create-role":
    case "delete-role":
    case "update-attributes":
    case "create-tenant":
    case "update-tenant":
    case "create-project":
      return [];
  }
}

function everywhere(draft: OrganizationDraft, email: EmailKey): Subject[] {
  const target = draft.member(email)?.invitation?.target;
  const places = [ORGANIZATION, ...draft.placesOf(email), ...(target === undefined ? [] : [target.place])];
  return places.map((place) => ({ email, place }));
}

function at(draft: OrganizationDraft, place: Place): Subject[] {
  const promised = draft.promisedAt(place).map(({ email }) => emailKey(email));
  return [...new Set([...(draft.grantsAt(place)?.keys() ?? []), ...promised])].map((email) => ({ email, place }));
}

function inTenant(draft: OrganizationDraft, tenant: string): Subject[] {
  const projects = [...draft.projects.values()].filter((project) => project.tenant === tenant);
  return [
    ...at(draft, { scope: "tenant", tenant }),
    ...projects.flatMap(({ key }) => at(draft, { scope: "project", project: key })),
  ];
}

/** A project that moves gives access to those with a role in its next tenant and takes that of its last one. */
function betweenTenants(draft: OrganizationDraft, change: ChangeOf<"update-project">): Subject[] {
  const place: Place = { scope: "project", project: change.project };
  const tenants = [draft.tenantOf(change.project), change.tenant].flatMap((tenant): Place[] =>
    tenant ? [{ scope: "tenant", tenant }] : [],
  );
  const people = new Set(tenants.flatMap((tenant) => at(draft, tenant).map(({ email }) => email)));
  const rolesOf = (email: EmailKey) => new Set(tenants.map((tenant) => heldOrPromisedRole(draft, email, tenant)));
  return [...people]
    .filter((email) => tenants.length < 2 || rolesOf(email).size > 1)
    .map((email) => ({ email, place }));
}

function keystoneHoldersOf(draft: OrganizationDraft): Subject[] {
  const holders: Subject[] = [];
  for (const [email, member] of draft.members) {
    const role = draft.role("organization", member.role);
    if (role !== undefined && member.status === "active" && isKeystone(draft, role))
      holders.push({ email, place: ORGANIZATION });
  }
  return holders;
}

/** Everybody who has a custom role, or is invited to it, wherever it holds. */
function holdersOfCustomRole(draft: OrganizationDraft, key: string): Subject[] {
  const scope = draft.customRoles.get(key)?.scope;
  if (scope === undefined) return [];
  if (scope === "organization") {
    return [...draft.members]
      .filter(([, member]) => member.role === key)
      .map(([email]) => ({ email, place: ORGANIZATION }));
  }
  const places: Place[] =
    scope === "tenant"
      ? [...draft.tenants.keys()].map((tenant) => ({ scope, tenant }))
      : [...draft.projects.keys()].map((project) => ({ scope, project }));
  return places.flatMap((place) =>
    at(draft, place).filter(({ email }) => heldOrPromisedRole(draft, email, place) === key),
  );
}
