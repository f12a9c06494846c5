import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { showProgress } from "../../src/cli/progress.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { planOf } from "../_support/plan-of.ts";

const PLAN = planOf(
  Array.from({ length: 10 }, (_, index) => ({
    change: { kind: "change-role", email: `p${index}@acme.example`, role: "viewer" } as const,
  })),
);

/** A terminal that remembers what was drawn on it. */
function canvas() {
  const drawn: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      drawn.push(String(chunk));
      done();
    },
  });
  const written = Object.assign(stream, { isTTY: true, columns: 80 }) as unknown as NodeJS.WriteStream;
  const terminal = {
    canvas: written,
    err: (text: string) => void drawn.push(text),
    width: { out: 80, err: 80 },
    color: { out: false, err: false },
  } as unknown as Terminal;
  return { terminal, drawn: () => drawn.join("") };
}

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CLEAR_LINE = "\u001b[2K";

describe("the progress of an apply", () => {
  it("is a bar on a terminal, which is gone in the end, with the cursor back", async () => {
    const { terminal, drawn } = canvas();
    const progress = await showProgress(terminal, PLAN, false);
    for (const planned of PLAN.changes) progress.ended({ id: planned.id, outcome: "done" }, planned);
    progress.finish();
    expect(drawn()).toContain(HIDE_CURSOR);
    expect(drawn()).toMatch(/░ 0\/10 · /);
    expect(drawn()).toMatch(/█ 10\/10 · /);
    expect(drawn()).not.toContain("not done");
    expect(drawn().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(drawn().lastIndexOf(HIDE_CURSOR));
    expect(drawn().endsWith(CLEAR_LINE)).toBe(true);
  });

  it("counts what is not done, and goes before anything else is said", async () => {
    const { terminal, drawn } = canvas();
    const progress = await showProgress(terminal, PLAN, false);
    const [first, second] = PLAN.changes;
    if (first === undefined || second === undefined) throw new Error("no changes");
    progress.ended({ id: first.id, outcome: "failed", code: "x", message: "y" }, first);
    progress.say("interrupted\n");
    progress.ended({ id: second.id, outcome: "done" }, second);
    progress.finish();
    expect(drawn()).toContain("1/10 · ");
    expect(drawn()).toContain("1 not done");
    expect(drawn().endsWith(`${CLEAR_LINE}interrupted\n`)).toBe(true);
  });

  it("is one line a change where there is no terminal, and nothing beside JSON", async () => {
    const said: string[] = [];
    const terminal = {
      canvas: undefined,
      err: (text: string) => void said.push(text),
      color: { out: false, err: false },
      width: {},
    } as unknown as Terminal;
    for (const quiet of [false, true]) {
      const progress = await showProgress(terminal, PLAN, quiet);
      for (const planned of PLAN.changes) progress.ended({ id: planned.id, outcome: "done" }, planned);
      progress.finish();
    }
    expect(said).toHaveLength(10);
    expect(said[0]).toBe("done           1/10 change-role members/p0@acme.example\n");
    expect(said[9]).toBe("done          10/10 change-role members/p9@acme.example\n");
  });
});
