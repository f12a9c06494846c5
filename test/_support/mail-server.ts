import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

const read = (name: string) => readFileSync(new URL(`../_fixtures/tls/${name}`, import.meta.url), "utf8");

/** A certificate for localhost and 127.0.0.1, signed by itself, and its key. */
export const CERTIFICATE = read("certificate.pem");
const KEY = read("key.pem");

/** A letter as a mail server took it. */
export interface TakenLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly encrypted: boolean;
  readonly user: string | undefined;
}

/** What a server says to a recipient; undefined takes the letter. */
export type Objection = { readonly code: number; readonly text: string } | undefined;

export interface MailServerOptions {
  /** The port of one that was there before. */
  readonly port?: number;
  /** TLS from the start, after STARTTLS, or never. */
  readonly tls?: "from-the-start" | "starttls";
  /** Nobody else may send. */
  readonly credentials?: { readonly user: string; readonly password: string };
  readonly objects?: (to: string) => Objection;
  /** Called when a letter has arrived, and waited for before it is acknowledged or refused. */
  readonly taking?: (letter: TakenLetter) => Promise<Objection>;
}

export interface MailServer {
  readonly port: number;
  readonly letters: TakenLetter[];
  /** Breaks every connection. */
  stop(): Promise<void>;
}

/** A real mail server on a port of this machine, which keeps what it takes. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const letters: TakenLetter[] = [];
  const server = new SMTPServer({ ...behaviour(options, letters), closeTimeout: 1, disableReverseLookup: true });
  server.on("error", () => undefined);
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const connection of server.connections) connection.close();
    });
    return stopped;
  };
  onTestFinished(stop);
  return { port: (server.server.address() as AddressInfo).port, letters, stop };
}

function behaviour(
  { tls, credentials, objects = () => undefined, taking = async () => undefined }: MailServerOptions,
  letters: TakenLetter[],
): SMTPServerOptions {
  return {
    secure: tls === "from-the-start",
    ...(tls === undefined ? { disabledCommands: ["STARTTLS"] } : { key: KEY, cert: CERTIFICATE }),
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) => {
      const known = username === credentials?.user && password === credentials?.password;
      // A server may repeat what it was sent: nothing of that may come into a log.
      if (known) callback(null, { user: username });
      else callback(new Error(`no such user: ${username} ${password}`));
    },
    onRcptTo: ({ address }, _session, callback) => {
      answer(callback, objects(address));
    },
    onData: (stream, { envelope, secure, user }, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const text = Buffer.concat(chunks).toString("utf8");
        const letter = { from, to, text, encrypted: secure, user: typeof user === "string" ? user : undefined };
        letters.push(letter);
        answer(callback, await taking(letter));
      });
    },
  };
}

function answer(callback: (error?: Error) => void, objection: Objection): void {
  if (objection === undefined) callback();
  else callback(Object.assign(new Error(objection.text), { responseCode: objection.code }));
}
