import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCharter } from "../../../src/charter/load-charter.ts";
import type { LoadedCharter } from "../../../src/charter/loaded-charter.ts";
import { resolveCharter } from "../../../src/charter/resolve-charter.ts";
import { roleModelOf, validateCharter } from "../../../src/charter/validate-charter.ts";
import { writeCharter } from "../../../src/charter/write-charter.ts";
import { hasErrors } from "../../../src/diagnostics/finding.ts";
import type { Declaration } from "../../../src/membership/declaration.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { decode } from "../../../src/terraform/functions/decode.ts";
import { plainMaps } from "../plain-maps.ts";
import { charterBytes } from "./charter-texts.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { assertLocated, assertShown } from "./located.ts";
import { assertSoundPlan } from "./sound-plan.ts";
import { stackBytes } from "./stack-values.ts";

const TODAY = "2026-11-22";

/** Charters: one file, the files of a folder, and synthesized stacks. */
export const openCharterDoor: OpenDoor = (folder) => ({
  knock: async (dice) => {
    const names = lay(folder, dice);
    return await judged(folder, names, dice);
  },
});

/** Puts the files of one input down, and gives their names. */
function lay(folder: string, dice: Dice): string[] {
  rmSync(join(folder, "charter"), { recursive: true, force: true });
  if (dice.once(8)) return [put(folder, "cdk.tf.json", stackBytes(dice))];
  const bytes = charterBytes(dice);
  if (dice.once(6)) {
    mkdirSync(join(folder, "charter"));
    return [put(folder, "charter/a.yaml", bytes), put(folder, "charter/b.json", charterBytes(dice))];
  }
  if (dice.once(4)) assertDecodes(bytes);
  return [put(folder, "charter.yaml", bytes)];
}

function put(folder: string, name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return name;
}

async function judged(cwd: string, names: readonly string[], dice: Dice): Promise<Verdict> {
  const loaded = loadCharter(names, { cwd });
  const findings = [...loaded.findings, ...validateCharter(loaded, undefined)];
  await assertLocated(findings, loaded.sources, names);
  if (dice.once(10)) await assertShown(findings, loaded.sources);
  if (hasErrors(findings)) return "refused";
  const declaration = resolveCharter(loaded, undefined, { today: TODAY });
  const model = roleModelOf(loaded, undefined);
  if (model !== undefined) assertSound(cwd, loaded, declaration, model);
  return "accepted";
}

/** What was loaded can be planned, and written down as a charter that says the same. */
function assertSound(cwd: string, { document }: LoadedCharter, declaration: Declaration, model: RoleModel): void {
  assert.equal(declaration.organization.key, document?.organization);
  assertSoundPlan(declaration, model);
  put(cwd, "written.yaml", Buffer.from(writeCharter(declaration.organization, model)));
  const again = loadCharter(["written.yaml"], { cwd });
  const findings = [...again.findings, ...validateCharter(again, undefined)];
  assert.deepEqual(
    findings.filter(({ severity }) => severity === "error"),
    [],
  );
  const organization = comparable(resolveCharter(again, undefined, { today: TODAY }));
  assert.deepEqual(organization, comparable(declaration));
}

/** Without where things stand and who was only implied, and whatever their order. */
function comparable({ organization }: Declaration): unknown {
  const plain = (_key: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value);
  return strip(JSON.parse(JSON.stringify(plainMaps(organization), plain)));
}

function strip(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, inner]) => key !== "implied" && (key !== "source" || typeof inner !== "object"),
  );
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, strip(inner)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

/** The same text as Terraform's function reads it: a value, or an error with line and column. */
function assertDecodes(bytes: Buffer): void {
  const result = decode.call([bytes.toString("utf8")]);
  if ("error" in result) assert.match(result.error.text, /^line \d+, column \d+: |is not a number|$/);
}
