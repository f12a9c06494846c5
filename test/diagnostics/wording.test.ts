import { describe, expect, test } from "vitest";
import { FindingList } from "../../src/diagnostics/finding-list.ts";
import { printable, quoted } from "../../src/diagnostics/printable.ts";
import { nearest, suggestion } from "../../src/diagnostics/suggest.ts";

describe("suggestions", () => {
  test.each([
    ["rol", "role"],
    ["titel", "title"],
    ["Member_Type", "memberType"],
    ["ROLE", "role"],
    ["xyz", undefined],
    ["ow", undefined],
  ])("%s was meant to be %s", (wrong, meant) => {
    expect(nearest(wrong, ["email", "role", "title", "memberType", "owner"])).toBe(meant);
  });

  test("where nothing is near, all that there is is listed, up to a point", () => {
    expect(suggestion("zzz", ["a", "b"])).toBe("there is a, b");
    expect(suggestion("zzz", [])).toBe("there is none");
    expect(
      suggestion(
        "zzzzzzzz",
        Array.from({ length: 40 }, (_, index) => `role-${index}`),
      ),
    ).toContain("and 25 more");
  });
});

describe("quoting", () => {
  test("keeps on one line, escapes what could hide or act, and shortens", () => {
    expect(quoted("a\nb\u202e\u009b")).toBe('"a\\nb\\u{202e}\\u{9b}"');
    expect(quoted("👩‍🚀 漢字")).toBe('"👩‍🚀 漢字"');
    expect(quoted("x".repeat(500)).length).toBeLessThan(90);
    expect(printable("a\u001b[31mb")).toBe("a\ufffd[31mb");
  });
});

describe("many findings of one kind", () => {
  test("are kept up to a number and counted beyond it, and only kept ones are located", () => {
    const findings = new FindingList(3);
    let located = 0;
    for (let line = 10; line > 0; line--) {
      findings.error("unknown-field", () => {
        located++;
        return { message: `line ${line}`, source: { file: "x", line, column: 1 } };
      });
    }
    findings.warning("other", () => ({ message: "one", source: { file: "x", line: 5, column: 1 } }));
    const found = findings.toArray();
    expect(located).toBe(4);
    expect(found.map(({ message }) => message)).toEqual([
      "one",
      "line 7 (and 6 more of this kind)",
      "line 8",
      "line 9",
      "line 10",
    ]);
  });
});
