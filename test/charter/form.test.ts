import { describe, expect, test } from "vitest";
import { type Expected, expectFindings, findingsOf } from "../_support/charter-findings.ts";

const STORIES: readonly (readonly [title: string, fixture: string, expected: readonly Expected[]])[] = [
  [
    "values of the wrong type are named with what they should be",
    "wrong-types.yaml",
    [
      ["invalid-value", "1:10", '"charter" is 1, but must be "v1"'],
      ["wrong-type", "2:15", "the number 7, but must be text; put it in quotes"],
      ["wrong-type", "3:10", 'the text "ada@acme.example", but must be a list'],
      ["wrong-type", "5:3", "is empty, but must be a list; write [] for none"],
      ["wrong-type", "6:10", "is a list, but must be a mapping of fields"],
      ["wrong-type", "7:23", "the number 1.5, but must be a whole number"],
      ["invalid-value", "7:38", '"250%", but must be a share from 0% to 100%'],
    ],
  ],
  [
    "unknown fields come with the one that was meant",
    "unknown-fields.yaml",
    [
      ["unknown-field", "3:1", '"titel" here; did you mean "title"?'],
      ["unknown-field", "6:5", '"rol" here; did you mean "role"?'],
      ["unknown-field", "10:5", '"member" here; did you mean "members"?'],
      ["unknown-field", "11:1", "merge keys are no part of YAML 1.2"],
    ],
  ],
  [
    "keys that every object inherits are unknown fields like any other",
    "prototype-keys.yaml",
    [
      ["unknown-field", "3:1", '"__proto__"'],
      ["unknown-field", "4:1", '"constructor"'],
      ["invalid-key", "6:3", '"__proto__"'],
      ["unknown-field", "10:5", '"__proto__"'],
    ],
  ],
  [
    "all keys that stand twice are reported, not only the first",
    "duplicate-keys.yaml",
    [
      ["duplicate-key", "3:1", '"organization" is given twice'],
      ["duplicate-key", "7:5", '"role" is given twice'],
      ["duplicate-key", "11:3", '"eu" is given twice'],
    ],
  ],
  [
    "a value outside of its choices comes with the choices",
    "wrong-choices.yaml",
    [
      ["invalid-value", "1:10", '"v2", but must be "v1"'],
      ["invalid-value", "2:15", '"Acme", but must be lower-case letters'],
      ["invalid-value", "3:23", '"delete", but must be one of report, remove, ignore'],
      ["invalid-value", "3:39", '"reprot", but must be one of report, remove, ignore; did you mean "report"?'],
      ["invalid-value", "5:73", '"maybe", but must be one of allow, deny'],
      ["invalid-date", "6:54", '"tomorrow", but must be a day written as YYYY-MM-DD'],
    ],
  ],
  [
    "missing fields are reported where they belong, with what would do instead",
    "missing-fields.yaml",
    [
      ["missing-field", "1:1", '"charter" is missing; add the line charter: v1'],
      ["missing-field", "1:1", '"organization" is missing'],
      ["missing-field", "3:5", '"email" is missing'],
      ["missing-field", "4:5", '"role" is missing; add it, or "absent"'],
      ["missing-field", "8:9", '"email" is missing; add it, or "group"'],
      ["missing-field", "9:9", '"role" is missing'],
    ],
  ],
  [
    "fields that exclude each other are reported",
    "conflicting-fields.yaml",
    [
      ["conflicting-fields", "5:5", '"role" cannot stand beside "absent"'],
      ["conflicting-fields", "11:11", '"email" cannot stand beside "group"'],
    ],
  ],
  [
    "what is no e-mail address is quoted",
    "invalid-emails.yaml",
    [
      ["invalid-email", "4:14", '"ada", but must be an e-mail address'],
      ["invalid-email", "5:14", '"grace @acme.example"'],
      ["wrong-type", "6:14", "the number 7"],
    ],
  ],
  ["a tab in the indentation is called a tab", "tabs.yaml", [["tab-indentation", "4:1", "a tab stands"]]],
  [
    "aliases that would expand to ten million values are refused before they do",
    "alias-bomb.yaml",
    [["aliases-too-large", "8:36", "*e"]],
  ],
  ["an alias of itself is refused", "recursive-alias.yaml", [["recursive-alias", "4:14", "*all"]]],
  ["a second document is pointed out", "several-documents.yaml", [["several-documents", "3:1", "---"]]],
  ["a file with nothing but comments is empty", "only-comments.yaml", [["empty-file", "1:1", "the file is empty"]]],
  [
    "an open bracket is found where it should have been closed",
    "unclosed-bracket.yaml",
    [["syntax-error", "5:1", '"members:"']],
  ],
  [
    "text that YAML reserves has to be quoted",
    "unquoted-at-sign.yaml",
    [["syntax-error", "2:15", 'in quotes (at "@acme")']],
  ],
];

describe("the form of a charter", () => {
  test.each(STORIES)("%s", (_title, fixture, expected) => {
    expectFindings(findingsOf(fixture), expected);
  });

  test("a duplicate shows the first place too", () => {
    const [first] = findingsOf("duplicate-keys.yaml");
    expect(first).toMatchObject({
      length: "organization".length,
      related: [{ source: { file: "duplicate-keys.yaml", line: 2, column: 1 } }],
    });
  });

  test("keys that every object inherits change nothing but the file's own values", () => {
    findingsOf("prototype-keys.yaml");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { title?: string }).title).toBeUndefined();
  });
});
