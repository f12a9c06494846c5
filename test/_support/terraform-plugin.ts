import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { makeNoteProvider } from "./terraform-note-provider.ts";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** A provider in a module of ours. */
export interface ProviderModule {
  /** From the repository's root. */
  readonly path: string;
  readonly name: string;
}

export const NOTE_PROVIDER: ProviderModule = {
  path: "test/_support/terraform-note-provider.ts",
  name: makeNoteProvider.name,
};

/** A plugin as a process of its own, started as Terraform starts it. */
export interface PluginChild {
  readonly process: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
  /** Resolves once standard output or standard error has so much in it; at the latest when the process ends. */
  until(stream: "out" | "err", seen: (text: string) => boolean): Promise<void>;
}

/** Writes a file into the folder that runs the provider as a plugin: from the sources, with no build before it. */
export async function writeLauncher(folder: string, { path, name }: ProviderModule): Promise<string> {
  const root = new URL("../../", import.meta.url);
  const launcher = join(folder, "launch.mjs");
  const lines = [
    `import { runProvider } from ${JSON.stringify(new URL("src/cli/run-provider.ts", root).href)};`,
    `import { ${name} } from ${JSON.stringify(new URL(path, root).href)};`,
    `const options = { debug: process.argv.includes("--debug"), address: "terraform.acme.example/acme/charter" };`,
    `const write = (stream) => (text) => void stream.write(text);`,
    `const streams = { version: "0.0.0-test", environment: process.env, out: write(process.stdout), err: write(process.stderr) };`,
    `process.exit(await runProvider(streams, options, ${name}));`,
  ];
  await writeFile(launcher, `${lines.join("\n")}\n`);
  return launcher;
}

/** What Terraform puts into a plugin's environment, without a certificate. */
export const FROM_TERRAFORM: Readonly<Record<string, string>> = {
  TF_PLUGIN_MAGIC_COOKIE: COOKIE,
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
  PLUGIN_MIN_PORT: "10000",
  PLUGIN_MAX_PORT: "25000",
};

/** Starts a plugin; its sockets are in the folder. */
export function startPlugin(
  command: readonly [string, ...string[]],
  { folder, environment = FROM_TERRAFORM }: { folder: string; environment?: Readonly<Record<string, string>> },
): PluginChild {
  const [file, ...argv] = command;
  const child = spawn(file, argv, {
    env: { PATH: process.env.PATH, TMPDIR: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return observed(child);
}

function observed(child: ChildProcess): PluginChild {
  const said = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const note = (stream: "out" | "err") => (chunk: Buffer) => {
    said[stream] += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", note("out"));
  child.stderr?.on("data", note("err"));
  const ended = once(child, "close").then(([code]) => code as number | null);
  const until = async (stream: "out" | "err", seen: (text: string) => boolean) => {
    const met = new Promise<void>((resolve) => {
      const look = () => {
        if (!seen(said[stream])) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
    await Promise.race([met, ended]);
  };
  return { process: child, said, ended, until };
}
