import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { importOrganization, issueToken, openStore } from "../../src/server/index.ts";
import { ACTOR } from "./generated-organization.ts";

/** Writes a database with this organization into a folder, and gives a token of its owner. */
export async function seed(folder: string, organization: Organization): Promise<string> {
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("there is no role model standard");
  const store = await openStore({ folder });
  try {
    await importOrganization(store, organization, roleModel);
    return await issueToken(store, { email: ACTOR });
  } finally {
    await store.close();
  }
}

/** Serves a seeded folder from a process of its own while `use` runs. */
export async function serving<Result>(
  command: string,
  folder: string,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = spawn(
    process.execPath,
    [command, "serve", "--port", "0", "--data", folder, "--json", "--log", "none"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(server, "exit");
  try {
    return await use(await urlOf(server));
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
