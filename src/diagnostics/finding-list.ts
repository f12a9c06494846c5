import { type Finding, type Severity, sortFindings } from "./finding.ts";

/** Findings of one code that are kept in full; the rest is counted. */
export const MOST_OF_ONE_CODE = 1000;

/** Collects findings. A file with a hundred thousand faults of one kind shows the first thousand and counts them all. */
export class FindingList {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<string, number>();
  readonly #overflow = new Map<string, Finding>();
  readonly #most: number;

  constructor(most = MOST_OF_ONE_CODE) {
    this.#most = most;
  }

  /** `describe` runs only for findings that are kept, because finding a place in a file has a cost. */
  add(code: string, severity: Severity, describe: () => Omit<Finding, "code" | "severity">): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= this.#most) this.#kept.push({ code, severity, ...describe() });
    else if (count === this.#most + 1) this.#overflow.set(code, { code, severity, ...describe() });
  }

  addAll(findings: Iterable<Finding>): void {
    for (const { code, severity, ...rest } of findings) this.add(code, severity, () => rest);
  }

  error(code: string, describe: () => Omit<Finding, "code" | "severity">): void {
    this.add(code, "error", describe);
  }

  warning(code: string, describe: () => Omit<Finding, "code" | "severity">): void {
    this.add(code, "warning", describe);
  }

  /** In file order; where a code has more findings than are kept, one more says how many. */
  toArray(): Finding[] {
    const more = [...this.#overflow.values()].map((finding) => {
      const rest = (this.#counts.get(finding.code) ?? 0) - this.#most;
      return rest === 1 ? finding : { ...finding, message: `${finding.message} (and ${rest - 1} more of this kind)` };
    });
    return sortFindings([...this.#kept, ...more]);
  }
}
