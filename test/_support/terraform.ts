import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";
import { type ProviderModule, writeLauncher } from "./terraform-plugin.ts";

/** Under which configurations in tests ask for the provider. */
export const SOURCE = "terraform.acme.example/acme/charter";

/** This machine, as Terraform names it. */
export const TERRAFORM_PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

const binary = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "terraform"))
  .find((path) => existsSync(path));

/** Tests with the real Terraform are left out at home where there is none; where `CI` is set, that fails the run. */
export const withoutTerraform = binary === undefined;

if (withoutTerraform) {
  const reason = "there is no terraform on the path";
  if (process.env.CI === "true") throw new Error(`tests with Terraform can't run: ${reason}`);
  process.stderr.write(`tests with Terraform are left out: ${reason}\n`);
}

/** A message of `-json`: of a plan or an apply, line by line. */
export interface TerraformMessage {
  readonly type: string;
  readonly diagnostic?: TerraformDiagnostic;
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}

export interface TerraformDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number; readonly column: number } };
  readonly snippet?: { readonly code: string; readonly context: string | null };
}

export interface TerraformRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Of `-json`; empty without it. */
  readonly messages: readonly TerraformMessage[];
  readonly diagnostics: readonly TerraformDiagnostic[];
  /** What a plan would do, as `add/change/remove`, such as `1/0/0`; of an apply, what it did. */
  readonly summary: string | undefined;
}

/** What Terraform finds in its mirror: a module of ours, a command that was built, or an archive for a registry. */
export type ProviderUnderTest = ProviderModule | { readonly command: readonly string[] } | { readonly archive: string };

/**
 * A folder with a configuration, a mirror that has the provider in it, and the real Terraform:
 *
 *     const api = await openWorkplace({ roleModel: "ranked-roles" });
 *     const terraform = await openTerraform(provider, connectedTo(api));
 *     await terraform.write({ "main.tf": terraform.head + `resource "charter_member" "grace" { … }` });
 *     await terraform.expectExit(0, "init");
 *     const { summary } = await terraform.run("apply", "-auto-approve", "-json");
 *
 * Nothing of this process's environment reaches Terraform but the path.
 */
export interface TerraformWorkplace {
  readonly folder: string;
  /** The block that requires the provider; it takes five lines. */
  readonly head: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  read(file: string): Promise<string>;
  run(...argv: string[]): Promise<TerraformRun>;
  /** The same as a process, for whoever wants to interrupt it. */
  start(...argv: string[]): { readonly process: ChildProcess; readonly ended: Promise<TerraformRun> };
  /** `run`, held to its exit code. */
  expectExit(code: number, ...argv: string[]): Promise<TerraformRun>;
  /** The same workplace with more in the environment. */
  with(environment: Readonly<Record<string, string>>): TerraformWorkplace;
}

const HEAD = `terraform {
  required_providers {
    charter = { source = "${SOURCE}" }
  }
}
`;

export async function openTerraform(
  provider: ProviderUnderTest,
  environment: Readonly<Record<string, string>> = {},
): Promise<TerraformWorkplace> {
  const folder = await temporaryFolder();
  await fillMirror(folder, provider);
  const settings = `provider_installation {\n  filesystem_mirror {\n    path = "${join(folder, "mirror")}"\n  }\n}\n`;
  await writeFile(join(folder, "terraform.rc"), settings);
  return workplace(folder, { HOME: folder, TMPDIR: folder, ...environment });
}

/** What connects the provider to an API, where the configuration does not. */
export function connectedTo(api: { readonly url: string; readonly token: string }, organization = "acme") {
  return { CHARTER_API: api.url, CHARTER_TOKEN: api.token, CHARTER_ORGANIZATION: organization };
}

/** An archive lies in the mirror as it is; anything else in a folder by version and platform. */
async function fillMirror(folder: string, provider: ProviderUnderTest): Promise<void> {
  const home = join(folder, "mirror", SOURCE);
  await mkdir(home, { recursive: true });
  if ("archive" in provider) return await copyFile(provider.archive, join(home, basename(provider.archive)));
  const command = "command" in provider ? provider.command : [process.execPath, await writeLauncher(folder, provider)];
  const plugin = join(home, "1.0.0", TERRAFORM_PLATFORM, "terraform-provider-charter_v1.0.0");
  await mkdir(dirname(plugin), { recursive: true });
  await writeFile(plugin, `#!/bin/sh\nexec ${command.map((part) => `'${part}'`).join(" ")} "$@"\n`);
  await chmod(plugin, 0o755);
}

function workplace(folder: string, environment: Readonly<Record<string, string>>): TerraformWorkplace {
  const work = join(folder, "work");
  const start = (...argv: string[]) => {
    const child = spawn(binary ?? "terraform", argv, {
      cwd: work,
      env: {
        PATH: process.env.PATH,
        TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
        CHECKPOINT_DISABLE: "1",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    return { process: child, ended: ended(child) };
  };
  const run = async (...argv: string[]) => await start(...argv).ended;
  return {
    folder: work,
    head: HEAD,
    start,
    run,
    write: async (files) => {
      await mkdir(work, { recursive: true });
      await Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(work, file), text)));
    },
    read: async (file) => await readFile(join(work, file), "utf8"),
    expectExit: async (code, ...argv) => {
      const ran = await run(...argv);
      expect(ran.code, `terraform ${argv.join(" ")}\n${ran.out}${ran.err}`).toBe(code);
      return ran;
    },
    with: (more) => workplace(folder, { ...environment, ...more }),
  };
}

async function ended(child: ChildProcess): Promise<TerraformRun> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const messages = messagesOf(said.out);
  const changes = messages.findLast((message) => message.changes !== undefined)?.changes;
  return {
    code,
    ...said,
    messages,
    diagnostics: messages.flatMap(({ diagnostic }) => diagnostic ?? []),
    summary: changes === undefined ? undefined : `${changes.add}/${changes.change}/${changes.remove}`,
  };
}

/** `validate -json` prints one object with all its diagnostics, plan and apply a message a line. */
function messagesOf(out: string): TerraformMessage[] {
  if (!out.startsWith("{")) return [];
  if (!out.startsWith("{\n"))
    return out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as TerraformMessage);
  const { diagnostics = [] } = JSON.parse(out) as { diagnostics?: TerraformDiagnostic[] };
  return diagnostics.map((diagnostic) => ({ type: "diagnostic", diagnostic }));
}
