import { relative, resolve, sep } from "node:path";
import type { SourcePosition } from "../diagnostics/source.ts";
import type { SourceUrl } from "../render/markdown-source.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

type Environment = Terminal["environment"];

/** How a code host names the lines of a commit, and the folder that its paths start from. */
interface CodeHost {
  readonly template: string;
  readonly root: string;
}

/**
 * Addresses of source lines: by the template that was asked for, else by what GitHub's or GitLab's CI says of the
 * commit that it runs on. Files outside of the checkout have none.
 *
 * @throws {UsageError} where the template is no address, or names no file
 */
export function sourceUrls({ environment, cwd }: Terminal, template: string | undefined): SourceUrl {
  const host = template === undefined ? tryFindCodeHost(environment) : asked(template, environment);
  if (host === undefined) return () => undefined;
  const root = host.root === "" ? cwd : host.root;
  return (source) => addressOf(source, host.template, relative(root, resolve(cwd, source.file)));
}

/** The page of the CI job that runs this, which has the whole output. */
export function tryFindRunUrl({ environment }: Terminal): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_JOB_URL } = environment;
  const url =
    isGiven(GITHUB_SERVER_URL) && isGiven(GITHUB_REPOSITORY) && isGiven(GITHUB_RUN_ID)
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
      : CI_JOB_URL;
  return url !== undefined && isWebAddress(url) ? url : undefined;
}

function tryFindCodeHost(environment: Environment): CodeHost | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA } = environment;
  const root = checkoutOf(environment);
  if (isGiven(GITHUB_SERVER_URL) && isGiven(GITHUB_REPOSITORY) && isGiven(GITHUB_SHA))
    return known(`${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/{file}#L{line}`, root);
  if (isGiven(CI_PROJECT_URL) && isGiven(CI_COMMIT_SHA))
    return known(`${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/{file}#L{line}`, root);
  return undefined;
}

function known(template: string, root: string): CodeHost | undefined {
  return isWebAddress(template) ? { template, root } : undefined;
}

function checkoutOf({ GITHUB_WORKSPACE, CI_PROJECT_DIR }: Environment): string {
  return GITHUB_WORKSPACE ?? CI_PROJECT_DIR ?? "";
}

function asked(template: string, environment: Environment): CodeHost {
  if (!isWebAddress(template) || !template.includes("{file}"))
    throw new UsageError(
      `--source-url ${JSON.stringify(template)} is no address of files: write it like https://code.example/acme/blob/main/{file}#L{line}`,
    );
  return { template, root: checkoutOf(environment) };
}

function addressOf({ line, column }: SourcePosition, template: string, path: string): string | undefined {
  const segments = path.split(sep);
  if (path === "" || segments[0] === ".." || resolve(path) === path) return undefined;
  const values: Readonly<Record<string, string>> = {
    file: segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/"),
    line: String(line),
    column: String(column),
  };
  return template.replace(/\{(file|line|column)\}/g, (_whole, name: string) => values[name] ?? "");
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/\S+$/.test(url) && URL.canParse(url.replace(/[{}]/g, ""));
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
