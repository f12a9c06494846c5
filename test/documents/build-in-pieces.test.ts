import fc from "fast-check";
import { dump, parseEvents } from "js-yaml";
import { describe, expect, test } from "vitest";
import { tryBuildInPieces as piecewise } from "../../src/documents/build-in-pieces.ts";
import { buildValues } from "../../src/documents/build-values.ts";
import type { BuiltValues } from "../../src/documents/built-values.ts";
import { parseDocument } from "../../src/documents/parse-document.ts";
import { atOnce } from "../../src/documents/steps.ts";

/** So small that every second line or so could be a place to divide at. */
const SMALL = 20;

/** Everything that is built, with the place that is kept for it, in the order in which it was written. */
function places({ value, starts, entries }: BuiltValues): unknown[] {
  const found: unknown[] = [];
  const visit = (node: unknown, path: string) => {
    if (node === null || typeof node !== "object") return void found.push([path, node]);
    found.push([path, Array.isArray(node), starts.get(node), entries.get(node)]);
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
  };
  visit(value, "");
  return found;
}

function tryBuildInPieces(text: string, size: number): BuiltValues | undefined {
  return atOnce(piecewise(text, size));
}

function whole(text: string): BuiltValues {
  return buildValues(parseEvents(text, { maxDepth: 100 }), text);
}

/** Whether it is built in pieces; if it is, then as in the whole. */
function buildsTheSame(text: string, size = SMALL): boolean {
  const inPieces = tryBuildInPieces(text, size);
  if (inPieces === undefined) return false;
  expect(places(inPieces)).toEqual(places(whole(text)));
  expect({ ...inPieces, value: 0, starts: 0, entries: 0 }).toEqual({ ...whole(text), value: 0, starts: 0, entries: 0 });
  return true;
}

const PEOPLE = `  - email: ada@acme.example
    role: owner
  # on loan
  - { email: grace@acme.example, role: admin }

  - email: linus@acme.example
    attributes:
      memberType: external
      note: |
        - no entry
      more: 'in two
        - lines'
`;
const CHARTER = `# who is who
charter: v1
organization: acme
members:
${PEOPLE}
tenants:
  eu:
    title: Europe
    members:
    - { email: ada@acme.example, role: tenant-admin }
  # the other side
  us: { title: America }
projects:
  wearables:
    tenant: eu
    members: [{ email: ada@acme.example, role: project-admin }, {
      email: grace@acme.example }]
  phones:
    tenant: us
guards: { removals: 10% }
`;

describe("a big file is built a piece at a time, and ends as if it had been built whole", () => {
  test("with entries, places, comments and text of several lines as they are", () => {
    expect(buildsTheSame(CHARTER)).toBe(true);
    expect(buildsTheSame(CHARTER, 100)).toBe(true);
    expect(buildsTheSame(CHARTER, 400)).toBe(true);
  });

  test("with lists that are not indented", () => {
    expect(
      buildsTheSame("charter: v1\nmembers:\n- email: a\n  role: b\n- email: c\n  role: d\n- email: e\ntier: x\n"),
    ).toBe(true);
  });

  test("whatever mappings of lists and mappings of lists are written down, and however", () => {
    const leaf = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null));
    const key = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), fc.string());
    const entry = fc.oneof(leaf, fc.dictionary(key, leaf), fc.array(leaf, { maxLength: 3 }));
    const section = fc.oneof(leaf, fc.array(entry, { maxLength: 8 }), fc.dictionary(key, entry));
    let inPieces = 0;
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), section, { minKeys: 1 }),
        fc.integer({ min: -1, max: 3 }),
        fc.boolean(),
        (content, flowLevel, seqNoIndent) => {
          if (buildsTheSame(dump(content, { flowLevel, noRefs: true, seqNoIndent }))) inPieces++;
        },
      ),
      { numRuns: 300 },
    );
    expect(inPieces).toBeGreaterThan(50);
  });

  test("and a file that somebody damaged is either left alone or means the same", () => {
    const piece = fc.constantFrom(
      ..."- :#\"'|>&*!?{}[],%~\t\n\r .x",
      "\n  ",
      "\n    ",
      "\n---\n",
      "\n- ",
      "\n  - ",
      ": |\n",
      ": \n",
    );
    const damage = fc.record({ at: fc.nat(CHARTER.length), cut: fc.nat(6), put: fc.array(piece, { maxLength: 3 }) });
    let inPieces = 0;
    fc.assert(
      fc.property(
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 10, max: 200 }),
        (damages, size) => {
          let text = CHARTER;
          for (const { at, cut, put } of damages) text = text.slice(0, at) + put.join("") + text.slice(at + cut);
          if (buildsTheSame(text, size)) inPieces++;
        },
      ),
      { numRuns: 1500 },
    );
    expect(inPieces).toBeGreaterThan(50);
  });
});

describe("what cannot be divided is left to be read, and explained, as a whole", () => {
  test.each([
    ["a small file", "a: 1\n"],
    ["a list", "- a: 1\n- b: 2\n- c: 3\n- d: 4\n"],
    ["JSON", '{\n  "a": [\n    1,\n    2,\n    3,\n    4\n  ]\n}\n'],
    ["a field given twice", "a:\n  - 1\n  - 2\nb:\n  - 3\n  - 4444444444\na: 7\n"],
    [
      "an entry given twice, far apart",
      `a:\n  b: 1\n${"  c: ddd\n".replace("c", "e")}  f: 1111111111\n  g: 1\n  b: 2\n`,
    ],
    ["an alias", "a:\n  - &x 1\n  - 22222222222\n  - *x\n  - 3\n"],
    ["a tag", "a:\n  - !!str 1\n  - 22222222222\n  - 3\n  - 3\n"],
    ["a second document", "a:\n  - 1\n  - 2222222222\n---\nb:\n  - 3\n  - 4444444\n"],
    ["carriage returns", "a:\r\n  - 1\r\n  - 222222222\r\n  - 3\r\n"],
    ["text that would end in another piece", 'a:\n  - "1\n  - 22222222222\n  - 3"\n  - 4\n  - 5\n'],
    ["an entry that is none", "a:\n  - 1\n  - 22222222222\n  b: 2\n  - 3\n"],
    ["an entry out of line", "a:\n   - 1\n   - 22222222222\n  - 2\n  - 3\n"],
    ["a field that is none", "a:\n  - 1\n  - 22222222222\n  - 2\nb\n"],
    ["an anchor of the whole", "--- &a\na:\n  - 1\n  - 22222222222\n  - 2\n"],
  ])("%s", (_what, text) => expect(tryBuildInPieces(text, SMALL)).toBeUndefined());

  test("nesting is bounded as in the whole", () => {
    const nested = (depth: number) =>
      `a:\n  - 1\n  - 2222222222222222\n  - ${"[".repeat(depth)}${"]".repeat(depth)}\n  - 3\n`;
    const deepest = [...Array(120).keys()].findLast(
      (depth) => parseDocument(nested(depth), "x").document !== undefined,
    );
    expect(buildsTheSame(nested(deepest ?? 0))).toBe(true);
    expect(tryBuildInPieces(nested((deepest ?? 0) + 1), SMALL)).toBeUndefined();
  });
});

test("in a file of many pieces, faults and members are where they stand", () => {
  const people = Array.from({ length: 5000 }, (_, index) => `  - email: p${index}@acme.example\n    role: member\n`);
  const text = `charter: v1\nmembers:\n${people.join("")}tier: pro\n`;
  const { document } = parseDocument(text, "charter.yaml");
  const { members } = (document?.value ?? {}) as { members: unknown[] };
  expect(members).toHaveLength(5000);
  expect(document?.positionOfEntry(members, 4999)).toEqual({ file: "charter.yaml", line: 10_001, column: 5 });
  expect(document?.locate(["tier"]).source).toEqual({ file: "charter.yaml", line: 10_003, column: 7 });
  const { findings } = parseDocument(`${text}members: []\n`, "charter.yaml");
  expect(findings.map(({ code, source }) => [code, source?.line])).toEqual([["duplicate-key", 10_004]]);
});
