import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { refusalPages } from "../scripts/generate/refusal-pages.ts";
import { REFUSAL_CODES } from "../src/membership/refusal.ts";
import { GUARD_CODES } from "../src/plan/guard-code.ts";
import type { PlanRefusalCode } from "../src/plan/plan.ts";

type OfThePlan = Exclude<PlanRefusalCode, (typeof REFUSAL_CODES)[number] | (typeof GUARD_CODES)[number]>;

const OF_THE_PLAN: Readonly<Record<OfThePlan, true>> = {
  "approval-missing": true,
  "self-approval": true,
  "role-model-mismatch": true,
  "stale-plan": true,
  "unsupported-by-api": true,
};

const FOLDER = "docs/reference/refusals";
const codes = [...REFUSAL_CODES, ...GUARD_CODES, ...Object.keys(OF_THE_PLAN)];

test("every code has its page, and no page is of anything else", () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...codes, "index"].map((name) => `${name}.md`).sort());
});

test("the pages show what the judge and the planner say of their examples today", () => {
  for (const { path, text } of refusalPages()) expect(readFileSync(path, "utf8"), basename(path)).toBe(text);
});

test.each(codes)("the page of %s says what it means, shows a refusal with that code, and what to do", (code) => {
  const text = readFileSync(`${FOLDER}/${code}.md`, "utf8");
  const [, meaning = "", example = "", advice = ""] =
    /^# .*\n\n(.+)\n\n## Example\n\n[^\n]+\n\n```text\n([\s\S]+)\n```\n\n## What to do\n\n([\s\S]+)\n\n---/m.exec(
      text,
    ) ?? [];
  expect(meaning).toMatch(/^[A-Z].*\.$/);
  expect(example).toMatch(new RegExp(`^${code} {2}(organization|(roles|members|tenants|projects)/\\S+)\n\\S`));
  expect(advice.split("\n").every((line) => line.startsWith("- "))).toBe(true);
});

test("the index lists every page", () => {
  const text = readFileSync(`${FOLDER}/index.md`, "utf8");
  expect([...text.matchAll(/\]\((.+)\.md\)/g)].map(([, code]) => code).sort()).toEqual([...codes].sort());
});
