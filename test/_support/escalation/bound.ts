import type { OrganizationDraft } from "../../../src/membership/draft.ts";
import type { Action, Role } from "../../../src/membership/role-model.ts";
import { formatPlace, ORGANIZATION, type Place, type Scope } from "../../../src/membership/scope.ts";
import { type Actor, holdingsOf, isKeystone, reaches } from "../../../src/membership/standing.ts";
import { NEW } from "./vocabulary.ts";

/** A role that somebody has, or may lawfully come to have. */
interface Hold {
  readonly place: Place;
  readonly role: Role;
  readonly permissions: ReadonlySet<string>;
  /** A custom role, or less than the role gives: whoever acts through it hands on only what it contains. */
  readonly bounded: boolean;
}

export interface Limit {
  readonly permissions: ReadonlySet<string>;
  readonly level: number;
}

const ASSIGN: Readonly<Record<Scope, readonly Action[]>> = {
  organization: ["member.assign-role", "member.invite"],
  tenant: ["tenant.assign-role"],
  project: ["project.assign-role"],
};

/**
 * The most that some accounts may lawfully come to, from what they have at the start. At each place:
 *
 * - what they hold there and above at the start;
 * - where one of them assigns roles from a wider scope, the roles of this one, for whoever acts through a wider scope
 *   is above every role here. Where that one acts through a bounded role, nothing that it does not contain, beyond
 *   the platform's own (open) permissions;
 * - with an accomplice, what the roles give that they may assign to each other there. Alone, nothing: nobody raises
 *   themselves.
 */
export class Bound {
  readonly #start: OrganizationDraft;
  readonly #sources: readonly Actor[];
  readonly #accomplices: boolean;
  readonly #open: readonly string[];

  constructor(
    start: OrganizationDraft,
    sources: readonly Actor[],
    options: { readonly accomplices: boolean; readonly open?: readonly string[] },
  ) {
    this.#start = start;
    this.#sources = sources;
    this.#accomplices = options.accomplices;
    this.#open = options.open ?? [];
  }

  /** The most at this place, as the organization stands now. */
  at(now: OrganizationDraft, place: Place): Limit {
    const holds: Hold[] = [];
    const open: string[] = [];
    let level = Number.NEGATIVE_INFINITY;
    for (const link of this.#chain(now, place)) {
      const above = holds.filter((hold) => this.#assigns(hold, link.scope));
      const own = this.#ownAt(now, link);
      const lateral = this.#accomplices ? own.filter((hold) => this.#assigns(hold, link.scope)) : [];
      holds.push(...own, ...this.#handedOn(above, lateral, link));
      level = above.length > 0 ? Number.POSITIVE_INFINITY : Math.max(...own.map(({ role }) => role.level ?? 0), -1);
      if (above.length > 0) open.push(...this.#open);
    }
    return { permissions: new Set([...holds.flatMap(({ permissions }) => [...permissions]), ...open]), level };
  }

  holdsKeystone(): boolean {
    return this.#ownAt(this.#start, ORGANIZATION).some(({ role }) => isKeystone(this.#start, role));
  }

  /** The places above and this one, as at the start; of a project that was made since, as where it was made. */
  #chain(now: OrganizationDraft, place: Place): Place[] {
    if (place.scope !== "project") return place.scope === "organization" ? [ORGANIZATION] : [ORGANIZATION, place];
    const title = now.projects.get(place.project)?.title;
    const tenant = title?.startsWith(NEW) ? title.slice(NEW.length) : this.#start.tenantOf(place.project);
    return tenant ? [ORGANIZATION, { scope: "tenant", tenant }, place] : [ORGANIZATION, place];
  }

  #ownAt(now: OrganizationDraft, place: Place): Hold[] {
    if (isNew(now, place)) return [];
    return this.#sources.flatMap((source) =>
      holdingsOf(this.#start, source, place)
        .filter((holding) => formatPlace(holding.place) === formatPlace(place))
        .map((holding) => ({
          ...holding,
          bounded: holding.role.custom || !holding.role.permissions.isSubsetOf(holding.permissions),
        })),
    );
  }

  #assigns({ permissions }: Hold, scope: Scope): boolean {
    return ASSIGN[scope].some((action) => permissions.has(this.#start.model.actions.get(action)?.permission ?? ""));
  }

  #handedOn(above: readonly Hold[], lateral: readonly Hold[], place: Place): Hold[] {
    const roles = [...(this.#start.model.roles.get(place.scope)?.values() ?? [])];
    const fromAbove = above.some(({ bounded }) => !bounded);
    const beside = lateral.filter(({ bounded }) => !bounded);
    return roles
      .filter((role) => fromAbove || beside.some((hold) => reaches(hold.role.assigns, hold.role, role)))
      .map((role) => ({ place, role, permissions: role.permissions, bounded: false }));
  }
}

function isNew({ tenants, projects }: OrganizationDraft, place: Place): boolean {
  const isMade = (title: string | undefined) => title?.startsWith(NEW) === true;
  if (place.scope === "tenant") return isMade(tenants.get(place.tenant)?.title);
  return place.scope === "project" && isMade(projects.get(place.project)?.title);
}
