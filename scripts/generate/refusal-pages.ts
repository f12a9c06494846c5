import type { PlanRefusalCode } from "../../src/plan/plan.ts";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { AUTHORITY_PAGES } from "./refusals/authority-pages.ts";
import { GUARD_PAGES } from "./refusals/guard-pages.ts";
import { LOOK_UP_PAGES } from "./refusals/look-up-pages.ts";
import { PLAN_PAGES } from "./refusals/plan-pages.ts";
import type { RefusalPage } from "./refusals/refusal-page.ts";
import { SOUNDNESS_PAGES } from "./refusals/soundness-pages.ts";

const BANNER = "<!-- Made by `npm run generate`; edits are lost. -->\n";

/** Every code has a page: the compiler says which one is missing. */
const PAGES: Readonly<Record<PlanRefusalCode, RefusalPage>> = {
  ...AUTHORITY_PAGES,
  ...SOUNDNESS_PAGES,
  ...LOOK_UP_PAGES,
  ...GUARD_PAGES,
  ...PLAN_PAGES,
};

const RULES = "The planner, the API and the Terraform provider refuse by the same rules, with the same code.";

const GROUPS = [
  { title: "Who may do what", about: RULES, pages: AUTHORITY_PAGES },
  { title: "Whether the organization stays sound", about: RULES, pages: SOUNDNESS_PAGES },
  { title: "Whether what is named is there", about: RULES, pages: LOOK_UP_PAGES },
  {
    title: "Guards of a plan",
    about: "Rails that a person can switch off for one plan: `--allow CODE`, which the plan records.",
    pages: GUARD_PAGES,
  },
  { title: "The plan as a whole", about: "No option switches these off.", pages: PLAN_PAGES },
];

/** One page for each code with which something is refused, and a list of them. */
export function refusalPages(): GeneratedFile[] {
  const codes = Object.keys(PAGES) as PlanRefusalCode[];
  return [
    { path: pathOf("index"), text: index() },
    ...codes.map((code) => ({ path: pathOf(code), text: pageText(code, PAGES[code]) })),
  ];
}

function pathOf(name: string): string {
  return fromRoot(`docs/reference/refusals/${name}.md`);
}

function pageText(code: PlanRefusalCode, page: RefusalPage): string {
  const group = GROUPS.find(({ pages }) => code in pages);
  return [
    BANNER,
    `# ${code}\n`,
    `${page.meaning}\n`,
    `## Example\n\n${page.situation}\n`,
    `\`\`\`text\n${exampleOf(code, page)}\n\`\`\`\n`,
    `## What to do\n\n${page.fix.map((line) => `- ${line}`).join("\n")}\n`,
    `---\n\n${group?.title}: ${group?.about} [All codes](index.md)\n`,
  ].join("\n");
}

/** What the judge or the planner says of the example. */
function exampleOf(code: PlanRefusalCode, { refusals }: RefusalPage): string {
  const given = refusals();
  const own = given.find((refusal) => refusal.code === code);
  if (own === undefined)
    throw new Error(
      `the example of ${code} is refused with ${given.map((refusal) => refusal.code).join(", ") || "nothing"}`,
    );
  return `${own.code}  ${own.address}\n${own.message}`;
}

function index(): string {
  const sections = GROUPS.map(({ title, about, pages }) => {
    const rows = Object.entries(pages).map(([code, { meaning }]) => `| [\`${code}\`](${code}.md) | ${meaning} |`);
    return `## ${title}\n\n${about}\n\n| code | meaning |\n|---|---|\n${rows.join("\n")}\n`;
  });
  const head =
    "With one refusal a plan exits 3 and nothing is written. Every refusal has a code, which is the same in plans, in the\nAPI's `problem+json`, and in the diagnostics of the Terraform provider.\n";
  return [BANNER, "# Refusals\n", head, ...sections].join("\n");
}
