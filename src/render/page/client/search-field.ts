import { element, freshId } from "./dom.ts";

/** A labelled field whose words all have to be found. */
export interface SearchField {
  readonly element: HTMLElement;
  /** Whether a text, in lower case, has every word that was typed. */
  matches(text: string): boolean;
}

export function searchField(label: string, changed: () => void): SearchField {
  const id = freshId("search");
  const input = element("input", { id, type: "search", autocomplete: "off", spellcheck: "false" });
  let words: readonly string[] = [];
  input.addEventListener("input", () => {
    words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    changed();
  });
  return {
    element: element("p", { class: "field" }, element("label", { for: id }, label), input),
    matches: (text) => words.every((word) => text.includes(word)),
  };
}
