import type { PlannableChange } from "../../membership/change.ts";

/** A write that went out and was not refused. */
export interface Written {
  readonly change: PlannableChange;
  readonly etag: string | undefined;
  /** False where no answer came. */
  readonly certain: boolean;
}

/** The writes of one run in the order in which they were answered. */
export class WriteLog {
  readonly #written: Written[] = [];

  get length(): number {
    return this.#written.length;
  }

  add(written: Written): void {
    this.#written.push(written);
  }

  since(count: number): readonly Written[] {
    return this.#written.slice(count);
  }
}
