import { CodeHostError } from "./code-host-error.ts";

/** Where a pipeline on GitLab is: the project, and what started it. */
export interface GitlabPlace {
  readonly api: string;
  readonly project: string;
  readonly token: { readonly header: "private-token" | "job-token"; readonly text: string };
  /** The commit that the pipeline is about. */
  readonly commit: string | undefined;
  /** The branch that the pipeline is on, where it is on one. */
  readonly branch: string | undefined;
  /** The merge request of the pipeline, and its head at that time. */
  readonly event: { readonly number: number; readonly head: string | undefined } | undefined;
  /** What the branch was before the push that started the pipeline. */
  readonly before: string | undefined;
  /** The merge request that a person named. */
  readonly named: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables of GitLab CI. Throws {@link CodeHostError} where they do not say enough.
 *
 * @param named the merge request that a person named, if one did
 */
export function gitlabPlace(environment: Environment, named: number | undefined): GitlabPlace {
  const variable = (name: string) => (environment[name] === "" ? undefined : environment[name]);
  const project = variable("CI_PROJECT_ID");
  if (project === undefined || !/^\d+$/.test(project))
    throw new CodeHostError("GitLab's project is not known: CI_PROJECT_ID must be its number");
  const request = variable("CI_MERGE_REQUEST_IID");
  const commit = variable("CI_COMMIT_SHA");
  const before = variable("CI_COMMIT_BEFORE_SHA");
  return {
    api: (variable("CI_API_V4_URL") ?? "https://gitlab.com/api/v4").replace(/\/+$/, ""),
    project,
    token: tokenOf(environment),
    commit,
    branch: variable("CI_COMMIT_BRANCH"),
    event:
      request === undefined || !/^\d+$/.test(request)
        ? undefined
        : // A pipeline of the merged result runs on a commit that nobody pushed; the head has a variable of its own.
          { number: Number(request), head: variable("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? commit },
    before: before === undefined || /^0+$/.test(before) ? undefined : before,
    named,
  };
}

function tokenOf(environment: Environment): GitlabPlace["token"] {
  for (const [name, header] of [
    ["GITLAB_TOKEN", "private-token"],
    ["CI_JOB_TOKEN", "job-token"],
  ] as const) {
    const text = environment[name]?.trim() ?? "";
    if (/^[\x21-\x7e]+$/.test(text)) return { header, text };
  }
  throw new CodeHostError("there is no token for GitLab: set GITLAB_TOKEN");
}
