import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { dump } from "js-yaml";
import charterSchema from "../../../schemas/charter.schema.json" with { type: "json" };
import { writeCharter } from "../../../src/charter/write-charter.ts";
import { parseDocument } from "../../../src/documents/parse-document.ts";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { arbitraryDesired } from "../arbitrary-organization.ts";
import { model } from "../build.ts";
import type { Dice } from "./dice.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";
import { SchemaArbitrary } from "./schema-arbitrary.ts";
import { yamlBomb } from "./yaml-bomb.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HEAD = "charter: v1\norganization: acme\nroleModel: standard";

/** Words that rules know: what is put together from them is often sound. */
const WORDS = [
  "ada@acme.example",
  "Grace@acme.example",
  "linus@acme.example",
  "acme",
  "eu",
  "us",
  "wearables",
  "platform",
  "standard",
  "ranked-roles",
  "tenants-and-projects",
  "custom-roles",
  "owner",
  "admin",
  "member",
  "viewer",
  "tenant-admin",
  "tenant-member",
  "project-admin",
  "project-viewer",
  "project-developer",
  "responder",
  "read",
  "build",
  "audit-log:read",
  "pro",
  "enterprise",
  "memberType",
  "taktInterval",
  "seats",
  "15m",
  "25%",
  "2026-11-22",
  "2027-03-31",
];

const CORPUS = [...yamlFilesIn(join(ROOT, "examples")), ...yamlFilesIn(join(ROOT, "test/_fixtures/charters"))];
const TEXTS = CORPUS.map((file) => readFileSync(file, "utf8"));
const VALUES = TEXTS.flatMap(parsedValue);
const SOUND = builtInDocuments().map(({ key }) => {
  const rules = model(key);
  return arbitraryDesired(rules).map((organization) => writeCharter(organization, rules));
});
const GENERATED = new SchemaArbitrary(charterSchema, WORDS).values();

/** A charter, or what somebody might take for one, as bytes. */
export function charterBytes(dice: Dice): Buffer {
  switch (dice.below(11)) {
    case 0:
      return written(drawn(GENERATED, dice), dice);
    case 1:
      return written(mutateValue(drawn(GENERATED, dice), dice), dice);
    case 2:
      return mutateText(written(drawn(GENERATED, dice), dice).toString("utf8"), TEXTS, dice);
    case 3:
    case 4:
      return written(mutateValue(dice.pick(VALUES), dice), dice);
    case 5:
      return Buffer.from(yamlBomb(HEAD, dice));
    case 6:
    case 7:
      return mutateText(sound(dice), TEXTS, dice, 1);
    case 8:
      return written(mutateValue(parsedValue(sound(dice))[0], dice, 1), dice);
    default:
      return mutateText(dice.pick(TEXTS), TEXTS, dice);
  }
}

/** The charter of an organization that keeps every rule. */
function sound(dice: Dice): string {
  return drawn(dice.pick(SOUND), dice);
}

function drawn<Value>(arbitrary: fc.Arbitrary<Value>, { seed }: Dice): Value {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return value as Value;
}

/** Levels that are written on lines of their own: ten thousand of them take a minute, and fifty million spaces. */
const DEEPEST_BLOCK = 50;

/** As YAML or as JSON; what no YAML can be made of is JSON. */
export function written(value: unknown, dice: Dice): Buffer {
  if (dice.once(2)) return Buffer.from(jsonOf(value, dice.pick([0, 2])));
  try {
    return Buffer.from(dump(value, { flowLevel: dice.once(2) ? DEEPEST_BLOCK : dice.below(4) }));
  } catch {
    return Buffer.from(jsonOf(value));
  }
}

function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** Nothing, of a text that is there for being none. */
function parsedValue(text: string): unknown[] {
  const { document } = parseDocument(text, "charter.yaml");
  return document === undefined ? [] : [document.value];
}
