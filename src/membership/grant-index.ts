import type { EmailKey } from "./email.ts";
import type { Project, Tenant } from "./organization.ts";
import { formatPlace, type Place, parsePlace } from "./scope.ts";

/** Finds the tenants and projects at which somebody has a role, without asking every one of them. */
export class GrantIndex {
  readonly #places = new Map<EmailKey, Set<string>>();

  constructor(tenants: Iterable<Tenant>, projects: Iterable<Project>) {
    for (const { key, members } of tenants) {
      for (const email of members.keys()) this.add(email, { scope: "tenant", tenant: key });
    }
    for (const { key, members } of projects) {
      for (const email of members.keys()) this.add(email, { scope: "project", project: key });
    }
  }

  placesOf(email: EmailKey): Place[] {
    return [...(this.#places.get(email) ?? [])].map(parsePlace);
  }

  add(email: EmailKey, place: Place): void {
    const known = this.#places.get(email);
    if (known === undefined) this.#places.set(email, new Set([formatPlace(place)]));
    else known.add(formatPlace(place));
  }

  delete(email: EmailKey, place: Place): void {
    this.#places.get(email)?.delete(formatPlace(place));
  }
}
