import type { FindingList } from "../diagnostics/finding-list.ts";
import { quoted } from "../diagnostics/printable.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import { checkForm } from "./check-form.ts";
import { SECTIONS } from "./form.ts";
import { LeftOut } from "./left-out.ts";
import type { LoadedCharter } from "./loaded-charter.ts";
import { type MergedCharter, mergeParts } from "./merge-parts.ts";

/** What a charter is put together from. */
export interface CharterSources {
  readonly documents: readonly LocatedDocument[];
  readonly sources: ReadonlyMap<string, string>;
  /** What was found while the documents were read; more is added to it. */
  readonly findings: FindingList;
  /** True where something that belongs to the charter could not be read. */
  readonly unread: boolean;
}

/** One charter from its documents, wherever they come from. */
export function assembleCharter({ documents, sources, findings, unread }: CharterSources): LoadedCharter {
  const parts = documents.map((document) => checkForm(document, findings));
  const merged = mergeParts(parts, findings);
  const leftOut = parts.reduce((all, part) => all.and(part.leftOut), new LeftOut(unread ? SECTIONS : undefined));
  if (parts.length > 0) requireHead(merged, leftOut, findings);
  return {
    document: parts.length === 0 ? undefined : merged.document,
    sources,
    findings: findings.toArray(),
    places: merged.places,
    leftOut,
  };
}

const HEAD = [
  ["charter", "add the line charter: v1"],
  ["organization", "add the organization's key, such as organization: acme"],
] as const;

/** What every charter needs once, in whichever of its files. */
function requireHead({ document, places }: MergedCharter, leftOut: LeftOut, findings: FindingList): void {
  for (const [field, advice] of HEAD) {
    if (document[field] !== undefined || !leftOut.isWhole(field)) continue;
    findings.error("missing-field", () => ({
      message: `the field ${quoted(field)} is missing; ${advice}`,
      ...places.locate([]),
    }));
  }
}
