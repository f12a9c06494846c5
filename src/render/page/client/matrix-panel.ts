import type { PersonData, RosterData } from "../page-data.ts";
import { choiceField } from "./choice-field.ts";
import { counted, element, scrolling } from "./dom.ts";
import { legend, personCells, placeHead, standingCell } from "./matrix-cells.ts";
import { pager } from "./pager.ts";
import { roleChoices } from "./people-panels.ts";
import { searchField } from "./search-field.ts";
import { type Standing, standings } from "./standings.ts";

const ROWS = 50;
const COLUMNS = 12;

/** People by places, each cell coloured by how much the role there can do. */
export function matrixPanel(roster: RosterData): HTMLElement {
  return new Matrix(roster).element;
}

/** One page of people and one of places is drawn at a time. */
class Matrix {
  readonly element: HTMLElement;
  readonly #roster: RosterData;
  readonly #standingOf: (person: number, place: number) => Standing;
  readonly #head = element("tr");
  readonly #body = element("tbody");
  readonly #status = element("p", { class: "status", role: "status" });
  readonly #rowPager = pager("Pages of people", (row) => this.#turn(row, this.#column));
  readonly #columnPager = pager("Pages of places", (column) => this.#turn(this.#row, column));
  readonly #people = searchField("Search people", () => this.#narrow());
  readonly #places = searchField("Search places", () => this.#narrow());
  readonly #role: ReturnType<typeof choiceField>;
  #rows: readonly number[] = [];
  #columns: readonly number[] = [];
  #row = 0;
  #column = 0;

  constructor(roster: RosterData) {
    this.#roster = roster;
    this.#standingOf = standings(roster);
    const choices = roleChoices(roster.roles, roster.people);
    this.#role = choiceField("Organization role", "All roles", choices, () => this.#narrow());
    this.element = element(
      "div",
      {},
      this.#tools(),
      legend(),
      this.#columnPager.element,
      this.#table(),
      this.#rowPager.element,
    );
    this.#narrow();
  }

  #tools(): HTMLElement {
    return element(
      "div",
      { class: "tools" },
      this.#people.element,
      this.#role.element,
      this.#places.element,
      this.#status,
    );
  }

  #table(): HTMLElement {
    const caption = element(
      "caption",
      { class: "spoken" },
      "Roles of people at the organization, its tenants and projects",
    );
    return scrolling(
      "Access matrix",
      element("table", { class: "matrix" }, caption, element("thead", {}, this.#head), this.#body),
    );
  }

  #narrow(): void {
    const { people, places } = this.#roster;
    this.#rows = indexes(people, (person) => this.#fits(person));
    this.#columns = indexes(places, (_place, index) => this.#places.matches(placeText(this.#roster, index)));
    this.#turn(0, 0);
  }

  #fits({ email, role }: PersonData): boolean {
    const wanted = this.#role.value;
    return (wanted === "" || String(role) === wanted) && this.#people.matches(email.toLowerCase());
  }

  #turn(row: number, column: number): void {
    const last = { row: pagesOf(this.#rows, ROWS), column: pagesOf(this.#columns, COLUMNS) };
    if (row < 0 || column < 0 || row >= last.row || column >= last.column) return;
    this.#row = row;
    this.#column = column;
    this.#draw();
    this.#rowPager.update(row, last.row);
    this.#columnPager.update(column, last.column);
    this.#status.textContent = `${counted(this.#rows.length, "person", "people")}, ${counted(this.#columns.length, "place")}`;
  }

  #draw(): void {
    const places = this.#columns.slice(this.#column * COLUMNS, (this.#column + 1) * COLUMNS);
    const people = this.#rows.slice(this.#row * ROWS, (this.#row + 1) * ROWS);
    const fixed = ["Person", "Organization"].map((title) => element("th", { scope: "col" }, title));
    this.#head.replaceChildren(...fixed, ...places.map((place) => placeHead(this.#roster, place)));
    this.#body.replaceChildren(...people.map((person) => this.#tableRow(person, places)));
  }

  #tableRow(person: number, places: readonly number[]): HTMLElement {
    const cells = places.map((place) => standingCell(this.#standingOf(person, place)));
    return element("tr", {}, ...personCells(this.#roster, person), ...cells);
  }
}

function indexes<Item>(items: readonly Item[], fits: (item: Item, index: number) => boolean): number[] {
  return items.flatMap((item, index) => (fits(item, index) ? [index] : []));
}

function pagesOf({ length }: readonly number[], size: number): number {
  return Math.max(1, Math.ceil(length / size));
}

function placeText({ places }: RosterData, index: number): string {
  const { key = "", title = "", tenant } = places[index] ?? {};
  const within = tenant === undefined ? undefined : places[tenant];
  return `${key} ${title} ${within?.key ?? ""} ${within?.title ?? ""}`.toLowerCase();
}
