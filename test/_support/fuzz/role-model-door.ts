import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import roleModelSchema from "../../../schemas/role-model.schema.json" with { type: "json" };
import { roleModelFromWire } from "../../../src/api/role-model-from-wire.ts";
import type { RoleModelDocument } from "../../../src/membership/generated/role-model-document.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { loadRoleModel } from "../../../src/role-models/load-role-model.ts";
import { arbitraryDesired } from "../arbitrary-organization.ts";
import { declare } from "../build.ts";
import { written } from "./charter-texts.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { assertLocated, assertShown } from "./located.ts";
import { mutateText } from "./mutate-text.ts";
import { mutateValue } from "./mutate-value.ts";
import { SchemaArbitrary } from "./schema-arbitrary.ts";
import { assertSoundPlan } from "./sound-plan.ts";
import { yamlBomb } from "./yaml-bomb.ts";

const FILE = "role-model.yaml";
const DOCUMENTS = builtInDocuments();
const TEXTS = DOCUMENTS.map((document) => JSON.stringify(document, undefined, 2));
const WORDS = [
  "owner",
  "admin",
  "member",
  "viewer",
  "editor",
  "read",
  "write",
  "organization",
  "tenant",
  "project",
  "pro",
];
const GENERATED = new SchemaArbitrary(roleModelSchema, WORDS).values();

/** Role models that somebody wrote for their own platform. */
export const openRoleModelDoor: OpenDoor = (folder) => ({
  knock: async (dice) => {
    writeFileSync(join(folder, FILE), roleModelBytes(dice));
    return await judged(folder, dice);
  },
});

function roleModelBytes(dice: Dice): Buffer {
  const document = dice.pick(DOCUMENTS);
  switch (dice.below(6)) {
    case 0:
      return written(fc.sample(GENERATED, { seed: dice.seed, numRuns: 1 })[0], dice);
    case 1:
      return mutateText(written(document, dice).toString("utf8"), TEXTS, dice);
    case 2:
      return dice.once(4) ? Buffer.from(yamlBomb("key: own", dice)) : mutateText(dice.pick(TEXTS), TEXTS, dice);
    default:
      return written(mutateValue(document, dice, dice.pick([1, 2, 6])), dice);
  }
}

async function judged(cwd: string, dice: Dice): Promise<Verdict> {
  const { document, model, sources, findings } = loadRoleModel(FILE, { cwd });
  await assertLocated(findings, sources, [FILE]);
  if (dice.once(10)) await assertShown(findings, sources);
  if (document === undefined || model === undefined) return "refused";
  assertSound(document, model, dice);
  return "accepted";
}

/** A model that is taken is the same by file and by the API, and its rules can judge and plan. */
function assertSound(document: RoleModelDocument, model: RoleModel, dice: Dice): void {
  assert.deepEqual(roleModelFromWire(JSON.parse(JSON.stringify(document))), model);
  const [organization] = fc.sample(arbitraryDesired(model), { seed: dice.seed, numRuns: 1 });
  assert.ok(organization !== undefined);
  assertSoundPlan(declare(organization), model);
}
