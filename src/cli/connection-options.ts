import type { Command } from "commander";

/** How to reach the API, as given on the command line. The token itself is never an argument. */
export interface ConnectionOptions {
  readonly api?: string;
  readonly tokenFile?: string;
  readonly organization?: string;
}

/** Adds the options of every verb that talks to an API. */
export function withConnection(command: Command): Command {
  return command
    .option("--api <url>", "the membership API, or embedded:DIR for the built-in one (also: CHARTER_API)")
    .option("--token-file <file>", "file that holds the token (also: the token itself in CHARTER_TOKEN)");
}

/** For verbs that read no charter and so cannot know the organization from it. */
export function withOrganization(command: Command): Command {
  return command.option("--organization <key>", "which organization; by default the token's only one");
}
