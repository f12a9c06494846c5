import { type Choice, type ChoiceField, choiceField } from "./choice-field.ts";
import { type Child, counted, element, scrolling } from "./dom.ts";
import { type Pager, pager } from "./pager.ts";
import { type SearchField, searchField } from "./search-field.ts";

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
  return new List(spec);
}

class List<Row> implements ListPanel {
  readonly element: HTMLElement;
  readonly #spec: ListSpec<Row>;
  /** What is searched, row by row. */
  readonly #texts: readonly string[];
  readonly #body = element("tbody");
  readonly #status = element("p", { class: "status", role: "status" });
  readonly #pager: Pager;
  readonly #search: SearchField;
  readonly #choice: ChoiceField | undefined;
  #found: readonly Row[];

  constructor(spec: ListSpec<Row>) {
    const { caption, noun, rows, filter } = spec;
    const narrow = () => this.#narrow();
    this.#spec = spec;
    this.#texts = rows.map((row) => spec.text(row).toLowerCase());
    this.#found = rows;
    this.#pager = pager(`Pages of ${caption}`, (page) => this.#show(page));
    this.#search = searchField(`Search ${noun[1]}`, narrow);
    this.#choice = filter && choiceField(filter.label, filter.all, filter.choices, narrow);
    const tools = element("div", { class: "tools" }, this.#search.element, this.#choice?.element, this.#status);
    this.element = element("div", {}, tools, scrolling(caption, this.#table()), this.#pager.element);
    this.#show(0);
  }

  choose(value: string): void {
    if (this.#choice !== undefined) this.#choice.value = value;
    this.#narrow();
  }

  #table(): HTMLElement {
    const heads = this.#spec.columns.map(({ title }) => element("th", { scope: "col" }, title));
    const caption = element("caption", { class: "spoken" }, this.#spec.caption);
    return element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), this.#body);
  }

  #narrow(): void {
    const { rows, filter } = this.#spec;
    const wanted = this.#choice?.value ?? "";
    this.#found = rows.filter(
      (row, index) =>
        (wanted === "" || filter?.fits(row, wanted) === true) && this.#search.matches(this.#texts[index] ?? ""),
    );
    this.#show(0);
  }

  #show(page: number): void {
    const { columns, noun, rows } = this.#spec;
    const last = Math.max(1, Math.ceil(this.#found.length / PAGE));
    if (page < 0 || page >= last) return;
    const shown = this.#found.slice(page * PAGE, (page + 1) * PAGE);
    this.#body.replaceChildren(...shown.map((row) => tableRow(row, columns)));
    this.#pager.update(page, last);
    const of = this.#found.length === rows.length ? "" : ` of ${rows.length.toLocaleString("en")}`;
    this.#status.textContent = `${counted(this.#found.length, noun[0], noun[1])}${of}`;
  }
}

function tableRow<Row>(row: Row, columns: readonly Column<Row>[]): HTMLElement {
  const cells = columns.map(({ cells, title }, index) =>
    index === 0
      ? element("th", { scope: "row" }, ...cells(row))
      : element("td", { "data-column": title }, ...cells(row)),
  );
  return element("tr", {}, ...cells);
}
