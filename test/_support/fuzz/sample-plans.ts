import fc from "fast-check";
import type { Organization } from "../../../src/membership/organization.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { makePlan } from "../../../src/plan/make-plan.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { encodePlan } from "../../../src/plan/plan-document.ts";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { arbitraryDesired, arbitraryLive, ROOT } from "../arbitrary-organization.ts";
import { declare, model, NO_GUARDS } from "../build.ts";
import { MemoryMembership } from "../memory-membership.ts";

/** A plan, what it was made for, and what its file says. */
export interface SamplePlan {
  readonly model: RoleModel;
  readonly live: Organization;
  readonly plan: Plan;
  readonly document: unknown;
  readonly text: string;
}

const OF_EACH_MODEL = 8;

/** Plans of every built-in role model, from one organization to another. */
export async function samplePlans(): Promise<SamplePlan[]> {
  const samples = builtInDocuments().flatMap(({ key }) => {
    const rules = model(key);
    const pairs = fc.sample(fc.tuple(arbitraryLive(rules), arbitraryDesired(rules)), {
      seed: 1,
      numRuns: OF_EACH_MODEL,
    });
    return pairs.map(([live, desired]) => sample(rules, live, desired));
  });
  return await Promise.all(samples);
}

/** The live side of a sample, before anything was done. */
export function membershipOf({ model: rules, live }: Pick<SamplePlan, "model" | "live">): MemoryMembership {
  return new MemoryMembership({ model: rules, organization: live, actor: { email: ROOT } });
}

async function sample(rules: RoleModel, live: Organization, desired: Organization): Promise<SamplePlan> {
  const membership = membershipOf({ model: rules, live });
  const declaration = declare(desired, { guards: NO_GUARDS });
  const reading = await membership.read();
  const plan = makePlan({ model: rules, declaration, reading, actor: { email: ROOT }, api: membership.target });
  const document: unknown = JSON.parse(JSON.stringify(encodePlan(plan)));
  return { model: rules, live, plan, document, text: JSON.stringify(document, undefined, 2) };
}
