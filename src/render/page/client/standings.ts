import type { RoleData, RosterData } from "../page-data.ts";

/** What somebody holds at a place, and the strongest role above it from which access flows down. */
export interface Standing {
  readonly own?: RoleData;
  readonly above?: { readonly role: RoleData; readonly from: string };
}

/** Looks up who holds what where. Made once: it goes through every grant. */
export function standings({ roles, people, places }: RosterData): (person: number, place: number) => Standing {
  const held = places.map(({ members }) => new Map(members));
  const roleAt = (place: number, person: number) => {
    const index = held[place]?.get(person);
    return index === undefined ? undefined : roles[index];
  };
  const organizationRole = (person: number) => {
    const index = people[person]?.role;
    return index === undefined ? undefined : roles[index];
  };
  return (person, place) => {
    const own = roleAt(place, person);
    const { tenant } = places[place] ?? {};
    const candidates = [
      { role: tenant === undefined ? undefined : roleAt(tenant, person), from: `tenant ${places[tenant ?? 0]?.key}` },
      { role: organizationRole(person), from: "the organization" },
    ];
    let above: Standing["above"];
    for (const { role, from } of candidates)
      if (role !== undefined && role.heat > (above?.role.heat ?? 0)) above = { role, from };
    return { ...(own === undefined ? {} : { own }), ...(above === undefined ? {} : { above }) };
  };
}
