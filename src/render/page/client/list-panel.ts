import { type Choice, choiceField } from "./choice-field.ts";
import { type Child, counted, element, scrolling } from "./dom.ts";
import { pager } from "./pager.ts";
import { searchField } from "./search-field.ts";

export interface Column<Row> {
  readonly title: string;
  readonly cells: (row: Row) => readonly Child[];
}

/** A long list: a table of one page of it, a search and perhaps a filter above. */
export interface ListSpec<Row> {
  readonly caption: string;
  readonly noun: readonly [one: string, many: string];
  readonly rows: readonly Row[];
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  /** What is searched. */
  readonly text: (row: Row) => string;
  readonly filter?: {
    readonly label: string;
    readonly all: string;
    readonly choices: readonly Choice[];
    readonly fits: (row: Row, value: string) => boolean;
  };
}

export interface ListPanel {
  readonly element: HTMLElement;
  /** Sets the filter as if it had been chosen. */
  choose(value: string): void;
}

const PAGE = 100;

export function listPanel<Row>(spec: ListSpec<Row>): ListPanel {
  const { caption, noun, rows, columns, filter } = spec;
  let found = rows;
  const texts = rows.map((row) => spec.text(row).toLowerCase());
  const body = element("tbody");
  const status = element("p", { class: "status", role: "status" });
  const heads = columns.map(({ title }) => element("th", { scope: "col" }, title));
  const table = element(
    "table",
    {},
    element("caption", { class: "spoken" }, caption),
    element("thead", {}, element("tr", {}, ...heads)),
    body,
  );
  const pages = pager(`Pages of ${caption}`, (page) => show(page));
  const search = searchField(`Search ${noun[1]}`, () => narrow());
  const choice = filter && choiceField(filter.label, filter.all, filter.choices, () => narrow());

  const show = (page: number) => {
    const last = Math.max(1, Math.ceil(found.length / PAGE));
    if (page < 0 || page >= last) return;
    const start = page * PAGE;
    body.replaceChildren(...found.slice(start, start + PAGE).map((row) => tableRow(row, columns)));
    pages.update(page, last);
    const of = found.length === rows.length ? "" : ` of ${rows.length.toLocaleString("en")}`;
    status.textContent = `${counted(found.length, noun[0], noun[1])}${of}`;
  };
  const narrow = () => {
    const wanted = choice?.value ?? "";
    found = rows.filter(
      (row, index) => (wanted === "" || filter?.fits(row, wanted) === true) && search.matches(texts[index] ?? ""),
    );
    show(0);
  };
  show(0);
  const tools = element("div", { class: "tools" }, search.element, choice?.element, status);
  return {
    element: element("div", {}, tools, scrolling(caption, table), pages.element),
    choose(value) {
      if (choice !== undefined) choice.value = value;
      narrow();
    },
  };
}

function tableRow<Row>(row: Row, columns: readonly Column<Row>[]): HTMLElement {
  const cells = columns.map(({ cells, title }, index) =>
    index === 0
      ? element("th", { scope: "row" }, ...cells(row))
      : element("td", { "data-column": title }, ...cells(row)),
  );
  return element("tr", {}, ...cells);
}
