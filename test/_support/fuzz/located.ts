import assert from "node:assert/strict";
import { frameOf } from "../../../src/diagnostics/code-frame.ts";
import { type Finding, hasErrors, sortFindings } from "../../../src/diagnostics/finding.ts";
import type { SourcePosition } from "../../../src/diagnostics/source.ts";
import { findingsGithub } from "../../../src/render/findings-github.ts";
import { findingsJson } from "../../../src/render/findings-json.ts";
import { findingsSarif } from "../../../src/render/findings-sarif.ts";
import { findingsText } from "../../../src/render/findings-text.ts";

const LINE_BREAK = /\r\n|\r|\n/;

/** Asserts that each finding says what is wrong, at a place that there is in one of the files, and can be shown. */
export async function assertLocated(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  unreadable: readonly string[],
): Promise<void> {
  const lines = new Map([...sources].map(([file, text]) => [file, text.split(LINE_BREAK)]));
  for (const finding of findings) {
    const { code, message, source, length = 1, related = [] } = finding;
    assert.match(code, /^[a-z0-9]+(-[a-z0-9]+)+$/);
    assert.doesNotMatch(message, /\p{Cc}/u, `${code} shows a control character`);
    assert.ok(message.length < 4_000, `${code} says ${message.length} characters`);
    assert.ok(length > 0, `${code} covers ${length} columns`);
    for (const place of [source, ...related.map((one) => one.source)]) assertPlace(code, place, lines, unreadable);
  }
  assert.deepEqual(sortFindings(findings).length, findings.length);
  const [first] = findings;
  const text = first?.source && sources.get(first.source.file);
  if (first !== undefined && text !== undefined) await frameOf(text, first);
}

/** Asserts that findings can be shown in every form that there is. */
export async function assertShown(findings: readonly Finding[], sources: ReadonlyMap<string, string>): Promise<void> {
  const some = findings.slice(0, 20);
  assert.equal((JSON.parse(findingsJson(some)) as { findings?: unknown[] }) === null, false);
  JSON.parse(findingsSarif(some, "0.0.0"));
  findingsGithub(some);
  await findingsText(some, sources, { color: false });
  hasErrors(some);
}

function assertPlace(
  code: string,
  place: SourcePosition | undefined,
  lines: ReadonlyMap<string, readonly string[]>,
  unreadable: readonly string[],
): void {
  assert.ok(place !== undefined, `${code} is nowhere`);
  const { file, line, column } = place;
  const text = lines.get(file);
  if (text === undefined) {
    assert.ok(unreadable.includes(file), `${code} is in ${file}, which is no file of these`);
    assert.ok(line >= 1 && column >= 1, `${code} is at ${line}:${column}`);
    return;
  }
  assert.ok(line >= 1 && line <= text.length, `${code} is in line ${line} of ${text.length}`);
  const width = text[line - 1]?.length ?? 0;
  assert.ok(column >= 1 && column <= width + 1, `${code} is in column ${column} of a line of ${width}`);
}
