import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { MembershipReader, MembershipWriter } from "../api/ports.ts";
import type { TransportOptions } from "../api/transport.ts";
import { type ConnectionOptions, retries, seconds } from "./connection-options.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** An open connection to one organization of one API. */
export interface Connection {
  readonly reader: MembershipReader;
  readonly writer: MembershipWriter;
  close(): Promise<void>;
}

/** Where an API is, and how it is asked. */
export interface Endpoint {
  readonly transport: TransportOptions;
  /** Ends an API that runs inside this process. */
  close(): Promise<void>;
}

const EMBEDDED = "embedded:";
const DEFAULT_TIMEOUT_SECONDS = 30;

/**
 * Finds the API and the token; an embedded API is started in this process.
 *
 * @param organization where it is known, its own token is used if there is one
 */
export async function openEndpoint(
  terminal: Terminal,
  options: ConnectionOptions,
  organization?: string,
): Promise<Endpoint> {
  const api = (options.api ?? terminal.environment.CHARTER_API ?? "").trim();
  if (api === "") {
    throw new UsageError(
      "no API is named: pass --api URL, set CHARTER_API, or use --api embedded:DIR for the built-in one",
    );
  }
  const patience = patienceOf(terminal, options);
  const token = await findToken(terminal, options, organization);
  const asked = { ...patience, token, signal: terminal.signal, pace: options.pace };
  if (!api.startsWith(EMBEDDED)) {
    assertHttp(api);
    return { transport: { ...asked, url: api, target: api.replace(/\/+$/, "") }, close: async () => undefined };
  }
  const { startEmbedded } = await import("./embedded-api.ts");
  const server = await startEmbedded(terminal, api.slice(EMBEDDED.length));
  return { transport: { ...asked, url: server.url, target: api }, close: server.close };
}

/** How long an answer is waited for, and how often it is asked for again. */
function patienceOf(terminal: Terminal, options: ConnectionOptions): Pick<TransportOptions, "timeouts" | "retry"> {
  const timeout = options.timeout ?? fromEnvironment(terminal, "CHARTER_TIMEOUT", seconds) ?? DEFAULT_TIMEOUT_SECONDS;
  const again = options.retries ?? fromEnvironment(terminal, "CHARTER_RETRIES", retries);
  const milliseconds = timeout * 1000;
  return {
    timeouts: { connect: milliseconds, headers: milliseconds, body: milliseconds },
    retry: again === undefined ? {} : { attempts: again + 1, attemptsAtConnecting: again + 1 },
  };
}

function fromEnvironment({ environment }: Terminal, name: string, parse: (text: string) => number): number | undefined {
  const text = environment[name] ?? "";
  if (text === "") return undefined;
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${name} is ${JSON.stringify(text)}. ${(error as Error).message}`);
  }
}

function assertHttp(api: string): void {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") {
    if (url.username !== "" || url.password !== "")
      throw new UsageError("the API's address must not hold a password; put the token into CHARTER_TOKEN");
    return;
  }
  throw new UsageError(
    `${JSON.stringify(api)} is not the address of an API: it must be http://…, https://… or embedded:DIR`,
  );
}

async function findToken(
  terminal: Terminal,
  options: ConnectionOptions,
  organization: string | undefined,
): Promise<string> {
  const own = options.ownTokenFile;
  const file = own !== undefined && existsSync(resolve(terminal.cwd, own)) ? own : options.tokenFile;
  const text =
    file === undefined ? tokenOf(terminal, organization) : await readTokenFile(resolve(terminal.cwd, file), file);
  const token = text?.trim() ?? "";
  if (token !== "") return token;
  if (file !== undefined) throw new UsageError(`the token file ${file} is empty`);
  if (own !== undefined && organization !== undefined) {
    throw new UsageError(
      `there is no token: put it into ${own}, set ${tokenVariable(organization)} or CHARTER_TOKEN, or name a file for all with --token-file`,
    );
  }
  throw new UsageError(
    "there is no token: set CHARTER_TOKEN, or name a file with --token-file. `charter serve bootstrap` prints one for a new organization",
  );
}

/** The organization's own token, else the one for all of them. */
function tokenOf({ environment }: Terminal, organization: string | undefined): string | undefined {
  const own = organization === undefined ? undefined : environment[tokenVariable(organization)]?.trim();
  return own === undefined || own === "" ? environment.CHARTER_TOKEN : own;
}

/** `CHARTER_TOKEN_ACME_EU` for the organization `acme-eu`. */
function tokenVariable(organization: string): string {
  return `CHARTER_TOKEN_${organization.toUpperCase().replaceAll("-", "_")}`;
}

async function readTokenFile(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the token file ${shown}: ${(error as Error).message}`);
  }
}

/** Opens a connection to an organization; the HTTP client is loaded only now. */
export async function openConnection(
  terminal: Terminal,
  options: ConnectionOptions,
  organization: string,
): Promise<Connection> {
  const endpoint = await openEndpoint(terminal, options, organization);
  const { connect } = await import("../api/connect.ts");
  try {
    const { reader, writer, close } = connect({ ...endpoint.transport, organization });
    return {
      reader,
      writer,
      close: async () => {
        await close();
        await endpoint.close();
      },
    };
  } catch (error) {
    await endpoint.close();
    throw error;
  }
}
