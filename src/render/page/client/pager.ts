import { element } from "./dom.ts";

/** Buttons that turn the pages of a long list; nothing where there is one page. */
export interface Pager {
  readonly element: HTMLElement;
  /** Goes to a page, from 0, of so many. */
  update(page: number, pages: number): void;
}

export function pager(label: string, turn: (page: number) => void): Pager {
  let current = 0;
  const previous = element("button", { type: "button" }, "‹ Previous");
  const next = element("button", { type: "button" }, "Next ›");
  const where = element("span", { class: "where" });
  const nav = element("nav", { class: "pager", "aria-label": label }, previous, where, next);
  previous.addEventListener("click", () => turn(current - 1));
  next.addEventListener("click", () => turn(current + 1));
  return {
    element: nav,
    update(page, pages) {
      current = page;
      nav.hidden = pages < 2;
      where.textContent = `Page ${(page + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`;
      disable(previous, page === 0);
      disable(next, page >= pages - 1);
    },
  };
}

/** Not `disabled`, which would throw the focus away from the button that was just pressed. */
function disable(button: HTMLButtonElement, disabled: boolean): void {
  button.setAttribute("aria-disabled", String(disabled));
}
