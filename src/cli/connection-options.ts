import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { TransportOptions } from "../api/transport.ts";

/** How to reach the API, as given on the command line. The token itself is never an argument. */
export interface ConnectionOptions {
  readonly api?: string;
  readonly tokenFile?: string;
  readonly timeout?: number;
  readonly retries?: number;
  readonly organization?: string;
  /** A fleet's: a file of one organization's token, which counts before all others where it is there. */
  readonly ownTokenFile?: string;
  /** A fleet's: waited for before each request. Nothing of the command line. */
  readonly pace?: TransportOptions["pace"];
}

/** Adds the options of every verb that talks to an API. */
export function withConnection(command: Command): Command {
  return command
    .option("--api <url>", "the membership API, or embedded:DIR for the built-in one (also: CHARTER_API)")
    .option("--token-file <file>", "file that holds the token (also: the token itself in CHARTER_TOKEN)")
    .option("--timeout <seconds>", "how long one answer may take, by default 30 (also: CHARTER_TIMEOUT)", seconds)
    .option(
      "--retries <n>",
      "how often to ask again what failed for a moment, by default 5 (also: CHARTER_RETRIES)",
      retries,
    );
}

/** A number of further attempts; throws where it is none. */
export function retries(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError("It must be a whole number from 0 to 100.");
}

/** Seconds as a person writes them; throws where it is no time to wait. */
export function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number > 0 && number <= 3600) return number;
  throw new InvalidArgumentError("It must be a number of seconds, above 0 and at most 3600.");
}

/** For verbs that read no charter and so cannot know the organization from it. */
export function withOrganization(command: Command): Command {
  return command.option(
    "--organization <key>",
    "which organization; by default the charter's here, else the token's only one",
  );
}
