import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyPlan } from "../../../src/apply/apply-plan.ts";
import { Journal } from "../../../src/apply/journal.ts";
import { JournalError } from "../../../src/apply/journal-error.ts";
import { JOURNAL_FORMAT, type JournalEntry, parseJournal } from "../../../src/apply/journal-format.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";
import { membershipOf, type SamplePlan, samplePlans } from "./sample-plans.ts";

const STARTED = "2026-11-22T10:00:00.000Z";
const STATES = ["sent", "done", "failed", "unknown"] as const;

/** Journals of earlier runs: cut, interleaved, spliced, repeated and made up. */
export const openJournalDoor: OpenDoor = async (folder) => {
  const samples = (await samplePlans()).filter(({ plan }) => plan.refusals.length === 0 && plan.changes.length > 0);
  mkdirSync(join(folder, "journal"));
  return {
    knock: async (dice) => {
      const sample = dice.pick(samples);
      const bytes = journalBytes(sample, dice.pick(samples), dice);
      return dice.once(3) ? await resumed(join(folder, "journal"), bytes, sample) : parsed(bytes);
    },
  };
};

/** The lines that runs of a plan would have left. */
function linesOf({ plan }: SamplePlan, dice: Dice): string[] {
  const { digest, organization, api } = plan;
  const header = { format: JOURNAL_FORMAT, digest, organization, api, started: STARTED };
  const entries = plan.changes.flatMap(({ id }): JournalEntry[] => [
    { id, state: "sent", ...(dice.once(2) ? { expects: `v${dice.below(9)}` } : {}) },
    ...(dice.once(3) ? [] : [{ id, state: dice.pick(STATES), ...(dice.once(2) ? { etag: `v${dice.below(9)}` } : {}) }]),
  ]);
  return [header, ...entries].map((line) => JSON.stringify(line));
}

function journalBytes(sample: SamplePlan, other: SamplePlan, dice: Dice): Buffer {
  const lines = linesOf(sample, dice);
  const strange = linesOf(other, dice);
  switch (dice.below(8)) {
    case 0:
      return bytesOf(lines).subarray(0, dice.below(bytesOf(lines).length + 1));
    case 1:
      return bytesOf(interleaved(lines, strange, dice));
    case 2:
      return bytesOf([...lines.slice(0, dice.below(lines.length)), ...strange.slice(dice.below(strange.length))]);
    case 3:
      return bytesOf(lines.flatMap((line) => (dice.once(3) ? [line, line] : [line])));
    case 4:
      return bytesOf(disturbed(lines, dice));
    case 5:
      return bytesOf(lines);
    default:
      return mutateText(bytesOf(lines).toString("utf8"), [bytesOf(strange).toString("utf8")], dice, 3);
  }
}

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

function interleaved(left: readonly string[], right: readonly string[], dice: Dice): string[] {
  return left.flatMap((line) => (dice.once(3) ? [line, dice.pick(right)] : [line]));
}

/** One line with another value in it. */
function disturbed(lines: readonly string[], dice: Dice): string[] {
  const at = dice.below(lines.length);
  return lines.map((line, index) => (index === at ? jsonOf(mutateValue(JSON.parse(line), dice)) : line));
}

function parsed(bytes: Buffer): Verdict {
  try {
    const { header, entries, length } = parseJournal("run.jsonl", bytes);
    assert.ok(length <= bytes.length, `${length} of ${bytes.length} bytes`);
    assert.ok(header !== undefined || entries.size === 0);
    // What it calls whole is whole: read alone, it says the same.
    assert.deepEqual(parseJournal("run.jsonl", bytes.subarray(0, length)), { header, entries, length });
    return "accepted";
  } catch (error) {
    return refused(error, "run.jsonl", bytes);
  }
}

/** A journal's error names the journal; what is corrupt, the line. */
function refused(error: unknown, file: string, bytes: Buffer): Verdict {
  if (!(error instanceof JournalError)) throw error;
  assert.ok(error.message.includes(file), error.message);
  if (error.code === "journal-corrupt") {
    const [, line, column] = /\.jsonl:(\d+):(\d+) /.exec(error.message) ?? [];
    const lines = bytes.toString("utf8").split("\n");
    assert.ok(Number(line) >= 1 && Number(line) <= lines.length, error.message);
    assert.ok(Number(column) >= 1 && Number(column) <= (lines[Number(line) - 1]?.length ?? 0) + 1, error.message);
  }
  return "refused";
}

/** Goes on with the plan where the journal says that it was left, and looks at what is in the journal then. */
async function resumed(directory: string, bytes: Buffer, sample: SamplePlan): Promise<Verdict> {
  const { plan } = sample;
  const { digest, organization, api } = plan;
  const file = join(directory, `${digest.replace("sha256:", "")}.jsonl`);
  writeFileSync(file, bytes);
  let journal: Journal;
  try {
    journal = await Journal.open({ directory, digest, organization, api, started: STARTED });
  } catch (error) {
    return refused(error, file, bytes);
  }
  const earlier = new Map(journal.entries);
  const membership = membershipOf(sample);
  const outcomes = await applyPlan(plan, membership, { journal, reader: membership });
  await journal.close();
  assertTruthful(plan, earlier, outcomes, membership.carriedOut.length);
  const { header, entries, length } = parseJournal(file, readFileSync(file));
  assert.equal(header?.digest, digest);
  assert.equal(length, readFileSync(file).length);
  for (const { id, outcome, resumed: before } of outcomes)
    if (outcome === "done" && before !== true) assert.equal(entries.get(id)?.state, "done", id);
  return "accepted";
}

function assertTruthful(
  { changes }: Plan,
  earlier: ReadonlyMap<string, JournalEntry>,
  outcomes: Awaited<ReturnType<typeof applyPlan>>,
  carriedOut: number,
): void {
  assert.deepEqual(
    outcomes.map(({ id }) => id),
    changes.map(({ id }) => id),
  );
  for (const { id, outcome, resumed: before } of outcomes)
    assert.equal(before === true, earlier.get(id)?.state === "done", `${id} ${outcome}`);
  assert.equal(
    outcomes.filter(({ outcome, resumed: before }) => outcome === "done" && before !== true).length,
    carriedOut,
  );
}
