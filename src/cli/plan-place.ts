import { formatPosition } from "../diagnostics/source.ts";
import { parseDocument } from "../documents/parse-document.ts";
import type { Path } from "../documents/path.ts";

/**
 * `plan.json:12:5`: where a value of a saved plan stands, or where its text stops being one. Parses the text once more,
 * so it is asked only where something is wrong.
 */
export function planPlace(file: string, text: string, path: Path = []): string {
  const { document, findings } = parseDocument(text, file);
  const source = document?.locate(path).source ?? findings[0]?.source;
  return formatPosition(source ?? { file, line: 1, column: 1 });
}
