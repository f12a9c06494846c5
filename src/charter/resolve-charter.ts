import { COLLECTIONS, type Collection, type Declaration, type UnmanagedPolicy } from "../membership/declaration.ts";
import type { CustomRole, Organization } from "../membership/organization.ts";
import { OverlaidMap } from "../membership/overlaid-map.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { isDay } from "./day.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import type { LoadedCharter } from "./loaded-charter.ts";
import { resolveGuards } from "./resolve-guards.ts";
import { resolveMembers } from "./resolve-members.ts";
import { resolvePlaces } from "./resolve-places.ts";
import { roleModelOf } from "./validate-charter.ts";

/**
 * What a charter asks for on a given day. Entries whose `until` is over are absent: removed whatever `unmanaged`
 * says. Groups are expanded, and whoever has a role only where people can be invited to directly is an implied
 * member.
 *
 * @param loaded a charter without errors, neither of form nor of `validateCharter`
 * @param roleModel as for `validateCharter`
 * @param options `today`: the day in UTC, as YYYY-MM-DD
 * @throws Error where no charter was read or `today` is no day: both are bugs of the caller
 */
export function resolveCharter(
  loaded: LoadedCharter,
  roleModel: RoleModel | undefined,
  { today }: { readonly today: string },
): Declaration {
  const { document, places } = loaded;
  if (document === undefined) throw new Error("a charter that could not be read cannot be resolved");
  if (!isDay(today)) throw new Error(`today must be a day written as YYYY-MM-DD, but is ${today}`);
  const model = roleModelOf(loaded, roleModel);
  const { members, absent } = resolveMembers(document, places, today);
  const joined = new OverlaidMap(members);
  const resolved = resolvePlaces({ document, places, today, model, members: joined, absent });
  const organization: Organization = {
    ...head(document, places, model),
    roles: resolveRoles(document, places),
    members: joined.size === members.size ? members : joined,
    tenants: resolved.tenants,
    projects: resolved.projects,
  };
  return {
    organization,
    roleModel: document.roleModel,
    unmanaged: resolveUnmanaged(document),
    absent,
    absentGrants: resolved.absentGrants,
    guards: resolveGuards(document, places),
    identities: {
      github: withoutPrototype(document.identities?.github),
      gitlab: withoutPrototype(document.identities?.gitlab),
    },
  };
}

function head(document: CharterDocument, places: CharterPlaces, model: RoleModel | undefined) {
  const { organization: key = "", title, tier, settings = {} } = document;
  const source = places.positionOfField(headField(document, model));
  return { key, title, tier, settings: { ...settings }, ...(source && { source }) };
}

/** The field that says what there is to say of the organization itself: another role model, else what is managed. */
function headField(document: CharterDocument, model: RoleModel | undefined): string {
  if (document.roleModel !== undefined && model !== undefined && document.roleModel !== model.key) return "roleModel";
  return (["title", "tier", "settings"] as const).find((field) => document[field] !== undefined) ?? "organization";
}

function resolveRoles({ roles = {} }: CharterDocument, places: CharterPlaces): ReadonlyMap<string, CustomRole> {
  const resolved = new Map<string, CustomRole>();
  for (const [key, role] of Object.entries(roles)) {
    const { scope = "organization", title, permissions } = role;
    const source = places.documentOf(["roles", key])?.positionOf(role);
    resolved.set(key, { key, scope, title, permissions, ...(source && { source }) });
  }
  return resolved;
}

function resolveUnmanaged({ unmanaged = {} }: CharterDocument): Record<Collection, UnmanagedPolicy> {
  const policies = COLLECTIONS.map((collection) => [collection, unmanaged[collection] ?? "report"] as const);
  return Object.fromEntries(policies) as Record<Collection, UnmanagedPolicy>;
}

/** Logins come from outside: one named `constructor` must not find what every object inherits. */
function withoutPrototype(logins: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.assign(Object.create(null) as Record<string, string>, logins);
}
