import type { Change } from "../../../src/membership/change.ts";
import type { Declaration } from "../../../src/membership/declaration.ts";
import { OrganizationDraft } from "../../../src/membership/draft.ts";
import { judge } from "../../../src/membership/judge.ts";
import type { Reading } from "../../../src/membership/reading.ts";
import { makePlan, type PlanRequest } from "../../../src/plan/make-plan.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import type { RefusalPage } from "./refusal-page.ts";
import { address, declare, model, organization, read, type Sketch } from "./sketch.ts";

/** A small organization, and who acts in it; `standard` on its highest tier, and the owner ada, where nothing is said. */
interface Setting {
  readonly on?: string;
  readonly by?: string;
  readonly live?: Sketch;
}

const ADA: Sketch = { members: { ada: "owner" } };

/** One change, put before the judge. */
export function judged(
  change: Change,
  { on = "standard", by = "ada", live = {} }: Setting = {},
): RefusalPage["refusals"] {
  return () => {
    const tier = [...model(on).tiers.keys()].at(-1) ?? "";
    const facts = new OrganizationDraft(model(on), organization({ tier, ...ADA, ...live }));
    return judge(facts, { email: address(by) }, change);
  };
}

/** What is declared, and what else a plan is made of. */
export interface Planned extends Setting {
  readonly wanted: Sketch;
  readonly declaration?: Partial<Declaration>;
  readonly reading?: Partial<Reading>;
  readonly request?: Partial<PlanRequest>;
}

/** A plan of what is declared. */
export function planOf(planned: Planned): Plan {
  const { on = "standard", by = "ada", live = {}, wanted, declaration, reading, request } = planned;
  const tier = [...model(on).tiers.keys()].at(-1) ?? "";
  return makePlan({
    model: model(on),
    declaration: declare(wanted, declaration),
    reading: read({ tier, ...ADA, ...live }, reading),
    actor: { email: address(by) },
    api: "https://members.acme.example",
    ...request,
  });
}

/** Names of people, all with one role. */
export function people(role: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, role]));
}
