import fc from "fast-check";
import { dump, parseEvents } from "js-yaml";
import { describe, expect, test } from "vitest";
import { buildWithTags } from "../../src/documents/build-values.ts";
import type { BuiltValues } from "../../src/documents/built-values.ts";
import { PlainBuilder } from "../../src/documents/plain-builder.ts";

/** Every mapping and list by its path, with the place that is kept for it. */
function places({ value, starts, entries }: BuiltValues): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const visit = (node: unknown, path: string) => {
    if (node === null || typeof node !== "object") return;
    found[path] = [starts.get(node), entries.get(node)];
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
  };
  visit(value, "");
  return found;
}

function both(text: string) {
  const events = parseEvents(text, {});
  const plain = new PlainBuilder(text).tryBuild(events);
  return { plain, full: buildWithTags(events, text) };
}

function expectTheSame(text: string): void {
  const { plain, full } = both(text);
  if (plain === undefined) throw new Error(`not taken for plain: ${text}`);
  expect(plain.value).toStrictEqual(full.value);
  expect(places(plain)).toEqual(places(full));
  const { documents, hasAliases, hasDuplicateKeys, secondDocument } = full;
  expect(plain).toMatchObject({ documents, hasAliases, hasDuplicateKeys });
  expect(plain.secondDocument).toBe(secondDocument);
}

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("null", "~", "1e3", "0x1F", "-.inf", "TRUE", "n"),
);
const leaf = fc.oneof(text, fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.boolean());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.constant(null), tie("list"), tie("mapping")),
  list: fc.array(tie("value"), { maxLength: 5 }),
  mapping: fc.dictionary(text, tie("value"), { maxKeys: 5 }),
}));

describe("the short way through a plain file ends where the long way does", () => {
  test("for whatever can be written down, in blocks and in flows", () => {
    fc.assert(
      fc.property(value, fc.integer({ min: -1, max: 3 }), (content, flowLevel) => {
        expectTheSame(dump(content, { flowLevel, noRefs: true }));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["fields that read as something else", "null: 1\n~: 2\n1e3: 3\ntrue: 4\n0x10: 5\n.nan: 6\n"],
    ["a field named like what every object inherits", "__proto__: { a: 1 }\nconstructor: 2\n"],
    ["what is left empty", "a:\nb:\n  c:\ne: {f, g: }\n"],
    ["a field given twice", "a: 1\na: { b: 2 }\n"],
    ["text of several lines", "a: |\n  one\n  two\nb: >-\n  three\n  four\nc: five\n  six\n"],
    ["quoted text that reads as something else", "a: '1'\nb: \"null\"\n'c': \"\\u00e9\"\n"],
    ["lists in lists", "- - 1\n  - [2, [3, {a: 4}]]\n-\n- b: 5\n"],
    ["one word", "word\n"],
    ["comments, directives and an end", "%YAML 1.2\n---\n# first\na: 1 # second\n...\n"],
  ])("for %s", (_what, written) => expectTheSame(written));

  test.each([
    ["an anchor", "a: &x 1\n"],
    ["an alias", "a: &x [1]\nb: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["a tagged list", "a: !!seq [1]\n"],
    ["a key that is a list", "[a]: 1\n"],
    ["a key that is a mapping", "{a: 1}: 1\n"],
    ["a second document", "a: 1\n---\nb: 2\n"],
  ])("and %s is left to the long way", (_what, written) => {
    expect(new PlainBuilder(written).tryBuild(parseEvents(written, {}))).toBeUndefined();
  });
});
