import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { MembershipReader, MembershipWriter } from "../api/ports.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** An open connection to one organization of one API. */
export interface Connection {
  readonly reader: MembershipReader;
  readonly writer: MembershipWriter;
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** Where an API is and with what token it is asked. */
export interface Endpoint {
  readonly url: string;
  readonly token: string;
  /** How plans name it. */
  readonly target: string;
  close(): Promise<void>;
}

const EMBEDDED = "embedded:";

/** Finds the API and the token; an embedded API is started in this process. */
export async function openEndpoint(terminal: Terminal, options: ConnectionOptions): Promise<Endpoint> {
  const api = options.api ?? terminal.environment.CHARTER_API;
  if (api === undefined || api === "") {
    throw new UsageError(
      "no API is named: pass --api URL, set CHARTER_API, or use --api embedded:DIR for the built-in one",
    );
  }
  const token = await findToken(terminal, options);
  if (!api.startsWith(EMBEDDED)) {
    assertHttp(api);
    return { url: api, token, target: api.replace(/\/+$/, ""), close: async () => undefined };
  }
  const directory = api.slice(EMBEDDED.length);
  if (directory === "") throw new UsageError("embedded: needs a folder, as in --api embedded:.charter/api");
  const { startEmbedded } = await import("./embedded-api.ts");
  const server = await startEmbedded(resolve(terminal.cwd, directory));
  return { url: server.url, token, target: api, close: server.close };
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

async function findToken(terminal: Terminal, options: ConnectionOptions): Promise<string> {
  const file = options.tokenFile;
  const text =
    file === undefined ? terminal.environment.CHARTER_TOKEN : await readTokenFile(resolve(terminal.cwd, file), file);
  const token = text?.trim() ?? "";
  if (token !== "") return token;
  throw new UsageError(
    "there is no token: set CHARTER_TOKEN, or name a file with --token-file. `charter serve bootstrap` prints one for a new organization",
  );
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
  const endpoint = await openEndpoint(terminal, options);
  const { connect } = await import("../api/connect.ts");
  const { reader, writer, close } = await connect({
    url: endpoint.url,
    token: endpoint.token,
    target: endpoint.target,
    organization,
    signal: terminal.signal,
  });
  return {
    reader,
    writer,
    endpoint,
    close: async () => {
      await close();
      await endpoint.close();
    },
  };
}
