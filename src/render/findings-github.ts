import type { Finding } from "../diagnostics/finding.ts";
import { printable } from "../diagnostics/printable.ts";

/** Findings as GitHub's workflow commands, which become annotations on the changed lines. */
export function findingsGithub(findings: readonly Finding[]): string {
  return findings.map(annotation).join("");
}

function annotation({ code, severity, message, source, length = 1 }: Finding): string {
  const place =
    source === undefined
      ? []
      : [
          `file=${property(source.file)}`,
          `line=${source.line}`,
          `col=${source.column}`,
          `endColumn=${source.column + length}`,
        ];
  return `::${severity} ${[...place, `title=${property(code)}`].join(",")}::${data(message)}\n`;
}

function data(text: string): string {
  return text
    .replaceAll("%", "%25")
    .split(/\r\n|\r|\n/)
    .map(printable)
    .join("%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
