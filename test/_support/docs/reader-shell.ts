import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "../free-port.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { serveCommand } from "./command-server.ts";
import { transcribe } from "./shell-transcript.ts";

/** What a command printed, on both streams, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly text: string;
}

/** A shell as a reader has it open: what one command leaves (variables, jobs, folders) is there for the next. */
export interface ReaderShell {
  /** Where it began. */
  readonly folder: string;
  run(command: string): Promise<Printed>;
  /** Starts a job (`command &`), and waits until all of the shell's output since then satisfies. */
  start(command: string, seen: (text: string) => boolean): Promise<void>;
}

/** The port that pages name. Each shell has another one in its place, so that several run at once. */
const SHOWN_PORT = "8080";

/** For what a page takes for granted: an organization on the embedded API, and that people accept. */
const SHORT_CUTS = `
found() {
  export CHARTER_API=embedded:api
  export CHARTER_TOKEN=$(charter serve bootstrap --data api "$@" --json | node -p 'JSON.parse(require("fs").readFileSync(0)).token')
}
everybody_accepts() {
  for email in $(charter show invitations --json | node -p 'JSON.parse(require("fs").readFileSync(0)).map(({ email }) => email).join(" ")'); do
    charter invitations accept --as "$email"
  done
}`;

export async function openReaderShell(environment: Readonly<Record<string, string>> = {}): Promise<ReaderShell> {
  const home = await temporaryFolder();
  const folder = join(home, "membership");
  const programs = join(home, "programs");
  await Promise.all([mkdir(folder), mkdir(programs)]);
  await serveCommand(join(programs, "charter"));
  // What installing the package puts beside it.
  await mkdir(join(home, "node_modules"));
  await symlink(resolve("node_modules/js-yaml"), join(home, "node_modules/js-yaml"));
  await writeFile(
    join(home, ".gitconfig"),
    "[user]\n  name = Ada\n  email = ada@acme.example\n[init]\n  defaultBranch = main\n",
  );
  const bash = spawn("bash", [], {
    cwd: folder,
    env: {
      PATH: [programs, process.env.PATH].join(delimiter),
      HOME: home,
      NO_COLOR: "1",
      LC_ALL: "C.UTF-8",
      ...environment,
    },
    detached: true,
  });
  onTestFinished(() => endGroup(bash));
  return conversation(bash, folder, String(await freePort()));
}

function conversation(bash: ChildProcessWithoutNullStreams, folder: string, port: string): ReaderShell {
  const transcript = transcribe(bash);
  bash.stdin.write(`exec 2>&1\n${SHORT_CUTS}\n`);
  let token = "";
  // Whoever reads `chr_…` puts in the token that they were shown; and ports are ours.
  const typed = (command: string) => command.replaceAll("chr_…", token).replaceAll(SHOWN_PORT, port);
  const printed = (raw: string) => {
    token = raw.match(/\bchr_\w+/g)?.at(-1) ?? token;
    return raw.replaceAll(`:${port}`, `:${SHOWN_PORT}`);
  };
  return {
    folder,
    run: async (command) => {
      const from = transcript.length;
      const mark = `ended-${randomBytes(8).toString("hex")}`;
      const last = `__code=$?; printf '${mark} %s;' "$__code"; (exit "$__code")`;
      bash.stdin.write(`{ ${typed(command)}\n} </dev/null\n${last}\n`);
      const end = new RegExp(`${mark} (\\d+);`);
      await transcript.until(from, (text) => end.test(text));
      const [text = "", after = ""] = transcript.since(from).split(mark);
      return { code: Number.parseInt(after, 10), text: printed(text) };
    },
    start: async (command, seen) => {
      const from = transcript.length;
      bash.stdin.write(`${typed(command).replace(/&$/, "</dev/null &")}\n`);
      await transcript.until(from, (text) => seen(printed(text)));
    },
  };
}

/** The shell and every job that it started. */
function endGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
