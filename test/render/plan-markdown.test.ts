import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { codeSpan, prose } from "../../src/render/escape-markdown.ts";
import { planMarkdown } from "../../src/render/plan-markdown.ts";
import { readComment } from "../_support/comment-reader.ts";
import { hostilePlan } from "../_support/hostile.ts";
import { type Line, planOf } from "../_support/plan-of.ts";

const promotion: Line = {
  change: { kind: "change-role", email: "grace@acme.example", role: "admin" },
  after: { role: "admin" },
};

/** Grace becomes an admin: the plan that a reviewer should look at twice. */
function promoting(extra: Partial<Plan> = {}): Plan {
  const plan = planOf([promotion]);
  return {
    ...plan,
    changes: plan.changes.map((change) => ({
      ...change,
      before: { role: "member" },
      privilege: "broadens",
      effects: ["resets overrides tokens:create", "grants sensitive members:manage"],
      source: { file: "teams/people.yaml", line: 31, column: 5 },
    })),
    access: [
      {
        email: "grace@acme.example",
        scope: "organization",
        gains: ["members:manage"],
        loses: ["read"],
        through: ["c1"],
      },
    ],
    ...extra,
  };
}

const firstLine = (text: string) => text.slice(0, text.indexOf("\n"));
const sourceUrl = ({ file, line }: { file: string; line: number }) =>
  `https://code.example/acme/blob/main/${encodeURIComponent(file)}#L${line}`;

describe("a plan as a comment", () => {
  it.each<[string, Plan, string]>([
    [
      "is refused",
      promoting({ refusals: hostilePlan("x").refusals }),
      "### ✗ Refused: `acme`, for 1 reason; nothing will be written",
    ],
    ["broadens privilege", promoting(), "### ▲ Broadens privilege: `acme`, by 1 of 1 change"],
    ["is safe", planOf([promotion]), "### ✓ Safe: `acme`, 1 change, none of which broadens privilege"],
    ["changes nothing", planOf([]), "### ✓ No changes: `acme` is as the charter declares"],
  ])("says in its first line that it %s", (_verdict, plan, line) => {
    expect(firstLine(planMarkdown(plan))).toBe(line);
  });

  it("counts, groups, says who gains what through what, and ends with digest, target and its marker", () => {
    const plan = promoting({
      waiting: [{ address: "tenants/eu/members/new@acme.example", for: "invitation accepted", role: "tenant-member" }],
    });
    expect(planMarkdown(plan, { sourceUrl })).toBe(`### ▲ Broadens privilege: \`acme\`, by 1 of 1 change

| | add | change | remove | ▲ broadens |
| :-- | --: | --: | --: | --: |
| Members | 0 | 1 | 0 | 1 |

#### Access gained and lost

<details open>
<summary>1 person, 1 place</summary>

- \`organization\`: \`grace@acme.example\`
  - **gains** \`members:manage\`
  - **loses** \`read\`
  - by: member → admin

</details>

#### Changes

<details>
<summary>Members: 1 change, <b>▲ 1 broadening</b></summary>

- \`~\` \`grace@acme.example\` member → admin · **▲ broadens** · [\`teams/people.yaml:31\`](https://code.example/acme/blob/main/teams%2Fpeople.yaml#L31)
  - resets overrides \`tokens:create\`
  - grants sensitive \`members:manage\`

</details>

#### Waiting

For: invitation accepted

- \`tenants/eu/members/new@acme.example\` as \`tenant-member\`

---

- Digest \`${plan.digest}\`
- Target \`memory://test\`, version 1, by the rules of \`standard\`
- Planned as \`ada@acme.example\` (\`owner\`, level 100)

<!-- charter:acme -->
`);
  });

  it("names the file and the line where it knows no address for them", () => {
    expect(planMarkdown(promoting())).toContain("· `teams/people.yaml:31`\n");
  });

  it("has a section for each tenant and project", () => {
    const plan = planOf([
      { change: { kind: "grant-project-role", project: "watch", email: "bob@acme.example", role: "project-viewer" } },
      { change: { kind: "grant-tenant-role", tenant: "eu", email: "bob@acme.example", role: "tenant-member" } },
      { change: { kind: "grant-tenant-role", tenant: "eu", email: "cid@acme.example", role: "tenant-member" } },
    ]);
    expect(readComment(planMarkdown(plan)).html.filter((line) => line.startsWith("<summary>"))).toEqual([
      "<summary>Tenant <code>eu</code>: 2 changes</summary>",
      "<summary>Project <code>watch</code>: 1 change</summary>",
    ]);
  });

  it("puts those together who gain the same through the same, and apart who gain it through something else", () => {
    const people = ["bob", "cid", "dan"].map((name) => `${name}@acme.example`);
    const plan = planOf([
      ...people
        .slice(0, 2)
        .map((email): Line => ({ change: { kind: "change-role", email, role: "admin" }, after: { role: "admin" } })),
      { change: { kind: "update-role", role: "auditor", permissions: ["x"] }, after: { permissions: ["x"] } },
    ]);
    const access = people.map((email, index) => ({
      email,
      scope: "organization",
      gains: ["x"],
      loses: [],
      through: [`c${index + 1}`],
    }));
    const text = planMarkdown({ ...plan, access });
    expect(text).toContain(
      "- `organization`: `bob@acme.example`, `cid@acme.example`\n  - **gains** `x`\n  - by: none → admin\n",
    );
    expect(text).toContain("- `organization`: `dan@acme.example`\n  - **gains** `x`\n  - by: auditor: `+x`\n");
  });
});

describe("words", () => {
  it.each([
    [
      "a sentence",
      "ci@acme.example, a security-lead, may not hand out admin: it is above level 80",
      "`ci@acme.example`, a security-lead, may not hand out admin: it is above level 80",
    ],
    ["a bracketed address", "(bob@acme.example)", "(`bob@acme.example`)"],
    ["a word that is hexadecimal", "defaced it", "`defaced` it"],
    ["several keys in a row", "a:b c:d and e", "`a:b c:d` and e"],
    ["a number that would begin a list", "1. first", "`1`. first"],
    ["other scripts", "Zoë met Łukasz and 日本", "Zoë met Łukasz and `日本`"],
  ])("%s keeps its plain words, and the rest is code", (_what, text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  it("have a fence that they do not hold themselves", () => {
    expect(codeSpan("a ` b `` c")).toBe("```a ` b `` c```");
    expect(codeSpan("`a`")).toBe("`` `a` ``");
    expect(codeSpan("")).toBe("`\u00a0`");
  });
});
