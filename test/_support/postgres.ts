import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the test run's own PostgreSQL, to the database in which others are made; undefined where there is none. */
    postgres: string | undefined;
  }
}

/** PostgreSQL does not run as root. */
interface User {
  readonly uid?: number;
  readonly gid?: number;
}

class Missing extends Error {}

/**
 * Once for a test run: a PostgreSQL cluster of its own, on a socket in a temporary folder, gone at the end. Where the
 * machine has none, the tests that need it are left out at home, and fail the run where `CI` is set.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { url, stop } = await startCluster({ durable: false });
    project.provide("postgres", url);
    return stop;
  } catch (error) {
    if (!(error instanceof Missing) || process.env.CI === "true") throw error;
    process.stderr.write(`tests on PostgreSQL are left out: ${error.message}\n`);
    project.provide("postgres", undefined);
    return async () => undefined;
  }
}

/** A PostgreSQL of one's own. */
export interface Cluster {
  /** To the database `postgres`. */
  readonly url: string;
  /** Ends it as a crash does (SIGQUIT), or at once but in order (SIGINT). */
  halt(signal: "SIGQUIT" | "SIGINT"): Promise<void>;
  /** Starts it again where it was. */
  resume(): Promise<void>;
  /** Ends it and takes everything away. */
  stop(): Promise<void>;
}

/** Whether a committed transaction survives a crash of the database: as it is in use, and slower. */
interface Durability {
  readonly durable: boolean;
  /** It survives the machine's crash as well, as it has to in use: for measurements. */
  readonly synced?: boolean;
}

/** @throws {Missing} where the machine has no PostgreSQL */
export async function startCluster(durability: Durability): Promise<Cluster> {
  const binaries = findBinaries();
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), "charter-pg-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const data = join(folder, "data");
    makeCluster(binaries, data, user);
    let server = runCluster(binaries, { data, socket: folder }, user, durability);
    process.once("exit", () => server.kill("SIGQUIT"));
    const url = `postgres://charter@localhost/postgres?host=${encodeURIComponent(folder)}`;
    await ready(url, server);
    const halt = async (signal: "SIGQUIT" | "SIGINT") => {
      server.kill(signal);
      if (server.exitCode === null) await once(server, "exit");
    };
    const resume = async () => {
      server = runCluster(binaries, { data, socket: folder }, user, durability);
      await ready(url, server);
    };
    const stop = async () => {
      await halt("SIGINT");
      remove();
    };
    return { url, halt, resume, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Where `initdb`, `postgres` and the other programs are: on the path, or where Debian keeps them. */
export function findBinaries(): string {
  const known = [
    ...(process.env.PATH ?? "").split(":"),
    ...[18, 17, 16, 15].map((v) => `/usr/lib/postgresql/${v}/bin`),
  ];
  const found = known.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
  if (found === undefined) throw new Missing("there is no initdb on this machine");
  return found;
}

function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (option: string) =>
      Number(execFileSync("id", [option, "postgres"], { encoding: "utf8", stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    throw new Missing("PostgreSQL does not run as root, and there is no user postgres");
  }
}

/** With a collation of a language, where it can, so that what relies on the order of bytes is found out. */
function makeCluster(binaries: string, data: string, user: User): void {
  const common = ["-D", data, "-U", "charter", "-A", "trust", "-E", "UTF8", "--no-sync"];
  const init = (locale: readonly string[]) =>
    spawnSync(join(binaries, "initdb"), [...common, ...locale], { ...user, cwd: tmpdir(), encoding: "utf8" });
  if (init(["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]).status === 0) return;
  rmSync(data, { recursive: true, force: true });
  const { status, stderr } = init(["--locale=C"]);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

function runCluster(
  binaries: string,
  { data, socket }: { readonly data: string; readonly socket: string },
  user: User,
  { durable, synced = false }: Durability,
): ChildProcess {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: socket,
    fsync: synced ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: synced ? "on" : "off",
    max_connections: "200",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(join(binaries, "postgres"), ["-D", data, ...options], { ...user, cwd: tmpdir(), stdio: "ignore" });
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended at once, with ${server.exitCode}`);
    try {
      return await ask(url, "select 1");
    } catch {
      await setTimeout(50);
    }
  }
}

/** Runs one statement. */
export async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
