import { type Command, InvalidArgumentError, Option } from "commander";
import type { CodeHostName } from "../code-host/code-host.ts";
import { choice } from "./choice.ts";

const HOSTS = ["github", "gitlab"] as const satisfies readonly CodeHostName[];

/** On whose authority a plan is made, as given on the command line. */
export interface ApprovalOptions extends RequestOptions {
  readonly approver?: readonly string[];
  readonly author?: string;
  readonly approvals?: CodeHostName;
}

/** Which pull request is meant, where the pipeline does not say it. */
export interface RequestOptions {
  readonly pullRequest?: number;
}

/** Where a plan is posted to. */
export interface PostingOptions extends RequestOptions {
  readonly comment?: CodeHostName;
  readonly issue?: CodeHostName;
}

/** Adds the options of every verb that makes a plan to be applied. */
export function withApprovals(command: Command): Command {
  return command
    .option("--approver <email>", "make the plan on this person's authority too; repeatable", addresses)
    .option("--author <email>", "who proposed the change; their approval does not count", address)
    .addOption(hostOption("--approvals <host>", "read author and approving reviews from github or gitlab"));
}

/** Adds the option of every verb that finds a pull request. */
export function withRequest(command: Command): Command {
  return command.option(
    "--pull-request <n>",
    "number of the pull or merge request, where the pipeline does not say it",
    requestNumber,
  );
}

/** Adds the option of verbs that show a plan to reviewers. */
export function withComment(command: Command): Command {
  return command.addOption(
    hostOption("--comment <host>", "keep one comment with the plan on the pull request of github or gitlab"),
  );
}

/** Adds the option of verbs that run on a schedule. */
export function withIssue(command: Command): Command {
  return command.addOption(
    hostOption("--issue <host>", "keep one open issue at github or gitlab for as long as anything differs"),
  );
}

function hostOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(choice(HOSTS));
}

function addresses(text: string, previous: readonly string[] = []): string[] {
  return [...previous, address(text)];
}

function address(text: string): string {
  const trimmed = text.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(trimmed)) return trimmed;
  throw new InvalidArgumentError("It must be an e-mail address.");
}

function requestNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number > 0 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError("It must be the number of a pull or merge request.");
}
