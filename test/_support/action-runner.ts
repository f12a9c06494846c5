import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { type Ended, observed } from "./child-command.ts";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** The command from its source, as a pipeline's `charter`. */
export const CHARTER = `${process.execPath} ${join(REPOSITORY, "src/cli/main.ts")}`;

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}

export interface ActionRun extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs action.yml as a runner does: its inputs with their defaults, its step's variables, its script in bash. */
export async function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const action = load(await readFile(join(REPOSITORY, "action.yml"), "utf8")) as Action;
  const [step] = action.runs.steps;
  if (step === undefined || action.runs.steps.length !== 1) throw new Error("the action has one step");
  const unknown = Object.keys(inputs).filter((input) => !(input in action.inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(", ")}`);
  const value = (text: string): string =>
    text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_all, name: string) => {
      if (name === "github.token") return "ghs_secret";
      const input = name.replace(/^inputs\./, "");
      return inputs[input] ?? value(action.inputs[input]?.default ?? "");
    });
  const output = join(folder, "github-output.txt");
  const summary = join(folder, "github-summary.md");
  await Promise.all([writeFile(output, ""), writeFile(summary, "")]);
  const own = Object.entries(step.env).map(([name, text]) => [name, value(text)]);
  const ended = await runBash(step.run, folder, {
    ...environment,
    ...(Object.fromEntries(own) as Record<string, string>),
    GITHUB_ACTION_PATH: REPOSITORY,
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
  });
  const lines = (await readFile(output, "utf8")).split("\n").filter((line) => line !== "");
  const outputs = Object.fromEntries(lines.map((line) => line.split("=", 2))) as Record<string, string>;
  return { ...ended, outputs, summary: await readFile(summary, "utf8") };
}

/** Runs a script with an environment of the test's own. */
export async function runBash(
  script: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const env = { PATH: process.env.PATH, HOME: cwd, CI: "true", ...environment };
  return await observed(spawn("bash", ["-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] })).ended;
}
