import type { PlanRefusalCode } from "../../../src/plan/plan.ts";

/** What a page says about one code. */
export interface RefusalPage {
  /** What the code means, in one or two sentences. */
  readonly meaning: string;
  /** The example in words: who asks for what, where. */
  readonly situation: string;
  /** The refusals of that example, by the real judge or planner; the one of the page's code is shown. */
  readonly refusals: () => readonly {
    readonly code: PlanRefusalCode;
    readonly address: string;
    readonly message: string;
  }[];
  /** What mends it, one line each. */
  readonly fix: readonly string[];
}
