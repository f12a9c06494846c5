import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import planSchema from "../../../schemas/plan.schema.json" with { type: "json" };
import { applyPlan } from "../../../src/apply/apply-plan.ts";
import { loadCharter } from "../../../src/charter/load-charter.ts";
import { tryReadPlanFile } from "../../../src/cli/plan-file.ts";
import { RefusedError } from "../../../src/cli/refused-error.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { hasErrors } from "../../../src/diagnostics/finding.ts";
import type { PlanDocument } from "../../../src/plan/generated/plan-document.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { digestOf, encodePlan } from "../../../src/plan/plan-document.ts";
import { staleRefusals } from "../../../src/plan/stale.ts";
import { outcomesText } from "../../../src/render/outcomes-text.ts";
import { planPage } from "../../../src/render/page/report-page.ts";
import { planJson } from "../../../src/render/plan-json.ts";
import { planMarkdown } from "../../../src/render/plan-markdown.ts";
import { planText } from "../../../src/render/plan-text.ts";
import { ROOT } from "../arbitrary-organization.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { assertLocated } from "./located.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";
import { membershipOf, type SamplePlan, samplePlans } from "./sample-plans.ts";
import { SchemaArbitrary } from "./schema-arbitrary.ts";

const FILE = "plan.json";
const WORDS = [
  "acme",
  "standard",
  "admin",
  "member",
  "owner",
  "viewer",
  "eu",
  "ada@acme.example",
  "c1",
  "c2",
  "organization",
];
const GENERATED = new SchemaArbitrary(planSchema, [
  ...WORDS,
  "members/ada@acme.example",
  "roles/r",
  "tenants/eu",
]).values();

/** Saved plans: read as `apply` reads them, and carried out where they are taken. */
export const openPlanDoor: OpenDoor = async (folder) => {
  const samples = await samplePlans();
  const texts = samples.map(({ text }) => text);
  return {
    knock: async (dice) => {
      const sample = dice.pick(samples);
      const bytes = planBytes(sample, texts, dice);
      writeFileSync(join(folder, FILE), bytes);
      return await judged(folder, bytes, sample, dice);
    },
  };
};

function planBytes({ document, text }: SamplePlan, texts: readonly string[], dice: Dice): Buffer {
  switch (dice.below(6)) {
    case 0:
      return mutateText(text, texts, dice);
    case 1:
      return Buffer.from(jsonOf(mutateValue(document, dice)));
    case 2:
      return resealed(fc.sample(GENERATED, { seed: dice.seed, numRuns: 1 })[0]);
    default:
      return resealed(mutateValue(document, dice, 3));
  }
}

/** With the digest that it should have: what was changed by hand, and by somebody who knows how. */
function resealed(value: unknown): Buffer {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return Buffer.from(jsonOf(value));
  try {
    return Buffer.from(JSON.stringify({ ...value, digest: digestOf(value as PlanDocument) }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return Buffer.from(jsonOf(value));
  }
}

async function judged(cwd: string, bytes: Buffer, sample: SamplePlan, dice: Dice): Promise<Verdict> {
  let plan: Plan | undefined;
  try {
    plan = await tryReadPlanFile({ cwd } as Terminal, [FILE]);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof RefusedError)) throw error;
    assertPlaced(error.message, bytes.toString("utf8"));
    return "refused";
  }
  if (plan === undefined) return await readAsCharter(cwd);
  await assertSound(plan, bytes, sample, dice);
  return "accepted";
}

/** Asserts that a fault is told with its place in the file. */
function assertPlaced(message: string, text: string): void {
  const [, line, column] = /^plan\.json:(\d+):(\d+): ./.exec(message) ?? [];
  assert.ok(line !== undefined && column !== undefined, `no place: ${message}`);
  const lines = text.split(/\r\n|\r|\n/);
  assert.ok(Number(line) >= 1 && Number(line) <= lines.length, `line ${line} of ${lines.length}: ${message}`);
  const width = lines[Number(line) - 1]?.length ?? 0;
  assert.ok(Number(column) >= 1 && Number(column) <= width + 1, `column ${column} of ${width}: ${message}`);
}

/** What is no plan is taken for a charter, and found wanting. */
async function readAsCharter(cwd: string): Promise<Verdict> {
  const loaded = loadCharter([FILE], { cwd });
  await assertLocated(loaded.findings, loaded.sources, [FILE]);
  return hasErrors(loaded.findings) ? "refused" : "accepted";
}

/** A plan that is taken has its digest, can be shown, is held against what is there, and comes to an end. */
async function assertSound(plan: Plan, bytes: Buffer, sample: SamplePlan, dice: Dice): Promise<void> {
  assert.equal(plan.digest, digestOf(JSON.parse(bytes.toString("utf8")) as PlanDocument));
  assert.equal(plan.digest, digestOf(JSON.parse(JSON.stringify(encodePlan(plan))) as PlanDocument));
  planText(plan, { color: true, width: 80 });
  planMarkdown(plan);
  JSON.parse(planJson(plan));
  if (dice.once(5)) planPage(plan);
  const membership = membershipOf(sample);
  const present = { model: sample.model, reading: await membership.read(), actor: { email: ROOT } };
  staleRefusals(plan, present, { done: new Set(), begun: new Set() });
  const outcomes = await applyPlan(plan, membership, { reader: membership });
  assert.deepEqual(
    outcomes.map(({ id }) => id),
    plan.changes.map(({ id }) => id),
  );
  assert.equal(outcomes.filter(({ outcome }) => outcome === "done").length, membership.carriedOut.length);
  outcomesText(plan, outcomes, { color: false });
}
