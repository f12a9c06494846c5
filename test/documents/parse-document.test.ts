import { describe, expect, test } from "vitest";
import { parseDocument } from "../../src/documents/parse-document.ts";
import type { Path } from "../../src/documents/path.ts";

function locate(text: string, path: Path, part: "key" | "value" = "value") {
  const { document, findings } = parseDocument(text, "x");
  expect(findings).toEqual([]);
  const { source, length } = document?.locate(path, part) ?? {};
  return `${source?.line}:${source?.column}+${length}`;
}

function codes(text: string): string[] {
  return parseDocument(text, "x").findings.map(({ code, source }) => `${code} ${source?.line}:${source?.column}`);
}

describe("places of values", () => {
  test("keys, plain and quoted text, numbers", () => {
    const text = 'a: one two\nb: \'x\'\n"c": "y"\nd: 12\n';
    expect(locate(text, ["a"])).toBe("1:4+7");
    expect(locate(text, ["b"])).toBe("2:4+3");
    expect(locate(text, ["c"], "key")).toBe("3:1+3");
    expect(locate(text, ["c"])).toBe("3:6+3");
    expect(locate(text, ["d"])).toBe("4:4+2");
  });

  test("an empty value is at its key, and what is not there at the nearest that is", () => {
    expect(locate("a:\n  b:\n", ["a", "b"])).toBe("2:3+1");
    expect(locate("a:\n  b: 1\n", ["a", "c"])).toBe("2:3+1");
    expect(locate("a: 1\n", ["z"], "key")).toBe("1:1+1");
  });

  test("entries of lists, in block and in flow", () => {
    expect(locate("- x\n- y: 1\n", [1])).toBe("2:3+1");
    expect(locate("a: [x, {y: 1}]\n", ["a", 1, "y"], "key")).toBe("1:9+1");
  });

  test("an alias is where it stands; what is inside of it is where it was written", () => {
    const text = "a: &me\n  b: 1\nc: *me\n";
    expect(locate(text, ["c"])).toBe("3:4+3");
    expect(locate(text, ["c", "b"])).toBe("2:6+1");
  });

  test("columns count UTF-16 units, as editors do", () => {
    expect(locate("👩: { é: x }\n", ["👩", "é"])).toBe("1:10+1");
  });

  test("text over several lines ends with its first", () => {
    expect(locate("a: one\n  two\n", ["a"])).toBe("1:4+3");
  });

  test("fields and entries have cheap places too", () => {
    const { document } = parseDocument("a:\n  b: { c: 1 }\n  d: [x, { y: 1 }]\n", "x");
    const { a } = (document?.value ?? {}) as { a: { b: object; d: unknown[] } };
    expect(document?.positionOf(a.b)).toEqual({ file: "x", line: 2, column: 3 });
    expect(document?.positionOfEntry(a.d, 0)).toMatchObject({ line: 3, column: 7 });
    expect(document?.positionOfEntry(a.d, 1)).toMatchObject({ line: 3, column: 10 });
  });
});

describe("what is no document", () => {
  test.each([
    ["an open quote", 'a: "x\nb: 1\n', "syntax-error 2:1"],
    ["two colons", "a: b: c\n", "syntax-error 1:5"],
    ["a list as a key", "? [a]\n: b\n", "syntax-error 1:1"],
    ["an alias of nothing", "a: *nobody\n", "syntax-error 1:4"],
    ["a tag", "a: !ruby/object:X {}\n", "syntax-error 1:4"],
    ["a control character", "a: \u001b[31m\n", "syntax-error 1:4"],
    ["a missing comma", '{ "a": 1 "b": 2 }\n', "syntax-error 1:13"],
    ["a bracket that stays open", "a: [1, 2\n", "syntax-error 2:1"],
    ["nothing after three dashes but another document", "a: 1\n---\n", "several-documents 2:1"],
    ["brackets without end", "[".repeat(200), "nested-too-deeply 1:100"],
  ])("%s", (_title, text, expected) => {
    expect(codes(text)).toEqual([expected]);
  });

  test("what the file says reaches no message unescaped", () => {
    const [finding] = parseDocument("a: *\u009b31m\u202e\n", "x").findings;
    expect(finding?.message).not.toMatch(/[\u009b\u202e]/u);
  });
});

describe("aliases", () => {
  test("ten thousand small ones are fine, one more is not", () => {
    const text = (count: number) => `a: &a { b: 1 }\nlist:\n${"  - *a\n".repeat(count)}`;
    expect(codes(text(10_000))).toEqual([]);
    expect(codes(text(10_001))).toEqual(["too-many-aliases 10003:5"]);
  });

  test("a billion values in a few lines cost what the lines cost", () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]`,
    );
    expect(codes(`l0: &l0 [x]\n${levels.join("\n")}\n`)).toEqual([expect.stringContaining("aliases-too-large")]);
  });

  test("aliases that nest deeper with every line are counted as they nest", () => {
    const lines = Array.from({ length: 150 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}]`);
    expect(codes(`l0: &l0 [x]\n${lines.join("\n")}\n`)).toEqual([expect.stringContaining("nested-too-deeply")]);
  });
});
