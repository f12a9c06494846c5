import type { PersonData, RosterData } from "../page-data.ts";
import { choiceField } from "./choice-field.ts";
import { counted, element, isolated, scrolling, spoken } from "./dom.ts";
import { pager } from "./pager.ts";
import { roleChoices } from "./people-panels.ts";
import { roleChip } from "./role-chip.ts";
import { searchField } from "./search-field.ts";
import { type Standing, standings } from "./standings.ts";

const ROWS = 50;
const COLUMNS = 12;

/** People by places, each cell coloured by how much the role there can do. One page of either is drawn at a time. */
export function matrixPanel(roster: RosterData): HTMLElement {
  const { people, places, roles } = roster;
  const standingOf = standings(roster);
  const everybody = people.map((_person, index) => index);
  const everywhere = places.map((_place, index) => index);
  const page = { row: 0, column: 0 };
  let rows = everybody;
  let columns = everywhere;
  const head = element("tr");
  const body = element("tbody");
  const status = element("p", { class: "status", role: "status" });
  const caption = element(
    "caption",
    { class: "spoken" },
    "Roles of people at the organization, its tenants and projects",
  );
  const table = element("table", { class: "matrix" }, caption, element("thead", {}, head), body);
  const rowPager = pager("Pages of people", (row) => show({ row }));
  const columnPager = pager("Pages of places", (column) => show({ column }));

  const narrow = () => {
    rows = everybody.filter((index) => matchesPerson(people[index], choice.value, search.matches));
    columns = everywhere.filter((index) => placeSearch.matches(placeText(roster, index)));
    show({ row: 0, column: 0 });
  };
  const search = searchField("Search people", narrow);
  const choice = choiceField("Organization role", "All roles", roleChoices(roles, people), narrow);
  const placeSearch = searchField("Search places", narrow);

  const show = (to: Partial<typeof page>) => {
    const last = { row: pagesOf(rows.length, ROWS), column: pagesOf(columns.length, COLUMNS) };
    const next = { ...page, ...to };
    if (next.row < 0 || next.column < 0 || next.row >= last.row || next.column >= last.column) return;
    Object.assign(page, next);
    const shownPlaces = columns.slice(page.column * COLUMNS, (page.column + 1) * COLUMNS);
    const shownPeople = rows.slice(page.row * ROWS, (page.row + 1) * ROWS);
    head.replaceChildren(
      element("th", { scope: "col" }, "Person"),
      element("th", { scope: "col" }, "Organization"),
      ...shownPlaces.map((index) => placeHead(roster, index)),
    );
    body.replaceChildren(
      ...shownPeople.map((index) =>
        element(
          "tr",
          {},
          ...personCells(roster, index),
          ...shownPlaces.map((place) => standingCell(standingOf(index, place))),
        ),
      ),
    );
    rowPager.update(page.row, last.row);
    columnPager.update(page.column, last.column);
    status.textContent = `${counted(rows.length, "person", "people")}, ${counted(columns.length, "place")}`;
  };
  narrow();
  const tools = element("div", { class: "tools" }, search.element, choice.element, placeSearch.element, status);
  return element("div", {}, tools, legend(), columnPager.element, scrolling("Access matrix", table), rowPager.element);
}

function pagesOf(length: number, size: number): number {
  return Math.max(1, Math.ceil(length / size));
}

function matchesPerson(person: PersonData | undefined, role: string, matches: (text: string) => boolean): boolean {
  return person !== undefined && (role === "" || String(person.role) === role) && matches(person.email.toLowerCase());
}

function placeText({ places }: RosterData, index: number): string {
  const { key = "", title = "", tenant } = places[index] ?? {};
  const within = tenant === undefined ? undefined : places[tenant];
  return `${key} ${title} ${within?.key ?? ""} ${within?.title ?? ""}`.toLowerCase();
}

function placeHead({ places }: RosterData, index: number): HTMLElement {
  const { key = "", title, scope = "tenant" } = places[index] ?? {};
  return element("th", { scope: "col" }, element("span", { class: "scope" }, scope), " ", isolated(title ?? key));
}

function personCells({ people, roles }: RosterData, index: number): HTMLElement[] {
  const { email = "", role, status = "active" } = people[index] ?? {};
  const note = status === "active" ? undefined : element("span", { class: "scope" }, ` ${status}`);
  return [
    element("th", { scope: "row" }, isolated(email), note),
    element("td", {}, roleChip(role === undefined ? undefined : roles[role])),
  ];
}

/** A role above is worth a dot where it can do more than the one that is held here. */
function standingCell({ own, above }: Standing): HTMLElement {
  if (own === undefined && above === undefined) return element("td", {}, spoken("none"));
  const chip = own === undefined ? undefined : roleChip(own);
  if (above === undefined || above.role.heat <= (own?.heat ?? 0)) return element("td", {}, chip);
  const words = `${above.role.title} from ${above.from}`;
  const dot = element("span", { class: `dot heat-${above.role.heat}` });
  return element("td", { title: words }, chip, chip && " ", dot, spoken(words));
}

function legend(): HTMLElement {
  const steps = [1, 2, 3, 4, 5].map((heat) => element("span", { class: `dot heat-${heat}`, "aria-hidden": "true" }));
  return element(
    "p",
    { class: "legend" },
    element("span", { class: "scale" }, "least ", ...steps, " most"),
    " A name is a role held there. A dot is access that flows down from a role held above, where that one can do more.",
  );
}
