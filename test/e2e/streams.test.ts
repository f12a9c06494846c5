import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand, startCommand, startShell } from "../_support/child-command.ts";
import { gateway } from "../_support/gateway.ts";
import { type Served, serveAcme } from "../_support/served.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

function charterOf(people: number): string {
  const lines = Array.from({ length: people }, (_, index) => `  - { email: p${index}@acme.example, role: viewer }\n`);
  return `charter: v1\norganization: acme\nmembers:\n  - { email: ada@acme.example, role: owner }\n${lines.join("")}`;
}

interface Desk extends Served {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function desk(people: number): Promise<Desk> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), charterOf(people));
  const served = await serveAcme(cwd);
  return { ...served, cwd, environment: { CHARTER_API: served.url, CHARTER_TOKEN: served.token } };
}

const ESCAPE = "\u001b[";

describe("standard output and standard error", () => {
  it("data on the one, everything else on the other", async () => {
    const where = await desk(2);
    const planned = await runCommand(["plan", "--json", "--out", "plan.json"], where);
    expect(JSON.parse(planned.out)).toMatchObject({ format: "charter-plan/v1", changes: [{}, {}] });
    expect(planned.err).toBe("saved plan.json; `charter apply plan.json` carries out exactly this plan\n");
    const applied = await runCommand(["apply", "plan.json", "--yes", "--json"], where);
    expect(JSON.parse(applied.out)).toMatchObject({ summary: { done: 2 } });
    expect(applied.err).toBe("");
    const exported = await runCommand(["export"], where);
    expect(exported.out).toMatch(/^# Who belongs/);
    expect(exported.err).toBe("");
  });

  it("are coloured where asked to, and never where asked not to", async () => {
    const { cwd, environment } = await desk(1);
    const plan = async (extra: Record<string, string>, ...argv: string[]) =>
      (await runCommand(["plan", ...argv], { cwd, environment: { ...environment, ...extra } })).out;
    expect(await plan({})).not.toContain(ESCAPE);
    expect(await plan({ FORCE_COLOR: "1" })).toContain(ESCAPE);
    expect(await plan({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain(ESCAPE);
    expect(await plan({ FORCE_COLOR: "1" }, "--no-color")).not.toContain(ESCAPE);
    const coloured = await plan({ FORCE_COLOR: "1" });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(await plan({}));
  });

  it("a reader that goes away is no error, and stops no apply half-way", async () => {
    const where = await desk(400);
    const read = await startShell("set -o pipefail; charter plan | head -1; echo $?", where).ended;
    expect(read.out).toMatch(/^acme at http.*\n0\n$/);
    expect(read.err).toBe("");
    const applied = await startShell("set -o pipefail; charter apply --yes 2>&1 | head -1; echo $?", where).ended;
    expect(applied.out).toMatch(/^acme at http.*\n0\n$/);
    expect((await runCommand(["drift"], where)).code).toBe(0);
  });

  it.runIf(existsSync("/dev/full"))(
    "a full disk that takes no data is an error in one line, and stops no apply",
    async () => {
      const where = await desk(2);
      const shown = await startShell("charter export > /dev/full; echo $?", where).ended;
      expect(shown).toMatchObject({
        out: "1\n",
        err: expect.stringMatching(/^error: cannot write to standard output: ENOSPC.*\n$/),
      });
      const applied = await startShell("charter apply --yes > /dev/full 2> /dev/full; echo $?", where).ended;
      expect(applied.out).toBe("1\n");
      expect((await runCommand(["drift"], where)).code).toBe(0);
    },
  );

  it("a folder that cannot be written holds no plan and no journal, and nothing is applied", async () => {
    const where = await desk(2);
    const saved = await runCommand(["plan", "--out", "no/such/plan.json"], where);
    expect(saved).toMatchObject({ code: 1, err: expect.stringMatching(/^error: cannot save the plan: /) });
    await writeFile(join(where.cwd, ".charter"), "in the way");
    const applied = await runCommand(["apply", "--yes"], where);
    expect(applied).toMatchObject({ code: 1, err: expect.stringMatching(/^error: cannot write .*journal/) });
    expect((await runCommand(["show", "invitations"], where)).out).toBe("none\n");
  });
});

describe("Ctrl-C", () => {
  /** An API that answers the first writes, and holds the others until it is told to go on. */
  async function held(where: Desk, answered: number) {
    let release = () => {};
    const released = new Promise<"pass">((resolve) => {
      release = () => resolve("pass");
    });
    let arrived = () => {};
    let writes = 0;
    let waitFor = Number.POSITIVE_INFINITY;
    const url = await gateway(where.url, ({ method }) => {
      if (method === "GET") return "pass";
      writes += 1;
      if (writes >= waitFor) arrived();
      return writes <= answered ? "pass" : released;
    });
    /** Resolves once so many writes have come, those that are held included. */
    const sent = (count: number) =>
      new Promise<void>((resolve) => {
        waitFor = count;
        arrived = resolve;
        if (writes >= count) resolve();
      });
    return { sent, surroundings: { cwd: where.cwd, environment: { ...where.environment, CHARTER_API: url } }, release };
  }

  it("during an apply waits for what is under way, reports every change, and ends with 4", async () => {
    const where = await desk(40);
    const { surroundings, release, sent } = await held(where, 10);
    await runCommand(["plan", "--out", "plan.json"], surroundings);
    const running = startCommand(["apply", "plan.json", "--yes", "--concurrency", "4"], surroundings);
    await sent(14);
    running.kill("SIGINT");
    await running.until("err", (err) => err.includes("interrupted"));
    release();
    const { code, out, err } = await running.ended;
    expect(code).toBe(4);
    expect(err).toContain("interrupted: waiting for what is under way; Ctrl-C again ends at once");
    expect(out).toContain("Applied: 14 done, 26 not-attempted.");
    expect(err).toMatch(/run the same again to go on; the journal is \.charter\/journal\//);
    const again = await runCommand(["apply", "plan.json", "--yes"], surroundings);
    expect(again.out).toContain("Applied: 40 done. 14 were done by an earlier run.\n");
    expect((await runCommand(["drift"], where)).code).toBe(0);
  });

  it("a second time ends at once, and the next run goes on", async () => {
    const where = await desk(20);
    const { surroundings, release, sent } = await held(where, 5);
    await runCommand(["plan", "--out", "plan.json"], surroundings);
    const running = startCommand(["apply", "plan.json", "--yes"], surroundings);
    await sent(8);
    running.kill("SIGINT");
    await running.until("err", (err) => err.includes("interrupted"));
    running.kill("SIGINT");
    expect((await running.ended).code).toBe(1);
    release();
    expect((await runCommand(["apply", "plan.json", "--yes"], surroundings)).code).toBe(0);
    expect((await runCommand(["drift"], where)).code).toBe(0);
  });

  it("while it reads ends with 1", async () => {
    const where = await desk(1);
    let asked = () => {};
    const waiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const url = await gateway(where.url, ({ path }) => {
      if (!path.endsWith("/snapshot")) return "pass";
      asked();
      return "keep-answer";
    });
    const environment = { ...where.environment, CHARTER_API: url };
    const running = startCommand(["plan"], { cwd: where.cwd, environment });
    await waiting;
    running.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 1, out: "", err: expect.stringContaining("interrupted") });
  });
});
