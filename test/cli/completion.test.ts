import { spawnSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GUARD_CODES } from "../../src/plan/guard-code.ts";
import { command } from "../_support/command.ts";
import { bash, fish, type Typed, zsh } from "../_support/completing-shells.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const SHELLS = { bash, zsh, fish };
const MODELS = [
  "custom-roles",
  "member-types",
  "permission-overrides",
  "ranked-roles",
  "standard",
  "tenants-and-projects",
];

/** At home a shell may be missing; in CI all of them are there. */
function isMissing(shell: string): boolean {
  if (process.env.CI === "true" || spawnSync(shell, ["--version"]).status === 0) return false;
  process.stderr.write(`there is no ${shell} here: its completion is not tested\n`);
  return true;
}

async function folderWithFiles(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "charter.yaml"), "");
  await writeFile(join(folder, "chart of * things.yaml"), "");
  await mkdir(join(folder, "teams"));
  return folder;
}

/** Verbs and options that a verb's own help lists. */
async function inHelp(...path: readonly string[]): Promise<{ verbs: string[]; options: string[] }> {
  const { out } = await command([...path, "--help"], { cwd: await temporaryFolder(), width: 1000 });
  const verbs = out.split("\nCommands:\n")[1]?.split("\n\n")[0] ?? "";
  const options = out.split("\nOptions:\n")[1]?.split("\n\n")[0] ?? "";
  return {
    verbs: [...verbs.matchAll(/^ {2}([a-z-]+)/gm)].map(([, verb = ""]) => verb).sort(),
    options: [...options.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option),
  };
}

describe.each(Object.entries(SHELLS))("completion in %s", (name, shell) => {
  const inShell = it.skipIf(isMissing(name));

  inShell("offers every verb, and every verb below one", async () => {
    const paths = [[], ["invitations"], ["role-model"], ["serve"]];
    const offered = await shell(await temporaryFolder(), ...paths.map((path) => ["charter", ...path, ""]));
    for (const [index, path] of paths.entries())
      expect([path, offered[index]]).toEqual([path, (await inHelp(...path)).verbs]);
  });

  inShell("offers every option that the help of a verb names", async () => {
    const { verbs } = await inHelp();
    const paths = [...verbs.filter((verb) => verb !== "help").map((verb) => [verb]), ["serve", "bootstrap"]];
    const offered = await shell(await temporaryFolder(), ...paths.map((path) => ["charter", ...path, "--"]));
    for (const [index, path] of paths.entries()) {
      const { options } = await inHelp(...path);
      const long = offered[index]?.filter((word) => word.startsWith("--"));
      expect([path, long]).toEqual([path, [...new Set([...options, "--no-color"])].sort()]);
    }
  });

  inShell("offers the choices of options and arguments, and goes on after them", async () => {
    const stories: [Typed, string[]][] = [
      [
        ["charter", "plan", "--format", ""],
        ["html", "json", "markdown", "text"],
      ],
      [["charter", "plan", "--format", "m"], ["markdown"]],
      [["charter", "plan", "--allow", ""], [...GUARD_CODES].sort()],
      [["charter", "--no-color", "drift", "--issue", "gitl"], ["gitlab"]],
      [["charter", "show", "--role", "owner", "me"], ["members"]],
      [["charter", "show", "members", ""], []],
      [["charter", "show", "--api", "https://members.acme.example", "--json", "ten"], ["tenants"]],
      [["charter", "init", "--role-model", ""], MODELS],
      [["charter", "serve", "bootstrap", "--role-model", "rank"], ["ranked-roles"]],
      [
        ["charter", "completion", ""],
        ["bash", "fish", "zsh"],
      ],
      [["charter", "help", "val"], ["validate"]],
      [["charter", "invitations", "resend", "--organization", ""], []],
      [["charter", "plan", "--", "--"], []],
    ];
    const offered = await shell(await temporaryFolder(), ...stories.map(([line]) => line));
    expect(stories.map(([line], index) => [line, offered[index]])).toEqual(stories);
  });

  inShell("offers files where a file is asked for, and nowhere else", async () => {
    const folder = await folderWithFiles();
    const lines: Typed[] = [
      ["charter", "plan", "charter"],
      ["charter", "plan", "charter.yaml", "te"],
      ["charter", "plan", "--out", "te"],
      ["charter", "role-model", "check", "te"],
      ["charter", "show", "members", "te"],
      ["charter", "init", "--tier", "te"],
      ["charter", "validate", "chart"],
    ];
    const offered = await shell(folder, ...lines);
    expect(offered.slice(0, 6)).toEqual([["charter.yaml"], ["teams"], ["teams"], ["teams"], [], []]);
    expect(offered[6]).toHaveLength(2);
  });

  inShell("starts neither charter nor node", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "bin"));
    for (const program of ["charter", "node"])
      await writeFile(join(folder, "bin", program), `#!/bin/sh\necho "$0" >> ${folder}/started\n`, { mode: 0o755 });
    const lines = [["pl"], ["plan", "--"], ["plan", "--format", ""], ["show", ""]];
    const offered = await shell(folder, ...lines.map((line) => ["charter", ...line]));
    expect(offered.every(({ length }) => length > 0)).toBe(true);
    expect(await readdir(folder)).toEqual(["bin"]);
  });
});

describe("bash, which parts words", () => {
  it.each([
    [
      ["charter", "plan", "--format", "=", ""],
      ["html", "json", "markdown", "text"],
    ],
    [
      ["charter", "plan", "--format", "="],
      ["html", "json", "markdown", "text"],
    ],
    [["charter", "plan", "--format", "=", "js"], ["json"]],
    [["charter", "show", "--api", "embedded", ":", ".data", "ten"], ["tenants"]],
    [["charter", "show", "--search", "ada", "@", "acme.example", "ten"], ["tenants"]],
    [["charter", "show", "--api", "embedded", ":", ""], []],
  ])("%j", async (line, expected) => {
    expect(await bash(await temporaryFolder(), line)).toEqual([expected]);
  });
});

it("a shell that there is no script for is an error", async () => {
  const { code, err } = await command(["completion", "fihs"], { cwd: await temporaryFolder() });
  expect(code).toBe(1);
  expect(err).toContain("Did you mean fish?");
});
