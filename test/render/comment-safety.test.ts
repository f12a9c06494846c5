import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpan, prose } from "../../src/render/escape-markdown.ts";
import { planMarkdown } from "../../src/render/plan-markdown.ts";
import { readComment } from "../_support/comment-reader.ts";
import { HOSTILE, hostilePlan, hostileText, UNSAFE } from "../_support/hostile.ts";

const RUNS = Number(process.env.CHARTER_PROPERTY_RUNS ?? 100);

/** Words, numbers, code (`¤`) and the marks that Charter writes itself, in the shapes in which it writes them. */
const WORDS = /^[\p{Script=Latin}\d¤ ,;:.!?()'’→−—·▲✗✓…-]*$/u;
const LINE = /^(?:### |#### | *- |---$)?(.*)$/su;
/** Bold that Charter writes: each is one of these. */
const BOLD = /\*\*(?:gains|loses|▲ broadens|¤|Left out here for length:|Switched off:)\*\*/g;

function assertOnlyText(markdown: string): void {
  const { text, html } = readComment(markdown);
  for (const line of text) {
    const words = (LINE.exec(line)?.[1] ?? "").replace(BOLD, "");
    expect(words, line).toMatch(WORDS);
    if (line !== "---") expect(line).not.toMatch(/^ *[-=]+ *$/);
    expect(words, line).not.toMatch(/\b[0-9a-f]{7,}\b|^\d+[.)] /iu);
  }
  const opened = html.filter((line) => line.startsWith("<details")).length;
  expect(html.filter((line) => line === "</details>")).toHaveLength(opened);
  expect(html.filter((line) => line.startsWith("<!--"))).toEqual([markdown.trimEnd().split("\n").at(-1)]);
  expect(markdown.replaceAll("\n", "")).not.toMatch(UNSAFE);
}

const sourceUrl = ({ file, line }: { file: string; line: number }) => `https://code.example/${file}#L${line}`;

describe("a comment with hostile text in every place", () => {
  it.each(Object.entries(HOSTILE))("has %s in it as nothing but text", (_what, text) => {
    assertOnlyText(planMarkdown(hostilePlan(text)));
  });

  it("has any text in it as nothing but text", () => {
    fc.assert(
      fc.property(hostileText, (text) => assertOnlyText(planMarkdown(hostilePlan(text)))),
      { numRuns: RUNS * 3 },
    );
  });

  it("links only where it was told to, whatever the file is called", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = planMarkdown(hostilePlan(text), { sourceUrl });
        assertOnlyText(markdown);
        const { links } = readComment(markdown);
        expect(links.length).toBeGreaterThan(0);
        for (const link of links) expect(link).toMatch(/^https:\/\/code\.example\/[\w\-.~:/?#@!$&*+,;=%]*$/);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("prose", () => {
  it("says every letter of what it was given, in order", () => {
    const letters = (text: string) => text.replaceAll(/[\s`]/g, "");
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("ada@acme.example,", "may", "not", "(level", "80)", "@x", "a:b", "12.")),
        (words) => {
          expect(letters(prose(words.join(" ")))).toBe(letters(words.join(" ")));
        },
      ),
    );
  });

  it("and code never end before their text does", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(readComment(codeSpan(text)).text.join("\n")).toBe("¤");
      }),
      { numRuns: RUNS * 3 },
    );
  });
});
