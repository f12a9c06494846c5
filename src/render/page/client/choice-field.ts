import { element, freshId } from "./dom.ts";

/** A labelled list of choices, of which the first means all. */
export interface ChoiceField {
  readonly element: HTMLElement;
  /** The chosen value; empty for all. */
  value: string;
}

export interface Choice {
  readonly value: string;
  readonly title: string;
}

export function choiceField(label: string, all: string, choices: readonly Choice[], changed: () => void): ChoiceField {
  const id = freshId("choice");
  const options = [{ value: "", title: all }, ...choices].map(({ value, title }) =>
    element("option", { value }, title),
  );
  const select = element("select", { id }, ...options);
  select.addEventListener("change", changed);
  return {
    element: element("p", { class: "field" }, element("label", { for: id }, label), select),
    get value() {
      return select.value;
    },
    set value(value) {
      select.value = value;
    },
  };
}
