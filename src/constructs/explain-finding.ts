import type { Finding } from "../diagnostics/finding.ts";

/** A finding as one line. For what a construct declares, its file is the path of the construct. */
export function explainFinding({ code, message, source, related = [] }: Finding): string {
  const also = related.map((other) => ` (${other.message}: ${placeText(other.source)})`).join("");
  return `${source === undefined ? "" : `${placeText(source)}: `}${message}${also} [${code}]`;
}

/** A construct has no lines; a file has. */
function placeText({ file, line, column }: NonNullable<Finding["source"]>): string {
  return line === 1 && column === 1 ? file : `${file}:${line}:${column}`;
}
