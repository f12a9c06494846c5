import type { Finding } from "../diagnostics/finding.ts";

/** Findings as a SARIF 2.1.0 log, for code scanning. */
export function findingsSarif(findings: readonly Finding[], version: string): string {
  const rules = [...new Set(findings.map(({ code }) => code))].sort().map((id) => ({ id }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "charter", version, rules } }, results: findings.map(result) }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result({ code, severity, message, source, length = 1 }: Finding): object {
  const location = source && {
    physicalLocation: {
      artifactLocation: { uri: source.file.replaceAll("\\", "/") },
      region: { startLine: source.line, startColumn: source.column, endColumn: source.column + length },
    },
  };
  return {
    ruleId: code,
    level: severity,
    message: { text: message },
    ...(location === undefined ? {} : { locations: [location] }),
  };
}
