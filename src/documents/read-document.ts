import type { Finding } from "../diagnostics/finding.ts";
import type { LocatedDocument } from "./located-document.ts";
import { parseDocumentInSteps } from "./parse-document.ts";
import { readText } from "./read-text.ts";
import { atOnce, type Steps } from "./steps.ts";

/** A file as values and as text; either is missing where a finding says why. */
export interface ReadDocument {
  readonly document: LocatedDocument | undefined;
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/** Reads and parses a YAML or JSON file. Never throws for what is in it or for its not being there. */
export function readDocument(path: string, file: string): ReadDocument {
  return atOnce(readDocumentInSteps(path, file));
}

/** {@link readDocument} in steps. */
export function* readDocumentInSteps(path: string, file: string): Steps<ReadDocument> {
  const { text, findings } = readText(path, file);
  if (text === undefined) return { document: undefined, text, findings };
  return { text, ...(yield* parseDocumentInSteps(text, file)) };
}
