import { element } from "./dom.ts";

/** One tab; its panel is made when it is first looked at. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly panel: () => Node;
}

export interface Tabs {
  readonly element: HTMLElement;
  select(id: string): void;
}

interface Shown {
  readonly tab: Tab;
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** The tabs pattern of the ARIA authoring practices: one stop for the Tab key, arrows within. */
export function tabs(label: string, list: readonly Tab[]): Tabs {
  const shown = list.map(shownTab);
  const select = (id: string) => {
    for (const { tab, button, panel } of shown) {
      const selected = tab.id === id;
      button.setAttribute("aria-selected", String(selected));
      button.tabIndex = selected ? 0 : -1;
      panel.hidden = !selected;
      if (selected && panel.childElementCount === 0) panel.append(tab.panel());
      if (selected) button.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  for (const { tab, button } of shown) button.addEventListener("click", () => select(tab.id));
  const bar = element("div", { role: "tablist", "aria-label": label }, ...shown.map(({ button }) => button));
  bar.addEventListener("keydown", (event) => {
    const present = shown.findIndex(({ button }) => button === document.activeElement);
    const next = shown[STEPS[event.key]?.(present, shown.length) ?? -1];
    if (present < 0 || next === undefined) return;
    event.preventDefault();
    select(next.tab.id);
    next.button.focus();
  });
  return { element: element("div", { class: "tabs" }, bar, ...shown.map(({ panel }) => panel)), select };
}

function shownTab(tab: Tab): Shown {
  const count =
    tab.count === undefined ? undefined : element("span", { class: "count" }, tab.count.toLocaleString("en"));
  const names = { tab: `tab-${tab.id}`, panel: `panel-${tab.id}` };
  const button = element(
    "button",
    { type: "button", role: "tab", id: names.tab, "aria-controls": names.panel },
    tab.title,
    " ",
    count,
  );
  const panel = element("section", { role: "tabpanel", id: names.panel, "aria-labelledby": names.tab });
  return { tab, button, panel };
}
