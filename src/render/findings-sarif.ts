import type { Finding } from "../diagnostics/finding.ts";
import { jsonText } from "../diagnostics/json-text.ts";

/** Findings as a SARIF 2.1.0 log, for code scanning. */
export function findingsSarif(findings: readonly Finding[], version: string): string {
  const rules = [...new Set(findings.map(({ code }) => code))].sort().map((id) => ({ id }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "charter", version, rules } }, results: findings.map(result) }],
  };
  return jsonText(log);
}

function result({ code, severity, message, source, length = 1 }: Finding): object {
  const location = source && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(source.file) },
      region: { startLine: source.line, startColumn: source.column, endColumn: source.column + length },
    },
  };
  return {
    ruleId: code,
    level: severity,
    message: { text: withoutLinks(message) },
    ...(location === undefined ? {} : { locations: [location] }),
  };
}

/** A file's path as the relative reference that SARIF asks for. */
function uriOf(file: string): string {
  return file.toWellFormed().split(/[\\/]/).map(encodeURIComponent).join("/");
}

/** SARIF takes `[text](target)` in a message for a link. */
function withoutLinks(message: string): string {
  return message.replaceAll("](", "] (");
}
