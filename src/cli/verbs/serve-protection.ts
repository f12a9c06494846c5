import { isIP } from "node:net";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ServerOptions } from "../../server/index.ts";
import { choice } from "../choice.ts";
import { LOG_FORMATS, type LogFormat } from "../serve-log.ts";

/** Options of `serve` about who may ask how much, and what is written down of it. */
export interface ProtectionOptions {
  readonly rateLimit: number;
  readonly failureLimit: number;
  readonly maxConnections: number;
  readonly trustProxy?: string;
  readonly https?: boolean;
  /** Default: text on a terminal, else JSON. */
  readonly log?: LogFormat;
}

/** Several times what one apply reaches at full speed: a rail against loops, not a tariff. */
const RATE_LIMIT = 300_000;
const FAILURE_LIMIT = 30;
const MAX_CONNECTIONS = 2_000;
const WINDOW_SECONDS = 60;

export function withProtection(command: Command): Command {
  return command
    .option("--rate-limit <n>", "requests a minute of one token or address; 0: any number", count, RATE_LIMIT)
    .option("--failure-limit <n>", "failed tokens a minute from one address; 0: any number", count, FAILURE_LIMIT)
    .option("--max-connections <n>", "open connections at once", count, MAX_CONNECTIONS)
    .addOption(
      new Option("--trust-proxy [addresses]", "proxies whose X-Forwarded-For is believed; 10.0.0.0/8,loopback")
        .preset("loopback")
        .argParser(proxies),
    )
    .option("--https", "a proxy ends TLS: tell browsers to come by https only")
    .addOption(
      new Option(
        "--log <format>",
        "on standard error: json, text or none; default: text on a terminal, else json",
      ).argParser(choice(LOG_FORMATS)),
    );
}

/** What the server is told of them. */
export function protectionOf(options: ProtectionOptions): Partial<ServerOptions> {
  const { rateLimit, failureLimit, maxConnections, trustProxy, https } = options;
  return {
    ...(rateLimit === 0 ? {} : { rateLimit: { requests: rateLimit, windowSeconds: WINDOW_SECONDS } }),
    ...(failureLimit === 0 ? {} : { failureLimit: { requests: failureLimit, windowSeconds: WINDOW_SECONDS } }),
    ...(maxConnections === 0 ? {} : { connections: { most: maxConnections } }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    https: https === true,
  };
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 1_000_000_000) return number;
  throw new InvalidArgumentError("It must be a whole number from 0 to 1000000000.");
}

const NETWORKS: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

function proxies(text: string): string {
  const wrong = text.split(",").find((one) => !NETWORKS.has(one.trim()) && !isNetwork(one.trim()));
  if (wrong === undefined) return text;
  throw new InvalidArgumentError(
    `${JSON.stringify(wrong)} is no address, network (10.0.0.0/8), loopback, linklocal or uniquelocal.`,
  );
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
}
