import type { Diagnostic } from "../protocol/value-messages.ts";
import type { Look } from "../provider/look.ts";
import type { Sight } from "../provider/shared-reading.ts";
import type { Known, Shape } from "../schema/shape.ts";

/** What a data source reads from: the organization as it is now. */
export type Reading = Look & { readonly sight: Sight };

/** One type of data source without the protocol. */
export interface DataSource<S extends Shape = Shape> {
  readonly typeName: string;
  /** What it is for, in Markdown. */
  readonly description: string;
  readonly shape: S;
  /** The whole block, or what is wrong with what was given. */
  read(look: Reading, given: Known<S>): { readonly values: Known<S> } | { readonly diagnostics: readonly Diagnostic[] };
}
