import { describe, expect, it } from "vitest";
import { matchesShown } from "../_support/docs/matches-shown.ts";
import { pageSnippets } from "../_support/docs/page-snippets.ts";

const FENCE = "```";

describe("what a page shows", () => {
  it("is what was printed, line by line; blanks at the ends do not count", () => {
    expect(matchesShown("one\ntwo  \n\n", ["one", "two"])).toBe(true);
    expect(matchesShown("one\ntwo\nthree\n", ["one", "two"])).toBe(false);
    expect(matchesShown("one\n", ["one", "two"])).toBe(false);
    expect(matchesShown("", [])).toBe(true);
    expect(matchesShown("something\n", [])).toBe(false);
  });

  it("may leave out lines, and parts of a line, and nothing more", () => {
    expect(matchesShown("a\nb\nc\nApplied: 4 done.\n", ["…", "Applied: 4 done."])).toBe(true);
    expect(matchesShown("a\nb\nApplied: 3 done.\n", ["…", "Applied: 4 done."])).toBe(false);
    expect(matchesShown("a\nb\n", ["a", "…"])).toBe(true);
    expect(matchesShown("token chr_abc here\n", ["token chr_… here"])).toBe(true);
    expect(matchesShown("token chr_abc there\n", ["token chr_… here"])).toBe(false);
    expect(matchesShown("1+1 (a|b)\n", ["1+1 (a|b)"])).toBe(true);
  });
});

describe("a page's blocks", () => {
  it("are commands with their lines and what they print", () => {
    const page = `# A page\n\n${FENCE}console\n$ ls\na\nb\n$ true\n${FENCE}\n`;
    expect(pageSnippets(page)).toEqual([
      {
        kind: "commands",
        commands: [
          { line: 4, command: "ls", expected: ["a", "b"] },
          { line: 7, command: "true", expected: [] },
        ],
      },
    ]);
  });

  it("are files by the name in their first line, and edits of them", () => {
    const file = `${FENCE}yaml\n# charter.yaml\ncharter: v1\n${FENCE}\n`;
    const edit = `${FENCE}diff\n--- charter.yaml\n-charter: v1\n+charter: v2\n kept: 1\n${FENCE}\n`;
    expect(pageSnippets(`${file}\n${edit}`)).toEqual([
      { kind: "file", line: 1, name: "charter.yaml", text: "# charter.yaml\ncharter: v1\n" },
      { kind: "edit", line: 6, name: "charter.yaml", before: "charter: v1\nkept: 1", after: "charter: v2\nkept: 1" },
    ]);
  });

  it("are exempt by a marker that stands right above, and by no other", () => {
    const block = `${FENCE}sh\nnpm ci\n${FENCE}\n`;
    expect(pageSnippets(`<!-- not run: needs a registry -->\n${block}`)).toMatchObject([
      { kind: "not-run", reason: "needs a registry" },
    ]);
    expect(pageSnippets(`<!-- not run: needs a registry -->\n\nText.\n\n${block}`)).toMatchObject([
      { kind: "commands" },
    ]);
  });

  it("are read as data where nothing else is known, so that no language slips through", () => {
    expect(pageSnippets(`${FENCE}toml\na = 1\n${FENCE}\n`)).toMatchObject([{ kind: "data", language: "toml" }]);
  });

  it("that show output without a command are an error", () => {
    expect(() => pageSnippets(`${FENCE}console\noutput\n${FENCE}\n`)).toThrow("line 2: output without a command");
  });
});
