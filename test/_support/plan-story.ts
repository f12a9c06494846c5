import { expect } from "vitest";
import type { Declaration } from "../../src/membership/declaration.ts";
import type { Reading } from "../../src/membership/reading.ts";
import { makePlan, type PlanRequest } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { address, declare, model, read, type Sketch } from "./build.ts";

/** A plan in a few words: what is live, what is wanted, and who applies it. */
export interface Story {
  /** Key of a built-in role model; `standard` by default. */
  readonly on?: string;
  /** First name of the one who applies the plan; `ada` by default. */
  readonly by?: string;
  readonly live: Sketch;
  readonly wanted: Sketch;
  readonly declaration?: Partial<Declaration>;
  readonly reading?: Partial<Reading>;
  readonly request?: Partial<PlanRequest>;
}

/** The plan of a story; where no tier is given, the organization is on the model's last one. */
export function storyPlan({
  on = "standard",
  by = "ada",
  live,
  wanted,
  declaration,
  reading,
  request = {},
}: Story): Plan {
  const tier = [...model(on).tiers.keys()].at(-1) ?? "";
  return makePlan({
    model: model(on),
    declaration: declare(wanted, declaration),
    reading: read({ tier, ...live }, reading),
    actor: { email: address(by) },
    api: "memory",
    ...request,
  });
}

/** `change-role members/bob`, in the order in which they run. */
export function lines(plan: Plan): string[] {
  return plan.changes.map(({ change, address: at }) => `${change.kind} ${shortened(at)}`);
}

/** Each line with the lines that it waits for: `remove-member members/bob < change-role members/eve`. */
export function waits(plan: Plan): string[] {
  const named = lines(plan);
  return plan.changes.map(({ needs }, at) => {
    const before = needs.map((id) => named[Number(id.slice(1)) - 1]);
    return before.length === 0 ? `${named[at]}` : `${named[at]} < ${before.join(", ")}`;
  });
}

/** The lines of a story's plan with what each waits for; the plan has to be permitted. */
export function ordered(story: Story): string[] {
  const plan = storyPlan(story);
  expect(codes(plan)).toEqual([]);
  return waits(plan);
}

export function codes(plan: Plan): string[] {
  return plan.refusals.map(({ code }) => code);
}

function shortened(text: string): string {
  return text.replaceAll("@acme.example", "");
}
