import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/** What one command of Terraform took: milliseconds and bytes. */
export interface Cost {
  readonly wall: number;
  /** Processor time of Terraform itself. */
  readonly core: number;
  /** Processor time of the provider, in all its processes. */
  readonly provider: number;
  readonly corePeak: number;
  readonly providerPeak: number;
}

const SAMPLE = 20;
/** Of `/proc/PID/stat`, in hundredths of a second. */
const TICK = 10;

export function hasTerraform(): boolean {
  return spawnSync("terraform", ["version"], { stdio: "ignore" }).error === undefined;
}

/** Runs a command of Terraform and says what it took. Throws where it fails. */
export async function terraformRun(
  folder: string,
  environment: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Cost> {
  const report = join(folder, "cost");
  await rm(report, { force: true });
  const started = process.hrtime.bigint();
  const child = spawn("terraform", argv, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
      CHARTER_BENCH_COST: report,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const core = watched(child);
  const said = await ended(child);
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (said.code !== 0)
    throw new Error(`terraform ${argv.join(" ")} ended with ${said.code}: ${said.text.slice(-4000)}`);
  return { wall, ...core(), ...(await providerCost(report)) };
}

/** Looks at a process for as long as it lives: what it had at the last look is short of the end by one sample. */
function watched({ pid }: ChildProcess): () => Pick<Cost, "core" | "corePeak"> {
  let seen = { core: 0, corePeak: 0 };
  const look = setInterval(() => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      const core = (Number(fields[11]) + Number(fields[12])) * TICK;
      if (peak !== null) seen = { core, corePeak: Number(peak[1]) * 1024 };
    } catch {
      // It has ended, or this is another system than Linux.
    }
  }, SAMPLE);
  return () => {
    clearInterval(look);
    return seen;
  };
}

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly text: string }> {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-8000);
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, text };
}

async function providerCost(report: string): Promise<Pick<Cost, "provider" | "providerPeak">> {
  const text = await readFile(report, "utf8").catch(() => "");
  const processes = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" ").map(Number));
  return {
    provider: processes.reduce((sum, [cpu = 0]) => sum + cpu, 0),
    providerPeak: Math.max(0, ...processes.map(([, peak = 0]) => peak)),
  };
}
