import type { SourcePosition } from "../diagnostics/source.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Grant, Member, Project, Tenant } from "../membership/organization.ts";
import type { OverlaidMap } from "../membership/overlaid-map.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { isOver } from "./day.ts";
import { emailsOfGrant } from "./emails-of-grant.ts";
import type { CharterDocument, Grant as GrantEntry } from "./generated/charter-document.ts";

/** What tenants and projects are resolved from. */
export interface PlacesToResolve {
  readonly document: CharterDocument;
  readonly places: CharterPlaces;
  readonly today: string;
  readonly model: RoleModel | undefined;
  /** Gains the people who become members through a grant alone. */
  readonly members: OverlaidMap<EmailKey, Member>;
  readonly absent: ReadonlyMap<EmailKey, unknown>;
}

export interface ResolvedPlaces {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly projects: ReadonlyMap<string, Project>;
  /** Addresses of the grants whose time is over. */
  readonly absentGrants: ReadonlySet<string>;
}

/** Tenants and projects with whoever has a role in them on that day. */
export function resolvePlaces(input: PlacesToResolve): ResolvedPlaces {
  const { document, places, model } = input;
  const grants = new GrantResolution(input);
  const tenants = new Map<string, Tenant>();
  for (const [key, entry] of Object.entries(document.tenants ?? {})) {
    const file = places.documentOf(["tenants", key]);
    const joining = model?.invitations.direct.get("tenant");
    const members = grants.at(`tenants/${key}`, entry.members ?? [], file, joining);
    tenants.set(key, { key, title: entry.title, members, ...sourceOf(file, entry) });
  }
  const projects = new Map<string, Project>();
  for (const [key, entry] of Object.entries(document.projects ?? {})) {
    const file = places.documentOf(["projects", key]);
    const joining = model?.invitations.direct.get("project");
    const members = grants.at(`projects/${key}`, entry.members ?? [], file, joining);
    projects.set(key, { key, title: entry.title, tenant: entry.tenant, members, ...sourceOf(file, entry) });
  }
  return { tenants, projects, absentGrants: grants.over };
}

class GrantResolution {
  readonly over = new Set<string>();
  readonly #input: PlacesToResolve;

  constructor(input: PlacesToResolve) {
    this.#input = input;
  }

  /** @param joining the role with which people join who are invited here directly */
  at(address: string, list: readonly GrantEntry[], file: LocatedDocument | undefined, joining: string | undefined) {
    const { document, absent, today } = this.#input;
    const given = new GivenHere();
    for (const [index, entry] of list.entries()) {
      const where = file === undefined ? {} : { source: file.positionOfEntry(list, index) };
      for (const email of emailsOfGrant(entry, document)) {
        const key = emailKey(email);
        // Whoever is removed loses every grant with their membership.
        if (absent.has(key)) continue;
        if (isOver(entry.until, today)) given.over.add(key);
        else this.#give(given, key, { email, role: entry.role, ...where }, { entry, joining });
      }
    }
    for (const key of given.over) if (!given.grants.has(key)) this.over.add(`${address}/members/${key}`);
    return given.grants;
  }

  #give(
    given: GivenHere,
    key: EmailKey,
    grant: Grant,
    { entry, joining }: { readonly entry: GrantEntry; readonly joining: string | undefined },
  ): void {
    given.give(key, grant, entry.group !== undefined);
    const { members } = this.#input;
    if (joining !== undefined && !members.has(key)) members.set(key, impliedMember(grant, joining));
  }
}

/** What the people of one place are given. An entry by address stands over those of groups; once it is over, they count. */
class GivenHere {
  readonly grants = new Map<EmailKey, Grant>();
  /** Of whom an entry is over. */
  readonly over = new Set<EmailKey>();
  readonly #throughGroups = new Set<EmailKey>();

  give(key: EmailKey, grant: Grant, throughGroup: boolean): void {
    const stands = this.grants.has(key) && (throughGroup || !this.#throughGroups.delete(key));
    if (stands) return;
    if (throughGroup) this.#throughGroups.add(key);
    this.grants.set(key, grant);
  }
}

function impliedMember({ email, source }: Grant, role: string): Member {
  return { email, role, status: "active", attributes: {}, overrides: {}, implied: true, ...(source && { source }) };
}

function sourceOf(file: LocatedDocument | undefined, entry: object): { readonly source?: SourcePosition } {
  return file === undefined ? {} : { source: file.positionOf(entry) };
}
