import { readFile } from "node:fs/promises";
import type { CodeHost, CodeHostName } from "./code-host.ts";
import { CodeHostError } from "./code-host-error.ts";
import { GithubHost } from "./github-host.ts";
import { githubPlace } from "./github-place.ts";
import { GitlabHost } from "./gitlab-host.ts";
import { gitlabPlace } from "./gitlab-place.ts";
import type { HostClientOptions } from "./host-client.ts";

export interface CodeHostOptions extends Pick<HostClientOptions, "signal" | "sleep"> {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Number of the pull or merge request, where a person named it. */
  readonly request: number | undefined;
}

/** The code host that a pipeline runs at, by its variables. Throws {@link CodeHostError} where they do not suffice. */
export async function openCodeHost(name: CodeHostName, options: CodeHostOptions): Promise<CodeHost> {
  const { environment, request } = options;
  if (name === "gitlab") return new GitlabHost(gitlabPlace(environment, request), options);
  const event = await readEvent(environment.GITHUB_EVENT_PATH);
  return new GithubHost(githubPlace(environment, event, request), options);
}

async function readEvent(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === "") return undefined;
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (cause) {
    throw new CodeHostError(`cannot read the event of this run at ${path}: ${(cause as Error).message}`, { cause });
  }
}
