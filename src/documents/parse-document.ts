import { EVENT_ID, type Event, getScalarValue, parseEvents, YAMLException } from "js-yaml";
import type { Finding } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import { LineTable } from "../diagnostics/line-table.ts";
import { quoted } from "../diagnostics/printable.ts";
import { DEEPEST, tryFindAliasFault } from "./alias-budget.ts";
import { tryBuildInPieces } from "./build-in-pieces.ts";
import { buildValues } from "./build-values.ts";
import type { BuiltValues } from "./built-values.ts";
import { findDuplicateKeys } from "./duplicate-keys.ts";
import { offsetOf } from "./event-span.ts";
import { LocatedDocument } from "./located-document.ts";
import { atOnce, type Steps } from "./steps.ts";
import { explainSyntax } from "./syntax-fault.ts";

/** A text as values; without a document where it could not be understood. */
export interface ParsedDocument {
  readonly document: LocatedDocument | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads YAML 1.2 or JSON. Whatever is wrong with the text is a finding with its place: `syntax-error`,
 * `tab-indentation`, `empty-file`, `several-documents`, `duplicate-key`, `recursive-alias`, `too-many-aliases`,
 * `aliases-too-large`, `nested-too-deeply`. Keys that stand twice leave a document, with the last value of each.
 */
export function parseDocument(text: string, file: string): ParsedDocument {
  return atOnce(parseDocumentInSteps(text, file));
}

/** {@link parseDocument} in steps that are short however big the text is, as long as nothing is wrong with it. */
export function* parseDocumentInSteps(text: string, file: string): Steps<ParsedDocument> {
  const inPieces = yield* tryBuildInPieces(text);
  if (inPieces !== undefined) return { document: new LocatedDocument(file, text, inPieces), findings: [] };
  try {
    const events = parseEvents(text, { maxDepth: DEEPEST });
    const built = buildValues(events, text);
    const fault = structureFault(built, events, text, file);
    if (fault !== undefined) return { document: undefined, findings: [fault] };
    const document = new LocatedDocument(file, text, built);
    return { document, findings: duplicateKeyFindings(document, built, events) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { document: undefined, findings: [explainSyntax(error, text, file)] };
  }
}

/** What makes the values of a text unfit for use, however well each of them is formed. */
function structureFault(built: BuiltValues, events: readonly Event[], text: string, file: string): Finding | undefined {
  const { documents, hasAliases, secondDocument } = built;
  if (documents === 0) return emptyFile(file);
  const position = (offset: number) => new LineTable(text).position(file, offset);
  if (documents > 1) {
    const source = position(separatorBefore(text, secondDocument ?? text.length));
    const message = "a second document starts here; a file holds one, so remove the line --- or use a file for each";
    return { code: "several-documents", severity: "error", message, source, length: 3 };
  }
  const half = HALF_ESCAPE.test(text) ? tryFindHalf(events, text) : undefined;
  if (half !== undefined) {
    const message = "an escape here is half a character: those from \\ud800 to \\udfff come in pairs";
    return { code: "syntax-error", severity: "error", message, source: position(half) };
  }
  const fault = hasAliases ? tryFindAliasFault(events, text) : undefined;
  if (fault === undefined) return undefined;
  const { code, message, offset, length } = fault;
  return { code, severity: "error", message, source: position(offset), length };
}

/** What is UTF-8 has no half of a pair in it, but can say one. */
const HALF_ESCAPE = /\\(?:u|U0000)[dD][89a-fA-F]/;

/** Where a text stands that no file and no request can carry. */
function tryFindHalf(events: readonly Event[], text: string): number | undefined {
  const half = events.find((event) => event.type === EVENT_ID.SCALAR && !getScalarValue(text, event).isWellFormed());
  return half && offsetOf(half);
}

/** Nothing but blanks and comments in the file. */
function emptyFile(file: string): Finding {
  const message = "the file is empty; it needs at least one field";
  return { code: "empty-file", severity: "error", message, source: { file, line: 1, column: 1 } };
}

function separatorBefore(text: string, offset: number): number {
  const line = text.lastIndexOf("\n---", offset);
  return line < 0 ? offset : line + 1;
}

function duplicateKeyFindings(document: LocatedDocument, built: BuiltValues, events: readonly Event[]): Finding[] {
  if (!built.hasDuplicateKeys) return [];
  const findings = new FindingList();
  for (const { key, span, first } of findDuplicateKeys(events, document.text)) {
    findings.error("duplicate-key", () => ({
      message: `${quoted(key)} is given twice; keep one of the two`,
      ...document.place(span),
      related: [{ message: "first given here", source: document.place(first).source }],
    }));
  }
  return findings.toArray();
}
