import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import policySchema from "../../../schemas/charter-test.schema.json" with { type: "json" };
import { checkPolicy, type PolicyResult } from "../../../src/policy/check-policy.ts";
import { counterexampleText } from "../../../src/policy/counterexample-text.ts";
import { loadPolicy } from "../../../src/policy/load-policy.ts";
import { type PolicyState, policyState } from "../../../src/policy/policy-state.ts";
import type { Vocabulary } from "../../../src/policy/vocabulary.ts";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { arbitrarySaid, wordsOfOrganization } from "../arbitrary-assertion.ts";
import { arbitraryLive } from "../arbitrary-organization.ts";
import { model } from "../build.ts";
import { written } from "./charter-texts.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { hostileText } from "./hostile-values.ts";
import { assertLocated, assertShown } from "./located.ts";
import { mutateText } from "./mutate-text.ts";
import { mutateValue } from "./mutate-value.ts";
import { SchemaArbitrary } from "./schema-arbitrary.ts";
import { yamlBomb } from "./yaml-bomb.ts";

const FILE = "acme.charter-test.yaml";
const EXAMPLE = readFileSync(new URL("../../../examples/acme/acme.charter-test.yaml", import.meta.url), "utf8");
/** What sentences are made of, and what they are taken apart at. */
const WORDS = [
  ...["every", "no", "only", "person", "role", "group", "at", "any", "anywhere", "can", "cannot", "has"],
  ...["tenant", "project", "organization", "tenants/eu", "projects/ring", "[", "]", ",", "[]", "[[", "'", "admin"],
  ...["owner", "read", "members:manage", "crew", "memberType", "employee", "ada@acme.example", "@", "a@b", "-", "!"],
];
const GENERATED = new SchemaArbitrary(policySchema, [...WORDS, "every admin has owner", "no person can read"]).values();
const WORLDS = 4;

/** An organization, and what can be said of it. */
interface World {
  readonly state: PolicyState;
  readonly words: Vocabulary;
  readonly sentence: (dice: Dice) => string;
}

/** Files of assertions. */
export const openPolicyDoor: OpenDoor = (folder) => {
  const worlds = builtInDocuments().flatMap(({ key }) => worldsOf(key));
  return {
    knock: async (dice) => {
      const world = dice.pick(worlds);
      writeFileSync(join(folder, FILE), policyBytes(world, dice));
      return await judged(folder, world, dice);
    },
  };
};

function worldsOf(key: string): World[] {
  const rules = model(key);
  return fc.sample(arbitraryLive(rules), { seed: 1, numRuns: WORLDS }).map((organization) => {
    const words = wordsOfOrganization(rules, organization);
    const said = arbitrarySaid(organization, words);
    const sentence = ({ seed }: Dice) => fc.sample(said, { seed, numRuns: 1 })[0]?.sentence ?? "";
    return { state: policyState("declared", rules, organization), words, sentence };
  });
}

function policyBytes(world: World, dice: Dice): Buffer {
  const document = { charterTest: "v1", people: { ada: "ada@acme.example" }, assertions: [world.sentence(dice)] };
  switch (dice.below(8)) {
    case 0:
      return written(fc.sample(GENERATED, { seed: dice.seed, numRuns: 1 })[0], dice);
    case 1:
      return dice.once(4) ? Buffer.from(yamlBomb("charterTest: v1", dice)) : mutateText(EXAMPLE, [EXAMPLE], dice);
    case 2:
      return mutateText(written(document, dice).toString("utf8"), [EXAMPLE], dice);
    case 3:
      return written(mutateValue(document, dice), dice);
    default:
      return written({ ...document, assertions: sentences(world, dice) }, dice);
  }
}

function sentences(world: World, dice: Dice): string[] {
  return Array.from({ length: dice.few(6) }, () => disturbed(world.sentence(dice).split(" "), dice).join(" "));
}

/** Words left out, doubled, put elsewhere and made up. */
function disturbed(words: string[], dice: Dice): string[] {
  for (let left = dice.below(4); left > 0; left--) {
    const at = dice.below(words.length + 1);
    const one = dice.pick([[], [dice.pick(WORDS)], [hostileText(dice)], words.slice(at, at + 2), [`${words[at]},`]]);
    words.splice(at, dice.below(3), ...one);
  }
  return words;
}

async function judged(folder: string, { state, words }: World, dice: Dice): Promise<Verdict> {
  const policy = loadPolicy(join(folder, FILE), FILE);
  const sources = new Map(policy.text === undefined ? [] : [[FILE, policy.text]]);
  const { results, findings } = checkPolicy(policy, words, [state]);
  const all = [...policy.findings, ...findings];
  await assertLocated(all, sources, [FILE]);
  if (dice.once(10)) await assertShown(all, sources);
  assertTold(results);
  assert.ok(all.length > 0 || results.length > 0, "neither a sentence nor a finding");
  return all.some(({ severity }) => severity === "error") ? "refused" : "accepted";
}

/** What does not hold has somebody for whom it does not, in words of one line. */
function assertTold(results: PolicyResult["results"]): void {
  for (const { sentence, assertion, verdicts } of results) {
    assert.ok(sentence.text.length > 0);
    for (const { holds, counterexamples } of verdicts.values()) {
      assert.equal(holds, counterexamples.length === 0);
      for (const one of counterexamples) assert.doesNotMatch(counterexampleText(assertion.predicate, one), /\p{Cc}/u);
    }
  }
}
