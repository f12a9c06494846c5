import type { PlaceData, RosterData } from "../page-data.ts";
import { counted, element, isolated } from "./dom.ts";
import { pager } from "./pager.ts";
import { roleChip } from "./role-chip.ts";
import { searchField } from "./search-field.ts";

const PAGE = 60;

/** Tenants or projects as cards, with how many people have which role there. */
export function placesPanel(roster: RosterData, scope: PlaceData["scope"]): HTMLElement {
  const all = roster.places.filter((place) => place.scope === scope);
  let found = all;
  const projects = projectCounts(roster);
  const texts = new Map(all.map((place) => [place, `${place.key} ${place.title ?? ""}`.toLowerCase()]));
  const cards = element("ul", { class: "places" });
  const status = element("p", { class: "status", role: "status" });
  const pages = pager(`Pages of ${scope}s`, (page) => show(page));
  const search = searchField(`Search ${scope}s`, () => {
    found = all.filter((place) => search.matches(texts.get(place) ?? ""));
    show(0);
  });
  const show = (page: number) => {
    const last = Math.max(1, Math.ceil(found.length / PAGE));
    if (page < 0 || page >= last) return;
    cards.replaceChildren(
      ...found.slice(page * PAGE, (page + 1) * PAGE).map((place) => placeCard(roster, place, projects)),
    );
    pages.update(page, last);
    status.textContent = counted(found.length, scope);
  };
  show(0);
  return element("div", {}, element("div", { class: "tools" }, search.element, status), cards, pages.element);
}

/** How many projects each tenant has. */
function projectCounts({ places }: RosterData): ReadonlyMap<PlaceData, number> {
  const counts = new Map<PlaceData, number>();
  for (const { tenant } of places) {
    const within = tenant === undefined ? undefined : places[tenant];
    if (within !== undefined) counts.set(within, (counts.get(within) ?? 0) + 1);
  }
  return counts;
}

function placeCard(roster: RosterData, place: PlaceData, projects: ReadonlyMap<PlaceData, number>): HTMLElement {
  const { key, title, members } = place;
  return element(
    "li",
    { class: "place" },
    element("h2", {}, isolated(title ?? key)),
    element("p", { class: "about" }, ...about(roster, place, projects.get(place) ?? 0)),
    members.length === 0 ? undefined : roleCounts(roster, place),
    members.length === 0 ? undefined : peopleOf(roster, place),
  );
}

function about(roster: RosterData, place: PlaceData, projects: number): (Node | string)[] {
  const { key, title, tenant, scope, members } = place;
  const within = tenant === undefined ? undefined : roster.places[tenant];
  const parts: (Node | string)[] = [...(title === undefined ? [] : [element("code", {}, key), " · "])];
  if (within !== undefined) parts.push("in ", isolated(within.title ?? within.key), " · ");
  parts.push(members.length === 0 ? "nobody has a role here" : counted(members.length, "person", "people"));
  if (scope === "tenant") parts.push(" · ", counted(projects, "project"));
  return parts;
}

function roleCounts({ roles }: RosterData, { members }: PlaceData): HTMLElement {
  const counts = new Map<number, number>();
  for (const [, role] of members) counts.set(role, (counts.get(role) ?? 0) + 1);
  const items = [...counts]
    .sort(([left], [right]) => left - right)
    .map(([role, number]) => element("li", {}, roleChip(roles[role]), " ", number.toLocaleString("en")));
  return element("ul", { class: "roles" }, ...items);
}

/** The people themselves are listed when somebody asks: a page of places can have thousands of them. */
function peopleOf({ roles, people }: RosterData, { members }: PlaceData): HTMLElement {
  const list = element("ul", { class: "people" });
  const details = element("details", {}, element("summary", {}, "Who"), list);
  details.addEventListener("toggle", () => {
    if (!details.open || list.childElementCount > 0) return;
    for (const [person, role] of members)
      list.append(element("li", {}, isolated(people[person]?.email ?? ""), " ", roleChip(roles[role])));
  });
  return details;
}
