import type { Finding } from "../diagnostics/finding.ts";
import type { LocatedDocument } from "./located-document.ts";
import { parseDocument } from "./parse-document.ts";
import { readText } from "./read-text.ts";

/** A file as values and as text; either is missing where a finding says why. */
export interface ReadDocument {
  readonly document: LocatedDocument | undefined;
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/** Reads and parses a YAML or JSON file. Never throws for what is in it or for its not being there. */
export function readDocument(path: string, file: string): ReadDocument {
  const { text, findings } = readText(path, file);
  return text === undefined ? { document: undefined, text, findings } : { text, ...parseDocument(text, file) };
}
