import { FindingList } from "../diagnostics/finding-list.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import { atOnce, inTurns, type Steps } from "../documents/steps.ts";
import { assembleCharter } from "./assemble-charter.ts";
import { findCharter } from "./find-charter.ts";
import type { LoadedCharter } from "./loaded-charter.ts";
import { readCharterFileInSteps } from "./read-charter-file.ts";

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
