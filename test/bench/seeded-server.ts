import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { importOrganization, issueToken, openStore } from "../../src/server/index.ts";
import { ACTOR } from "./generated-organization.ts";

/** Writes this organization into a database, or one in a folder, and gives a token of its owner. */
export async function seed(place: string, organization: Organization): Promise<string> {
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("there is no role model standard");
  const store = await openStore(isUrl(place) ? { database: place } : { folder: place });
  try {
    await importOrganization(store, organization, roleModel);
    return await issueToken(store, { email: ACTOR });
  } finally {
    await store.close();
  }
}

function isUrl(place: string): boolean {
  return place.startsWith("postgres://");
}

/** Serves a seeded place from a process of its own while `use` runs: without limits, and without a log. */
export function serving<Result>(
  command: string,
  place: string,
  use: (url: string, pid: number) => Promise<Result>,
): Promise<Result> {
  const where = isUrl(place) ? ["--database", place, "--data", tmpdir()] : ["--data", place];
  const argv = [command, "serve", "--port", "0", "--json", "--log", "none", "--rate-limit", "0", ...where];
  return listening(argv, use);
}

/** Runs a server of Node's that prints its URL as JSON, while `use` runs. */
export async function listening<Result>(
  argv: readonly string[],
  use: (url: string, pid: number) => Promise<Result>,
): Promise<Result> {
  const server = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "exit");
  try {
    return await use(await urlOf(server), server.pid ?? 0);
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the server has no output");
  for await (const line of createInterface({ input: stdout })) return (JSON.parse(line) as { url: string }).url;
  throw new Error("the server ended before it listened");
}
