import type { Finding } from "../diagnostics/finding.ts";
import type { CharterPlaces } from "./charter-places.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import type { LeftOut } from "./left-out.ts";

/** A charter as it is written: the files merged, with the place of everything. */
export interface LoadedCharter {
  /** Everything of valid form. Undefined where no file could be read. */
  readonly document: CharterDocument | undefined;
  /** The text of each file that could be read, by the name that findings use. */
  readonly sources: ReadonlyMap<string, string>;
  /** What is wrong with the files and their form. What the charter says is for `validateCharter`. */
  readonly findings: readonly Finding[];
  readonly places: CharterPlaces;
  /** What of the files is not in the document because of its form. */
  readonly leftOut: LeftOut;
}
