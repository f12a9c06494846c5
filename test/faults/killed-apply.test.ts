import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/server/index.ts";
import { type Ended, type RunningCommand, runCommand, startCommand } from "../_support/child-command.ts";
import { type Served, serveAcme } from "../_support/served.ts";
import { untilListening } from "../_support/server-process.ts";
import { expectSound, expectWholeHistory } from "../_support/sound-organization.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
/** Organizations that are each applied to, and how often each of those applies is killed. */
const APPLIES = whole ? 10 : 1;
const KILLS = whole ? 20 : 2;
const PEOPLE = Array.from(
  { length: whole ? 400 : 40 },
  (_, index) => `p${String(index).padStart(3, "0")}@acme.example`,
);
const PLACES = Array.from({ length: whole ? 50 : 5 }, (_, index) => `t${index}`);
const CHANGES = PEOPLE.length + 2 * PLACES.length;

const CHARTER = [
  "charter: v1",
  "organization: acme",
  "members:",
  "  - { email: ada@acme.example, role: owner }",
  ...PEOPLE.map((email) => `  - { email: ${email}, role: viewer }`),
  "tenants:",
  ...PLACES.map((tenant) => `  ${tenant}: {}`),
  "projects:",
  ...PLACES.map((tenant) => `  project-${tenant}: { tenant: ${tenant} }`),
  "",
].join("\n");

/** What an apply says that never came to read the organization. */
const UNREAD = /could not (?:read .*acme|ask who the token is)/;

type Victim = "the apply" | "the server" | "both";

/** A generator of numbers from a seed: the same moments each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function ownDone(err: string): number {
  return err.match(/^done (?!.*by an earlier run\)$)/gm)?.length ?? 0;
}

/** The built command throughout: it starts in half the time, and starting is most of what is done here. */
class Scene {
  readonly cwd: string;
  readonly token: string;
  readonly url: string;
  server: RunningCommand;

  constructor(cwd: string, { url, token, server }: Served) {
    this.cwd = cwd;
    this.token = token;
    this.url = url;
    this.server = server;
  }

  static async open(): Promise<Scene> {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "charter.yaml"), CHARTER);
    const scene = new Scene(cwd, await serveAcme(cwd, "--log", "none"));
    expect((await scene.charter("plan", "--out", "plan.json")).code).toBe(0);
    return scene;
  }

  charter(...argv: string[]): Promise<Ended> {
    return runCommand(argv, this.#surroundings());
  }

  /** Applies, and kills as soon as so many changes of this run are done. */
  async killAfter(done: number, victim: Victim): Promise<Ended> {
    const running = startCommand(["apply", "plan.json", "--yes"], this.#surroundings());
    await running.until("err", (err) => ownDone(err) >= done);
    if (victim !== "the apply") this.server.kill("SIGKILL");
    if (victim !== "the server") running.kill("SIGKILL");
    if (victim !== "the apply") await this.#restart();
    return await running.ended;
  }

  /** The same address again, for an apply that is still trying. */
  async #restart(): Promise<void> {
    await this.server.ended;
    const argv = ["serve", "--port", new URL(this.url).port, "--data", "api", "--json", "--log", "none"];
    this.server = await untilListening(startCommand(argv, { cwd: this.cwd }));
  }

  async letters(): Promise<string[]> {
    const outbox = join(this.cwd, "api", "outbox");
    const names = (await readdir(outbox)).filter((file) => file.endsWith(".eml"));
    const texts = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
    return texts.map((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? "").sort();
  }

  #surroundings() {
    return { cwd: this.cwd, environment: { CHARTER_API: this.url, CHARTER_TOKEN: this.token } };
  }
}

/** An apply that is killed alone is in test/e2e as well. */
const VICTIMS: readonly Victim[] = whole ? ["the apply", "the server", "both"] : ["the server", "both"];

describe.each(VICTIMS)("kill -9 of %s in the middle of an apply", (victim) => {
  test.each(Array.from({ length: APPLIES }, (_, index) => index + 1))(
    "seed %d: the same plan file goes on, to the same end, with nothing done twice",
    async (seed) => {
      const next = numbers(seed);
      const scene = await Scene.open();
      for (let kill = 0; kill < KILLS; kill++) {
        const ended = await scene.killAfter(next(Math.floor((1.6 * CHANGES) / KILLS)), victim);
        // A run that got to its end before the moment came was not killed.
        // One whose server was gone before it had read anything says so, and has written nothing.
        const unread = ended.code === 1 && UNREAD.test(ended.err) && !ended.err.includes("done ");
        const ends: unknown[] = victim === "the server" ? [0, 4, ...(unread ? [1] : [])] : ["SIGKILL", 0];
        expect(ends, ended.err).toContain(ended.signal ?? ended.code);
      }
      const last = await scene.charter("apply", "plan.json", "--yes");
      expect(last.code, `${last.out}${last.err}`).toBe(0);
      expect(last.out).toContain(`Applied: ${CHANGES} done.`);
      expect((await scene.charter("drift")).code).toBe(0);
      await expect.poll(() => scene.letters(), { timeout: 60_000 }).toEqual(PEOPLE);
      await expectSound({ url: scene.url, token: scene.token, organization: "acme" });
      scene.server.kill("SIGTERM");
      await scene.server.ended;
      expect(await scene.letters()).toEqual(PEOPLE);
      const store = await openStore({ folder: join(scene.cwd, "api") });
      onTestFinished(() => store.close());
      expect(await expectWholeHistory(store, "acme"), "one version a change").toBe(1 + CHANGES);
      process.stdout.write(`${victim}, seed ${seed}: killed ${KILLS} times in ${CHANGES} changes\n`);
    },
  );
});
