import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { type Finding, sortFindings } from "../../src/diagnostics/finding.ts";

const FIXTURES = fileURLToPath(new URL("../_fixtures/charters/", import.meta.url));

/** Everything that is wrong with a charter of the fixtures, of form and of meaning, in file order. */
export function findingsOf(fixture: string): Finding[] {
  const loaded = loadCharter([fixture], { cwd: FIXTURES });
  return sortFindings([...loaded.findings, ...validateCharter(loaded, undefined)]);
}

/** A finding as a test says it: code, place in the fixture, and a part of the message. */
export type Expected = readonly [code: string, place: string, part: string];

/** Exactly these findings, in this order. */
export function expectFindings(findings: readonly Finding[], expected: readonly Expected[]): void {
  expect(findings.map(describe)).toEqual(expected.map(([code, place]) => `${code} ${place}`));
  for (const [index, [, , part]] of expected.entries()) expect(findings[index]?.message).toContain(part);
}

function describe({ code, source }: Finding): string {
  return `${code} ${source === undefined ? "nowhere" : `${source.line}:${source.column}`}`;
}
