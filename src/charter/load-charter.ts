import type { Finding } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import { quoted } from "../diagnostics/printable.ts";
import { readDocument } from "../documents/read-document.ts";
import type { CharterPart, Section } from "./charter-part.ts";
import type { CharterPlaces } from "./charter-places.ts";
import { checkForm } from "./check-form.ts";
import { findCharter } from "./find-charter.ts";
import { SECTIONS } from "./form.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import { type MergedCharter, mergeParts } from "./merge-parts.ts";

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
 * Reads a charter: one file, the files of a folder, or several of these together.
 *
 * @param paths files and folders, relative to `cwd`; none means `charter.yaml`, else the folder `charter/`
 */
export function loadCharter(paths: readonly string[] | undefined, { cwd }: { readonly cwd: string }): LoadedCharter {
  const findings = new FindingList();
  const found = findCharter(paths, cwd);
  findings.addAll(found.findings);
  const sources = new Map<string, string>();
  const parts: CharterPart[] = [];
  let unread = found.findings.length > 0;
  for (const { path, file } of found.files) {
    const read = readDocument(path, file);
    findings.addAll(read.findings);
    if (read.text !== undefined) sources.set(file, read.text);
    if (read.document === undefined) unread = true;
    else parts.push(checkForm(read.document, findings));
  }
  const merged = mergeParts(parts, findings);
  const faulty = unread ? SECTIONS : parts.reduce((all, part) => all.union(part.faulty), new Set<Section>());
  if (parts.length > 0) requireHead(merged, faulty, findings);
  return {
    document: parts.length === 0 ? undefined : merged.document,
    sources,
    findings: findings.toArray(),
    places: merged.places,
    faulty,
  };
}

const HEAD = [
  ["charter", "add the line charter: v1"],
  ["organization", "add the organization's key, such as organization: acme"],
] as const;

/** What every charter needs once, in whichever of its files. */
function requireHead(
  { document, places }: MergedCharter,
  faulty: LoadedCharter["faulty"],
  findings: FindingList,
): void {
  for (const [field, advice] of HEAD) {
    if (document[field] !== undefined || faulty.has(field)) continue;
    findings.error("missing-field", () => ({
      message: `the field ${quoted(field)} is missing; ${advice}`,
      ...places.locate([]),
    }));
  }
}
