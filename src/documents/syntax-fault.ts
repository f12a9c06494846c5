import type { YAMLException } from "js-yaml";
import { clipped } from "../diagnostics/clipped.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { printable, quoted } from "../diagnostics/printable.ts";
import { DEEPEST } from "./alias-budget.ts";

/** What the parser says, by a part of it, and what to do about it. */
const ADVICE: readonly (readonly [part: string, code: string, message: string])[] = [
  ["tab characters", "tab-indentation", "a tab stands where the line is indented; YAML is indented with spaces"],
  ["nesting exceeded", "nested-too-deeply", `values are nested more than ${DEEPEST} levels deep`],
  [
    "non-printable",
    "syntax-error",
    "there is a control character here; remove it, or write it as an escape in double quotes",
  ],
  ["null byte", "binary-file", "there is a NUL character here: this is no text file"],
  [
    "bad indentation of a mapping entry",
    "syntax-error",
    "this line does not fit the mapping that it stands in; check its indentation, and put text with a special character in quotes",
  ],
  [
    "bad indentation of a sequence entry",
    "syntax-error",
    "this entry does not fit the list that it stands in; check its indentation",
  ],
  [
    "deficient indentation",
    "syntax-error",
    "a bracket or quote that was opened before is not closed, or this line is not indented far enough",
  ],
  ["within a flow collection", "syntax-error", "a bracket that was opened is not closed before the end of the file"],
  ["quoted scalar", "syntax-error", "a quote that was opened is not closed before the end of the file"],
  ["missed comma", "syntax-error", "a comma is missing between two entries, before this"],
  ["expected ':'", "syntax-error", "a key must be followed by a colon and a value"],
  ["multiline key", "syntax-error", "a key must be followed by a colon and a value"],
  [
    "document separator is expected",
    "syntax-error",
    "the document should end here; check the indentation of this line",
  ],
  ["object-based map", "syntax-error", "a key must be plain text, not a list or a mapping"],
];

/** The parser's complaint as a finding in our own words. */
export function explainSyntax({ reason, mark }: YAMLException, text: string, file: string): Finding {
  // For an alias, the parser gives the place of its name.
  const star = reason.startsWith("unidentified alias") ? 1 : 0;
  const source = { file, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 - star };
  const [, code, message] = ADVICE.find(([part]) => reason.includes(part)) ?? fallback(reason);
  const near = wordAt(text, (mark?.position ?? 0) - star);
  const length = Math.max(1, near.length);
  const shown = near === "" || code !== "syntax-error" ? message : `${message} (at ${quoted(near)})`;
  return { code, severity: "error", message: shown, source, length: code === "syntax-error" ? length : 1 };
}

function fallback(reason: string): readonly [string, string, string] {
  const alias = /^unidentified alias "(.*)"$/.exec(reason)?.[1];
  if (alias !== undefined)
    return ["", "syntax-error", `there is no anchor ${quoted(alias)} above; set it with &${shown(alias)} first`];
  const tag = /^unknown (?:scalar|mapping|sequence) tag !<(.*)>$/.exec(reason)?.[1];
  if (tag !== undefined) return ["", "syntax-error", `the tag ${quoted(tag)} is not known here; remove it`];
  return ["", "syntax-error", `this is not YAML: ${shown(reason)}`];
}

/** Part of the file in a message: safe for a terminal, and no longer than anybody reads. */
function shown(text: string): string {
  return printable(clipped(text, 80));
}

/** What stands at the fault, up to the end of the word. */
function wordAt(text: string, offset: number): string {
  return /^[^\s,\]}]{1,40}/u.exec(text.slice(offset, offset + 40))?.[0] ?? "";
}
