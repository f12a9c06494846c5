import { describe, expect, test } from "vitest";
import { frameOf } from "../../src/diagnostics/code-frame.ts";
import { displayWidth } from "../../src/diagnostics/display-width.ts";

function at(line: number, column: number, length = 1) {
  return { source: { file: "x", line, column }, length };
}

/** The line with the fault and the one with its markers, without their gutters. */
async function marked(text: string, line: number, column: number, length = 1): Promise<[string, string]> {
  const lines = (await frameOf(text, at(line, column, length))).split("\n");
  const strip = (one = "") => one.slice(one.indexOf("|") + 2);
  return [strip(lines.at(-2)), strip(lines.at(-1))];
}

describe("a code frame", () => {
  test("shows the line of the fault under the ones before it, with its number and a caret", async () => {
    expect(await frameOf("one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\n", at(4, 7))).toBe(
      "  2 | two: 2\n  3 | three: 3\n> 4 | four: 4\n    |       ^",
    );
  });

  test("marks as many columns as the fault covers", async () => {
    expect(await marked("role: admn\n", 1, 7, 4)).toEqual(["role: admn", "      ^^^^"]);
  });

  test("puts the caret under the fault behind tabs", async () => {
    expect(await marked("\t\tb: x\n", 1, 6)).toEqual(["    b: x", "       ^"]);
  });

  test("puts the caret under the fault behind wide characters, emoji and accents", async () => {
    for (const before of ["漢字", "👩‍🚀", "e\u0301", "🇪🇺", "ｗ"]) {
      const text = `${before}: bad`;
      const [line, markers] = await marked(text, 1, text.indexOf("bad") + 1, 3);
      expect(line).toBe(text);
      expect(markers).toBe(`${" ".repeat(displayWidth(`${before}: `))}^^^`);
    }
  });

  test("counts columns as a terminal does", () => {
    expect(["漢字", "👩‍🚀", "e\u0301", "🇪🇺", "abc"].map(displayWidth)).toEqual([4, 2, 1, 2, 3]);
  });

  test("lets no control character, no direction mark and no line separator of the file through", async () => {
    const frame = await frameOf("a: \u001b]0;title\u0007 \u009b31m \u202e \u2028 bad\n", at(1, 25));
    for (const one of "\u001b\u0007\u009b\u202e\u2028\u0000") expect(frame).not.toContain(one);
    expect(frame.split("\n")).toHaveLength(2);
  });

  test("cuts very long lines around the fault", async () => {
    const text = `${"x".repeat(1_000_000)}BAD${"y".repeat(1_000_000)}\n`;
    const [line, markers] = await marked(text, 1, 1_000_001, 3);
    expect(line.length).toBeLessThan(200);
    expect(line.slice(markers.indexOf("^"), markers.lastIndexOf("^") + 1)).toBe("BAD");
    expect(line.startsWith("…")).toBe(true);
    expect(line.endsWith("…")).toBe(true);
  });

  test("shows a fault at the very end of a line, and nothing where there is no such line", async () => {
    expect(await marked("a: 1", 1, 5)).toEqual(["a: 1", "    ^"]);
    expect(await frameOf("a: 1\n", at(9, 1))).toBe("");
    expect(await frameOf("a: 1\n", {})).toBe("");
  });
});
