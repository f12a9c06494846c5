import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { LoadedCharter } from "../charter/loaded-charter.ts";
import type { CodeHost, RequestReview } from "../code-host/code-host.ts";
import { parseDocument } from "../documents/parse-document.ts";
import { emailKey } from "../membership/email.ts";
import { RefusedError } from "./refused-error.ts";
import type { Terminal } from "./terminal.ts";

/** Who is who at a code host: login in lower case, to e-mail address. */
export type Identities = ReadonlyMap<string, string>;

export interface TrustedIdentities {
  /** What the charter says with the pull request, and said without it. */
  readonly trusted: Identities;
  /** What it said without the pull request. */
  readonly before: Identities;
  /** What only the pull request says. */
  readonly proposed: Identities;
}

/**
 * The identities that a pull request does not make itself. Without this, anybody could write that an account of
 * theirs is the owner, and approve with it.
 */
export async function readTrustedIdentities(
  terminal: Terminal,
  host: CodeHost,
  { base }: RequestReview,
  { document, sources }: LoadedCharter,
): Promise<TrustedIdentities> {
  const present = byLogin(document?.identities?.[host.name]);
  const before = new Map<string, string>();
  for (const [file, text] of sources) {
    // An escaped spelling is not found, and what it says not trusted.
    if (present.size === 0 || !text.includes("identities")) continue;
    const path = pathInRepository(terminal, file);
    const past = await host.readFile(path, base);
    for (const [login, email] of byLogin(past === undefined ? {} : identitiesIn(past, path, host)))
      before.set(login, email);
  }
  const isKnown = ([login, email]: readonly [string, string]) => emailKey(before.get(login) ?? "") === emailKey(email);
  return {
    trusted: new Map([...present].filter(isKnown)),
    before,
    proposed: new Map([...present].filter((entry) => !isKnown(entry))),
  };
}

function identitiesIn(text: string, path: string, host: CodeHost): unknown {
  const { document } = parseDocument(text, path);
  if (document === undefined)
    throw new RefusedError(
      "identities-unknown",
      `cannot tell who is who: ${path} was no charter before this pull request`,
    );
  return record(record(document.value).identities)[host.name];
}

function byLogin(logins: unknown): Map<string, string> {
  const entries = Object.entries(record(logins));
  return new Map(
    entries.flatMap(([login, email]) => (typeof email === "string" ? [[login.toLowerCase(), email]] : [])),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The path under which a code host knows a file. */
function pathInRepository({ environment, cwd }: Terminal, file: string): string {
  const named = environment.GITHUB_WORKSPACE || environment.CI_PROJECT_DIR;
  const root = named ? realpathSync(named) : repositoryAbove(realpathSync(cwd));
  const path = relative(root ?? cwd, realpathSync(resolve(cwd, file)));
  if (root !== undefined && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path))
    return path.replaceAll(sep, "/");
  throw new RefusedError(
    "identities-unknown",
    `${file} is not in the repository, so that nobody can tell which identities are this pull request's own`,
  );
}

function repositoryAbove(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  return dirname(folder) === folder ? undefined : repositoryAbove(dirname(folder));
}
