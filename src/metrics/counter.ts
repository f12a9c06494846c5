import type { Family } from "./family.ts";

type Labels = Readonly<Record<string, string>>;

/** Something that only goes up, told apart by labels. */
export class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #values = new Map<string, { readonly labels: Labels; value: number }>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  /** Labels come in the same order each time. */
  add(labels: Labels = {}, by = 1): void {
    const key = Object.values(labels).join("\n");
    const known = this.#values.get(key);
    if (known === undefined) this.#values.set(key, { labels, value: by });
    else known.value += by;
  }

  family(): Family {
    const samples = [...this.#values].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sample]) => sample);
    return { name: this.#name, help: this.#help, type: "counter", samples };
  }
}
