import type { Family, Sample } from "./family.ts";

interface Series {
  /** How many were at most as long as each bound, and above the bound before it. */
  readonly counts: number[];
  sum: number;
  count: number;
}

/** How long things took, told apart by one label. */
export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #label: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Series>();

  /** `bounds`: upper ends of the buckets in seconds, ascending. */
  constructor(name: string, help: string, label: string, bounds: readonly number[]) {
    this.#name = name;
    this.#help = help;
    this.#label = label;
    this.#bounds = bounds;
  }

  observe(of: string, seconds: number): void {
    const series = this.#series.get(of) ?? { counts: this.#bounds.map(() => 0), sum: 0, count: 0 };
    this.#series.set(of, series);
    const at = this.#bounds.findIndex((bound) => seconds <= bound);
    if (at >= 0) series.counts[at] = (series.counts[at] ?? 0) + 1;
    series.sum += seconds;
    series.count++;
  }

  family(): Family {
    const sorted = [...this.#series].sort(([left], [right]) => (left < right ? -1 : 1));
    const samples = sorted.flatMap(([of, series]) => this.#samples(of, series));
    return { name: this.#name, help: this.#help, type: "histogram", samples };
  }

  #samples(of: string, { counts, sum, count }: Series): Sample[] {
    const labels = { [this.#label]: of };
    let below = 0;
    const buckets = this.#bounds.map((bound, at): Sample => {
      below += counts[at] ?? 0;
      return { suffix: "_bucket", labels: { ...labels, le: String(bound) }, value: below };
    });
    return [
      ...buckets,
      { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
      { suffix: "_sum", labels, value: sum },
      { suffix: "_count", labels, value: count },
    ];
  }
}
