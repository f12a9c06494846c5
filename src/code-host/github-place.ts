import { CodeHostError } from "./code-host-error.ts";
import { JsonFields } from "./json-fields.ts";

/** Where a run on GitHub is: the repository, and what started it. */
export interface GithubPlace {
  readonly api: string;
  readonly graphql: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
  readonly token: string;
  /** The commit that the run is about: a test merge, a merge, a push. */
  readonly commit: string | undefined;
  /** The branch that the run is on, where it is on one. */
  readonly branch: string | undefined;
  /** The pull request that the event is about, and its head at that time. */
  readonly event: { readonly number: number; readonly head: string } | undefined;
  /** What the branch was before the push that started the run. */
  readonly before: string | undefined;
  /** The pull request that a person named. */
  readonly named: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables and the event of GitHub Actions. Throws {@link CodeHostError} where they do not say enough.
 *
 * @param event the content of the file at GITHUB_EVENT_PATH
 * @param named the pull request that a person named, if one did
 */
export function githubPlace(environment: Environment, event: unknown, named: number | undefined): GithubPlace {
  const api = (environment.GITHUB_API_URL ?? "https://api.github.com").replace(/\/+$/, "");
  const happened = event === undefined ? undefined : new JsonFields(event, "read the event of this run");
  const before = happened?.maybeText("before");
  return {
    api,
    graphql: environment.GITHUB_GRAPHQL_URL ?? api.replace(/\/v3$/, "").concat("/graphql"),
    repository: repositoryOf(environment.GITHUB_REPOSITORY),
    token: tokenOf(environment.GITHUB_TOKEN),
    commit: nonEmpty(environment.GITHUB_SHA),
    branch: environment.GITHUB_REF_TYPE === "branch" ? nonEmpty(environment.GITHUB_REF_NAME) : undefined,
    event: happened === undefined ? undefined : requestOf(happened),
    // A branch that is new has no commit before.
    before: before === undefined || /^0+$/.test(before) ? undefined : before,
    named,
  };
}

function requestOf(event: JsonFields): GithubPlace["event"] {
  if (!event.has("pull_request")) return undefined;
  const request = event.object("pull_request");
  return { number: request.integer("number"), head: request.object("head").text("sha") };
}

function repositoryOf(text: string | undefined): string {
  if (text !== undefined && /^[\w.-]+\/[\w.-]+$/.test(text)) return text;
  throw new CodeHostError("GitHub's repository is not known: GITHUB_REPOSITORY must be OWNER/NAME");
}

function tokenOf(text: string | undefined): string {
  const token = text?.trim() ?? "";
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new CodeHostError("there is no token for GitHub: set GITHUB_TOKEN");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
