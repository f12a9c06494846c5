/** What an element can hold; undefined is left out. */
export type Child = Node | string | undefined;

/** An element with its attributes and children. Texts become text nodes and are never read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

/** Words for a screen reader alone. */
export function spoken(text: string): HTMLElement {
  return element("span", { class: "spoken" }, text);
}

/** A text that came from somebody else, in an isolation of its own: its direction turns nothing around it. */
export function isolated(text: string): HTMLElement {
  return element("bdi", {}, text);
}

/** `1,234 members`, `1 member`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** A place that scrolls sideways, which the keyboard must be able to reach. */
export function scrolling(label: string, content: Node): HTMLElement {
  return element("div", { class: "scrolling", role: "region", "aria-label": label, tabindex: "0" }, content);
}

let made = 0;

/** An id that nothing else has. */
export function freshId(name: string): string {
  made++;
  return `${name}-${made}`;
}
