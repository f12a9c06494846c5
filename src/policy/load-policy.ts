import schema from "../../schemas/charter-test.schema.json" with { type: "json" };
import type { Finding } from "../diagnostics/finding.ts";
import { FindingList } from "../diagnostics/finding-list.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import type { Path } from "../documents/path.ts";
import { readDocument } from "../documents/read-document.ts";
import { type PatternWords, reportFaults, schemaFaults } from "../documents/schema-findings.ts";
import type { SchemaNode } from "../documents/schema-walk.ts";
import type { PolicyDocument } from "./generated/policy-document.ts";
import { validatePolicy } from "./generated/validate-policy.js";
import { Sentence } from "./sentence.ts";

/** A file of assertions as it is written. */
export interface LoadedPolicy {
  /** As it is shown. */
  readonly file: string;
  /** The charter that it names, as written there. */
  readonly charter: string | undefined;
  /** Names that it gives to people. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly sentences: readonly Sentence[];
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
  /** Reports something about a field of the file that is only found later. */
  readonly fault: (code: string, path: Path, message: string) => Finding;
}

const ROOT: SchemaNode = schema as SchemaNode;
const PATTERNS: PatternWords = new Map([
  [schema.$defs.name.pattern, { words: "a name of letters, digits, dots, hyphens and underscores" }],
  [schema.$defs.email.pattern, { code: "invalid-email", words: "an e-mail address such as ada@acme.example" }],
]);

/**
 * Reads a file of assertions; what is wrong with its form is a finding with its place, and leaves no sentences.
 *
 * @param path where it is
 * @param file how it is shown
 */
export function loadPolicy(path: string, file: string): LoadedPolicy {
  const { document, text, findings: unread } = readDocument(path, file);
  const findings = new FindingList();
  findings.addAll(unread);
  const fault = (code: string, at: Path, message: string): Finding => ({
    code,
    severity: "error",
    message,
    ...(document?.locate(at, "key") ?? { source: { file, line: 1, column: 1 } }),
  });
  if (document === undefined || !hasForm(document, findings))
    return { file, charter: undefined, people: new Map(), sentences: [], text, findings: findings.toArray(), fault };
  const content = document.value as PolicyDocument;
  return {
    file,
    charter: content.charter,
    people: new Map(Object.entries(content.people ?? {}).map(([name, people]) => [name, [people].flat()])),
    sentences: content.assertions.map((entry, index) => sentenceOf(document, entry, index)),
    text,
    findings: findings.toArray(),
    fault,
  };
}

function hasForm(document: LocatedDocument, findings: FindingList): boolean {
  const { value } = document;
  if (validatePolicy(value)) return true;
  const errors = validatePolicy.errors ?? [];
  const context = { document, root: ROOT, patterns: PATTERNS };
  reportFaults(schemaFaults({ errors, base: [], value, schema: ROOT }, context), document, findings);
  return false;
}

function sentenceOf(document: LocatedDocument, entry: PolicyDocument["assertions"][number], index: number): Sentence {
  if (typeof entry === "string") return new Sentence(entry, undefined, document, ["assertions", index]);
  return new Sentence(entry.assert, entry.reason, document, ["assertions", index, "assert"]);
}
