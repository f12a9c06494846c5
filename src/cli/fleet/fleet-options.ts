import { type Command, InvalidArgumentError } from "commander";

/** Which fleet, and where its queue is. */
export interface FleetOptions {
  readonly database?: string;
  readonly fleet: string;
}

/** How jobs are tried; what is not given stays as it is. */
export interface PatienceOptions {
  readonly attempts?: number;
  readonly retryDelay?: number;
  readonly heartbeat?: number;
  readonly expire?: number;
}

const DATABASE = "postgres:// URL of the queue; the password may be in PGPASSWORD (also: CHARTER_FLEET_DATABASE)";
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

export function withFleet(command: Command): Command {
  return command
    .option("--database <url>", DATABASE)
    .option("--fleet <name>", "which fleet, where one database has several", fleetName, "charter");
}

export function withPatience(command: Command): Command {
  return command
    .option("--attempts <n>", "attempts before an organization is a dead letter; at first 6", whole(1, 100))
    .option(
      "--retry-delay <seconds>",
      "before the second attempt, then doubling up to an hour; at first 10",
      whole(1, HOUR_SECONDS),
    )
    .option(
      "--heartbeat <seconds>",
      "silence after which a worker counts as gone; at first 30",
      whole(10, HOUR_SECONDS),
    )
    .option("--expire <seconds>", "how long one attempt may take; at first 3600", whole(10, DAY_SECONDS));
}

/** Where the charters of a fleet are. */
export function withCharters(command: Command): Command {
  return command.option("--charters <folder>", "folder in which every file or folder is a charter", "orgs");
}

/** A parser of whole numbers. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function fleetName(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be small letters, digits and hyphens, at most 63.");
}
