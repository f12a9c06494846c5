import type { Finding } from "../../diagnostics/finding.ts";
import { FindingList } from "../../diagnostics/finding-list.ts";
import { LineTable } from "../../diagnostics/line-table.ts";
import { quoted } from "../../diagnostics/printable.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import {
  type LetterTemplates,
  PLACEHOLDERS,
  type Placeholder,
  type TemplatePart,
  templateParts,
} from "./letter-template.ts";

/** A template's text under the name that findings use. */
export interface TemplateFile {
  readonly file: string;
  readonly text: string;
}

/** The two forms of a letter. The plain one begins with its subject, `Subject: …`, and an empty line. */
export interface TemplateFiles {
  readonly text: TemplateFile;
  readonly html: TemplateFile;
}

export interface ReadTemplates {
  /** Undefined where a finding says why. */
  readonly templates: LetterTemplates | undefined;
  readonly findings: readonly Finding[];
}

/** Whoever gets the letter needs to know what they are invited to, and how to accept. */
const NEEDED: readonly Placeholder[] = ["organization", "link"];
const SUBJECT = /^Subject:[ \t]*([^\r\n]*\S)[ \t]*\r?\n\r?\n/;

/**
 * Reads the templates of a letter. Faults: `template-without-subject`, `unknown-placeholder`, `missing-placeholder`,
 * `unclosed-placeholder`.
 */
export function readTemplates({ text, html }: TemplateFiles): ReadTemplates {
  const findings = new FindingList();
  const head = SUBJECT.exec(text.text);
  if (head === null)
    findings.error("template-without-subject", () => ({
      message: "the first line must be `Subject: …` with the letter's subject, and the second must be empty",
      source: { file: text.file, line: 1, column: 1 },
    }));
  const start = head?.[0].length ?? 0;
  const subject = templateParts(head?.[1] ?? "", text.text.indexOf(head?.[1] ?? ""));
  const templates = {
    subject,
    text: templateParts(text.text.slice(start), start),
    html: templateParts(html.text),
  };
  checkNames(text, [...subject, ...templates.text], findings);
  checkNames(html, templates.html, findings);
  checkNeeded(text, templates.text, findings);
  checkNeeded(html, templates.html, findings);
  checkClosed(text, findings);
  checkClosed(html, findings);
  const found = findings.toArray();
  return { templates: found.length === 0 ? templates : undefined, findings: found };
}

function checkNames({ file, text }: TemplateFile, parts: readonly TemplatePart[], findings: FindingList): void {
  const lines = new LineTable(text);
  const known: ReadonlySet<string> = new Set(PLACEHOLDERS);
  for (const part of parts) {
    if (typeof part === "string" || known.has(part.name)) continue;
    findings.error("unknown-placeholder", () => ({
      message: `there is no placeholder ${quoted(part.name)}; ${suggestion(part.name, PLACEHOLDERS)}`,
      source: lines.position(file, part.offset),
      length: text.indexOf("}}", part.offset) + 2 - part.offset,
    }));
  }
}

function checkNeeded({ file }: TemplateFile, parts: readonly TemplatePart[], findings: FindingList): void {
  for (const name of NEEDED) {
    if (parts.some((part) => typeof part !== "string" && part.name === name)) continue;
    findings.error("missing-placeholder", () => ({
      message: `{{${name}}} is missing: every letter has to say it`,
      source: { file, line: 1, column: 1 },
    }));
  }
}

/** `{{` without its end would be sent as it is. */
function checkClosed({ file, text }: TemplateFile, findings: FindingList): void {
  const lines = new LineTable(text);
  for (const { index } of text.matchAll(/\{\{(?![^{}]*\}\})/g))
    findings.error("unclosed-placeholder", () => ({
      message: "`{{` begins a placeholder that does not end with `}}`",
      source: lines.position(file, index),
      length: 2,
    }));
}
