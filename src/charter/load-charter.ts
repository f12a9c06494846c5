import type { Finding } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import { atOnce, inTurns, type Steps } from "../documents/steps.ts";
import { assembleCharter } from "./assemble-charter.ts";
import type { Section } from "./charter-part.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { findCharter } from "./find-charter.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import { readCharterFileInSteps } from "./read-charter-file.ts";

/** A charter as it is written: the files merged, with the place of everything. */
export interface LoadedCharter {
  /** Everything of valid form. Undefined where no file could be read. */
  readonly document: CharterDocument | undefined;
  /** The text of each file that could be read, by the name that findings use. */
  readonly sources: ReadonlyMap<string, string>;
  /** What is wrong with the files and their form. What the charter says is for `validateCharter`. */
  readonly findings: readonly Finding[];
  readonly places: CharterPlaces;
  /** Sections from which something faulty was left out. */
  readonly faulty: ReadonlySet<Section>;
}

/**
 * Reads a charter: one file, the files of a folder, a synthesized stack, or several of these together.
 *
 * @param paths files and folders, relative to `cwd`; none means `charter.yaml`, else the folder `charter/`
 */
export function loadCharter(paths: readonly string[] | undefined, { cwd }: { readonly cwd: string }): LoadedCharter {
  return atOnce(loadCharterInSteps(paths, cwd));
}

/** {@link loadCharter}, letting an answer that comes in meanwhile be read: a big charter takes seconds. */
export function loadCharterInTurns(
  paths: readonly string[] | undefined,
  { cwd }: { readonly cwd: string },
): Promise<LoadedCharter> {
  return inTurns(loadCharterInSteps(paths, cwd));
}

function* loadCharterInSteps(paths: readonly string[] | undefined, cwd: string): Steps<LoadedCharter> {
  const findings = new FindingList();
  const found = findCharter(paths, cwd);
  findings.addAll(found.findings);
  const sources = new Map<string, string>();
  const documents: LocatedDocument[] = [];
  let unread = found.findings.length > 0;
  for (const one of found.files) {
    const { file } = one;
    const read = yield* readCharterFileInSteps(one);
    findings.addAll(read.findings);
    if (read.text !== undefined) sources.set(file, read.text);
    if (read.document === undefined) unread = true;
    else documents.push(read.document);
  }
  return assembleCharter({ documents, sources, findings, unread });
}
