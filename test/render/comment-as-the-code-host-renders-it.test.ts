import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type DefaultTreeAdapterTypes, parseFragment, defaultTreeAdapter as tree } from "parse5";
import { describe, expect, test } from "vitest";
import { planMarkdown } from "../../src/render/plan-markdown.ts";
import { HOSTILE, hostilePlan, hostileText } from "../_support/hostile.ts";

const RUNS = Number(process.env.CHARTER_PROPERTY_RUNS ?? 50);

type Node = DefaultTreeAdapterTypes.Node;

const OURS = "https://code.example/";
const ELEMENTS = new Set("h3 h4 p ul li code strong table thead tbody tr th td details summary b hr a".split(" "));
const ATTRIBUTES = new Set(["href", "open", "align"]);
/** What the parts of a comment are: a text may be a code span or not, and have line breaks. */
const FRAME = new Set("h3 h4 p ul li table tr th td details summary hr #comment".split(" "));
/** What a code host would make a mention, a reference, a link, markup or an emoji of. */
const MEANINGFUL = /[@#]|https?:\/\/|www\.|\b[0-9a-f]{7,}\b|:\w+:|[$&<>[\]|~`*_\\]/i;

/** The names of the rendered elements from first to last, nested as they are; no text. */
function skeleton(text: string): string {
  const markdown = planMarkdown(hostilePlan(text), { sourceUrl: ({ file, line }) => `${OURS}${file}#L${line}` });
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  return outline(parseFragment(html), false);
}

function outline(node: Node, quoted: boolean): string {
  if (tree.isTextNode(node)) {
    if (!quoted) expect(node.value).not.toMatch(MEANINGFUL);
    return "";
  }
  if (tree.isElementNode(node)) assertOurs(node);
  const within = quoted || node.nodeName === "code" || node.nodeName === "a";
  const children = "childNodes" in node ? node.childNodes.map((child) => outline(child, within)) : [];
  return FRAME.has(node.nodeName) ? `${node.nodeName}(${children.join("")})` : children.join("");
}

function assertOurs({ nodeName, attrs }: DefaultTreeAdapterTypes.Element): void {
  expect(ELEMENTS).toContain(nodeName);
  for (const { name, value } of attrs) {
    expect(ATTRIBUTES).toContain(name);
    if (name === "href") expect(value.startsWith(OURS)).toBe(true);
  }
}

describe("a comment, rendered as GitHub's markdown", () => {
  const harmless = skeleton("x y");

  test.each(Object.entries(HOSTILE))("has the same parts with a text of %s as with a harmless one", (_name, text) => {
    expect(skeleton(text)).toBe(harmless);
  });

  test("has the same parts with any text as with a harmless one", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(skeleton(text)).toBe(harmless);
      }),
      { numRuns: RUNS },
    );
  });
});
