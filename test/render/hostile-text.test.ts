import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/apply/outcome.ts";
import type { Finding } from "../../src/diagnostics/finding.ts";
import { printable } from "../../src/diagnostics/printable.ts";
import { decodePlan, encodePlan } from "../../src/plan/plan-document.ts";
import { findingsGithub } from "../../src/render/findings-github.ts";
import { findingsJson } from "../../src/render/findings-json.ts";
import { findingsSarif } from "../../src/render/findings-sarif.ts";
import { findingsText } from "../../src/render/findings-text.ts";
import { outcomesText } from "../../src/render/outcomes-text.ts";
import { planPage } from "../../src/render/page/report-page.ts";
import { planJson } from "../../src/render/plan-json.ts";
import { planMarkdown } from "../../src/render/plan-markdown.ts";
import { planText } from "../../src/render/plan-text.ts";
import { HOSTILE, hostilePlan, UNSAFE } from "../_support/hostile.ts";
import { reportOf } from "../_support/report-sketch.ts";

function hostileFinding(text: string): Finding {
  const source = { file: text, line: 1, column: 1 };
  return { code: "unknown-field", severity: "error", message: text, source, related: [{ message: text, source }] };
}

function hostileReport(text: string): string {
  return reportOf({
    title: text,
    roles: { [text]: { title: text, permissions: [text] } },
    members: { ada: "owner", [`${text}@x`]: { role: text, attributes: { [text]: text } } },
    tenants: { eu: { [`${text}@x`]: "tenant-member" } },
  });
}

const WIDTHS = { color: false, width: 80 } as const;
const OUTCOME: Omit<Outcome, "message"> = { id: "c1", outcome: "failed", code: "bad-answer" };

/** Every format that a text of a charter or of the live side can come out in. */
const FORMATS: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "plan as text": (text) => planText(hostilePlan(text), WIDTHS),
  "plan as JSON": (text) => planJson(hostilePlan(text)),
  "plan as markdown": (text) => planMarkdown(hostilePlan(text)),
  "plan as HTML": (text) => planPage(hostilePlan(text)),
  "report as HTML": hostileReport,
  "outcomes as text": (text) => outcomesText(hostilePlan(text), [{ ...OUTCOME, message: text }], WIDTHS),
  "findings as text": (text) => findingsText([hostileFinding(text)], new Map([[text, text]]), WIDTHS),
  "findings as JSON": (text) => findingsJson([hostileFinding(text)]),
  "findings as SARIF": (text) => findingsSarif([hostileFinding(text)], "1.0.0"),
  "findings for GitHub": (text) => findingsGithub([hostileFinding(text)]),
};

const texts = Object.entries(HOSTILE);
/** The page's own style has line breaks, and nothing else that is unsafe. */
const withoutBreaks = (text: string) => text.replaceAll("\n", "");

describe.each(Object.entries(FORMATS))("%s", (_format, render) => {
  it.each(texts)("lets no control, invisible or turning character through: %s", async (_what, text) => {
    expect(withoutBreaks(await render(text))).not.toMatch(UNSAFE);
  });
});

describe("JSON", () => {
  it.each(texts)("reads back as exactly what it was made from: %s", (_what, text) => {
    const plan = hostilePlan(text);
    const wellFormed = JSON.parse(JSON.stringify(encodePlan(plan)));
    expect(JSON.parse(planJson(plan))).toEqual(wellFormed);
    expect(decodePlan(JSON.parse(planJson(plan))).refusals[0]?.message).toBe(plan.refusals[0]?.message);
    expect(JSON.parse(findingsJson([hostileFinding(text)])).findings[0].message).toBe(text);
  });
});

describe("SARIF", () => {
  it.each(texts)("names the file as a relative reference, and has no link in a message: %s", (_what, text) => {
    const [run] = JSON.parse(findingsSarif([hostileFinding(text)], "1.0.0")).runs;
    const [result] = run.results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w\-.!~*'()%/]*$/);
    expect(result.message.text).not.toContain("](");
  });
});

describe("an annotation for GitHub", () => {
  it.each(texts)("is one command on one line, whatever is in it: %s", (_what, text) => {
    const lines = findingsGithub([hostileFinding(text)]).split(/\r\n|\r|\n|\u2028|\u0085/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::error file=[^,:]*,line=1,col=1,endColumn=2,title=unknown-field::/);
    expect(lines[1]).toBe("");
  });
});

describe("HTML", () => {
  const tags = (html: string) => html.match(/<[^>]*>/g);
  const data = (html: string) => /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  const rendered = texts.filter(([, text]) => text !== "");

  it.each(rendered)("has the same elements whatever its texts say: %s", (_what, text) => {
    expect(tags(planPage(hostilePlan(text)))).toEqual(tags(planPage(hostilePlan("x"))));
    expect(tags(hostileReport(text))).toEqual(tags(hostileReport("x")));
  });

  it.each(rendered)("has in its data just what it shows: %s", (_what, text) => {
    const page = JSON.parse(data(planPage(hostilePlan(text))));
    expect(page.plan.refusals[0].message).toBe(printable(text));
    expect(data(hostileReport(text))).not.toMatch(/[<>&]/);
  });

  it("is the same to the byte for the same contents", () => {
    expect(hostileReport("x")).toBe(hostileReport("x"));
  });
});
