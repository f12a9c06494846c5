import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan, PlannedChange } from "../../src/plan/plan.ts";
import { COMMENT_LIMIT, planMarkdown } from "../../src/render/plan-markdown.ts";
import { readComment } from "../_support/comment-reader.ts";
import { hostileText } from "../_support/hostile.ts";
import { type Line, planOf } from "../_support/plan-of.ts";

interface Size {
  readonly changes: number;
  readonly places: number;
  readonly refusals: number;
  readonly waiting: number;
  readonly unmanaged: number;
  readonly broadens: number;
  readonly word: string;
}

const size: fc.Arbitrary<Size> = fc.record({
  changes: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 4000 })),
  places: fc.integer({ min: 1, max: 900 }),
  refusals: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2000 })),
  waiting: fc.nat({ max: 1500 }),
  unmanaged: fc.nat({ max: 1500 }),
  broadens: fc.integer({ min: 1, max: 10 }),
  word: hostileText,
});

function planOfSize({ changes, places, refusals, waiting, unmanaged, broadens, word }: Size): Plan {
  const of = <Item>(length: number, make: (index: number) => Item) => Array.from({ length }, (_, index) => make(index));
  const email = (index: number) => `person-${index}@acme.example`;
  const lines = of(changes, (index): Line => {
    const tenant = `t${index % places}`;
    return { change: { kind: "grant-tenant-role", tenant, email: email(index), role: "tenant-member" } };
  });
  const base = planOf(lines);
  const change = (planned: PlannedChange, index: number): PlannedChange => ({
    ...planned,
    privilege: index % broadens === 0 ? "broadens" : "narrows",
    effects: index % 7 === 0 ? [word, "removes 3 grants there"] : [],
  });
  return {
    ...base,
    changes: base.changes.map(change),
    refusals: of(refusals, (index) => ({
      code: "last-owner",
      address: `members/${email(index)}`,
      message: `${word} ${index}`,
    })),
    waiting: of(waiting, (index) => ({
      address: `members/${email(index)}`,
      for: `${index % 3} ${word}`,
      role: "viewer",
    })),
    unmanaged: of(unmanaged, (index) => ({ address: `members/${email(index)}` })),
    access: of(changes, (index) => ({
      email: email(index),
      scope: `tenants/t${index % places}`,
      gains: index % broadens === 0 ? ["read", word] : [],
      loses: ["build"],
      through: [`c${index + 1}`],
    })),
  };
}

/** What the comment shows and what it says that it left out, by the words for it. */
function leftOut(markdown: string): Map<string, { left: number; total: number }> {
  const note = /\*\*Left out here for length:\*\* (.*?)\. `charter plan/.exec(markdown)?.[1] ?? "";
  const counts = [...note.matchAll(/(\d+) of (\d+) ([a-z ]+)/g)];
  return new Map(counts.map(([, left, total, noun = ""]) => [noun, { left: Number(left), total: Number(total) }]));
}

const SHOWN_REFUSAL = /^- \*\*`last-owner`\*\* /gm;
const SHOWN_CHANGE = /^- `[+~-]` /gm;

describe("a comment on a plan of any size", () => {
  it("fits, is whole, and counts what it left out", () => {
    fc.assert(
      fc.property(size, (wanted) => {
        const markdown = planMarkdown(planOfSize(wanted));
        expect(markdown.length).toBeLessThanOrEqual(COMMENT_LIMIT);
        const { html, tables } = readComment(markdown);
        expect(html.filter((line) => line.startsWith("<details"))).toHaveLength(
          html.filter((line) => line === "</details>").length,
        );
        expect(tables).toBe(wanted.changes === 0 ? 0 : 3);
        const left = leftOut(markdown);
        const shown = {
          refusals: markdown.match(SHOWN_REFUSAL)?.length ?? 0,
          changes: markdown.match(SHOWN_CHANGE)?.length ?? 0,
        };
        expect(shown.refusals + (left.get("refusals")?.left ?? 0)).toBe(wanted.refusals);
        expect(shown.changes + (left.get("changes")?.left ?? 0)).toBe(wanted.changes);
        if (wanted.refusals > 0) expect(markdown).toContain(`for ${wanted.refusals} reason`);
        expect(markdown).toMatch(/\n<!-- charter:acme -->\n$/);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves nothing out where there is room", () => {
    const few = planOfSize({ changes: 100, places: 5, refusals: 3, waiting: 5, unmanaged: 5, broadens: 2, word: "x" });
    expect(planMarkdown(few)).not.toContain("Left out");
  });

  it("leaves out what nobody gains by before what somebody does, and refusals last", () => {
    const plan = planOfSize({
      changes: 900,
      places: 3,
      refusals: 20,
      waiting: 900,
      unmanaged: 900,
      broadens: 5,
      word: "x",
    });
    const markdown = planMarkdown(plan);
    const left = leftOut(markdown);
    expect([...left.keys()]).toEqual(["changes", "waiting entries", "undeclared objects"]);
    expect(markdown.match(/^- `\+` .*▲ broadens/gm)).toHaveLength(180);
  });

  it("says where the whole is: the command, the saved plan, the page of the run", () => {
    const plan = planOfSize({
      changes: 4000,
      places: 3,
      refusals: 0,
      waiting: 0,
      unmanaged: 0,
      broadens: 5,
      word: "x",
    });
    const options = { command: "charter plan plan.json", wholeUrl: "https://ci.example/acme/runs/7?x=(1)" };
    expect(planMarkdown(plan, options)).toContain(
      "`charter plan plan.json` shows all of it, and [this run](https://ci.example/acme/runs/7?x=%281%29) has its output.",
    );
  });

  it("fits a smaller limit too", () => {
    const plan = planOfSize({
      changes: 4000,
      places: 900,
      refusals: 900,
      waiting: 9,
      unmanaged: 9,
      broadens: 5,
      word: "x",
    });
    for (const limit of [3000, 10_000, 30_000]) expect(planMarkdown(plan, { limit }).length).toBeLessThanOrEqual(limit);
  });
});
