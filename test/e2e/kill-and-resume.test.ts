import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Ended, runCommand, startCommand } from "../_support/child-command.ts";
import { serveAcme } from "../_support/served.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const PEOPLE = Array.from({ length: 120 }, (_, index) => `p${String(index).padStart(3, "0")}@acme.example`);
const TENANTS = Array.from({ length: 12 }, (_, index) => `t${index}`);
const ROLES = Array.from({ length: 8 }, (_, index) => `helper-${index}`);
const CHARTER = [
  "charter: v1",
  "organization: acme",
  "title: Acme",
  "roles:",
  ...ROLES.map((role) => `  ${role}: { permissions: [read] }`),
  "members:",
  "  - { email: ada@acme.example, role: owner }",
  ...PEOPLE.map((email, index) => `  - { email: ${email}, role: ${ROLES[index % 10] ?? "viewer"} }`),
  "tenants:",
  ...TENANTS.map((tenant) => `  ${tenant}: { title: Tenant ${tenant} }`),
  "projects:",
  ...TENANTS.map((tenant) => `  project-${tenant}: { tenant: ${tenant} }`),
  "",
].join("\n");

interface Desk {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** An organization with a plan of some 150 changes, on the API that runs inside the command itself. */
async function desk(): Promise<Desk> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), CHARTER);
  const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
  const { out } = await runCommand(["serve", "bootstrap", ...founding], { cwd });
  const { token } = JSON.parse(out) as { token: string };
  const made = { cwd, environment: { CHARTER_API: "embedded:api", CHARTER_TOKEN: token } };
  await expectExit(0, made, "plan", "--out", "plan.json");
  return made;
}

async function expectExit(code: number, where: Desk, ...argv: string[]): Promise<Ended> {
  const ended = await runCommand(argv, where);
  expect(ended.code, `${argv.join(" ")}\n${ended.out}${ended.err}`).toBe(code);
  return ended;
}

async function letters({ cwd }: Desk): Promise<string[]> {
  const outbox = join(cwd, "api", "outbox");
  const names = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
  const texts = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
  return texts.map((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? "").sort();
}

function doneLines(err: string): number {
  return err.match(/^done /gm)?.length ?? 0;
}

/** Kills an apply as soon as it has said so often that a change is done by itself; how it ended. */
async function killedAfter(where: Desk, done: number): Promise<Ended> {
  const running = startCommand(["apply", "plan.json", "--yes"], where);
  const own = (err: string) => doneLines(err.replaceAll(/^done .*by an earlier run\)\n/gm, ""));
  await running.until("err", (err) => own(err) >= done);
  running.kill("SIGKILL");
  return await running.ended;
}

describe("an apply that is killed with kill -9 while the API goes on with what it was sent", () => {
  it("is gone on with by the same plan file", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "charter.yaml"), CHARTER);
    const { url, token } = await serveAcme(cwd);
    const where = { cwd, environment: { CHARTER_API: url, CHARTER_TOKEN: token } };
    await expectExit(0, where, "plan", "--out", "plan.json");
    for (const done of [5, 41, 17]) expect((await killedAfter(where, done)).signal).toBe("SIGKILL");
    const last = await expectExit(0, where, "apply", "plan.json", "--yes");
    expect(last.out).toMatch(/Applied: 153 done\./);
    // The API is a process of its own, which sends letters after it has answered.
    await expect.poll(() => letters(where), { timeout: 60_000 }).toEqual(PEOPLE);
    await expectExit(0, where, "drift");
  });
});

describe("an apply that is killed with kill -9, its API with it", () => {
  it("is gone on with by the same plan file, six times over, and ends as if it had never been killed", async () => {
    const [killed, undisturbed] = await Promise.all([desk(), desk()]);
    await expectExit(0, undisturbed, "apply", "plan.json", "--yes");
    const { out } = await expectExit(0, undisturbed, "export");
    for (const done of [1, 7, 23, 40, 11, 30]) expect((await killedAfter(killed, done)).signal).toBe("SIGKILL");
    const last = await expectExit(0, killed, "apply", "plan.json", "--yes");
    expect(last.out).toMatch(/Applied: 153 done\./);
    expect(last.out).toContain("(by an earlier run)");
    expect((await expectExit(0, killed, "export")).out).toBe(out);
    expect(await letters(killed)).toEqual(PEOPLE);
    await expectExit(0, killed, "drift");
    await expectExit(0, killed, "apply", "plan.json", "--yes");
    expect(await letters(killed)).toEqual(PEOPLE);
  });

  it("is gone on with by planning anew as well, also where it was killed before it had said anything", async () => {
    const where = await desk();
    for (let time = 0; time < 2; time++) {
      const running = startCommand(["apply", "plan.json", "--yes"], where);
      await running.until("out", (out) => out !== "");
      running.kill("SIGKILL");
      await running.ended;
    }
    expect((await killedAfter(where, 33)).signal).toBe("SIGKILL");
    await expectExit(0, where, "apply", "--yes");
    expect(await letters(where)).toEqual(PEOPLE);
    await expectExit(0, where, "drift");
  });
});
