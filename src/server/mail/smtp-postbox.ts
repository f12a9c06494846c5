import type { Transporter } from "nodemailer";
import { oneLine } from "./encode-text.ts";
import { MailUnusable } from "./mail-unusable.ts";
import type { Delivery, Postbox } from "./postbox.ts";

/** A mail server that takes letters. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `where-offered`: by STARTTLS, and in plain where the server has none. */
  readonly tls: "from-the-start" | "required" | "where-offered" | "off";
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
  /** Certificates to trust besides the system's, in PEM. */
  readonly ca?: string;
}

/** Connections of one process, which stay open for a while. */
export const SMTP_CONNECTIONS = 4;
const PATIENCE_MS = 15_000;
/** Together with the time that requests have, less than what a server is usually given before it is killed. */
const CLOSING_MS = 4_000;
const LONGEST_REASON = 400;

/**
 * Letters by SMTP. That the server is down is no fault at the start: each letter says so when it is tried.
 *
 * @throws {MailUnusable} where the package that speaks SMTP is not installed
 */
export async function smtpPostbox(server: SmtpServer): Promise<Postbox> {
  const transport = await openTransport(server);
  return {
    async deliver({ from, to, text }, signal) {
      try {
        await transport.sendMail({ envelope: { from, to: [to] }, raw: text, signal });
        return { kind: "sent" };
      } catch (error) {
        return deliveryOf(error, server);
      }
    },
    patienceMs: CLOSING_MS,
    close: async () => transport.close(),
  };
}

async function openTransport({ host, port, tls, credentials, ca }: SmtpServer): Promise<Transporter> {
  const { default: nodemailer } = await loadPackage();
  return nodemailer.createTransport({
    host,
    port,
    secure: tls === "from-the-start",
    requireTLS: tls === "required",
    ignoreTLS: tls === "off",
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...(credentials === undefined ? {} : { auth: { user: credentials.user, pass: credentials.password } }),
    pool: true,
    maxConnections: SMTP_CONNECTIONS,
    maxRequeues: 1,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function loadPackage(): Promise<typeof import("nodemailer")> {
  try {
    return await import("nodemailer");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new MailUnusable("letters by SMTP need a package that is not installed: npm install nodemailer");
  }
}

interface SmtpFailure extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly syscall?: string;
}

/** Failures that come before the letter goes over the wire. */
const BEFORE_THE_LETTER: ReadonlySet<unknown> = new Set(["EAUTH", "EDNS", "ETLS"]);

function deliveryOf(thrown: unknown, server: SmtpServer): Delivery {
  const failure = thrown as SmtpFailure;
  const { command, responseCode = 0, code } = failure;
  const aboutTheLetter = command === "RCPT TO" || command === "DATA";
  const reason = reasonOf(failure, server);
  if (responseCode >= 500 && aboutTheLetter) return { kind: "refused", reason };
  const certain = responseCode >= 400 || BEFORE_THE_LETTER.has(code) || failure.syscall === "connect";
  return { kind: "failed", reason, mayHaveLeft: !certain };
}

/** What the server said, in one line without secrets and addresses of people; many repeat what they were sent. */
function reasonOf({ name, message }: SmtpFailure, { host, port, credentials }: SmtpServer): string {
  if (name === "AbortError") return `${host}:${port} did not take the letter in time`;
  const { user = "", password = "" } = credentials ?? {};
  const said = [`\0${user}\0${password}`, password]
    .filter((secret) => secret !== "" && secret !== "\0\0")
    .flatMap((secret) => [secret, Buffer.from(secret).toString("base64")])
    .reduce((text, secret) => text.replaceAll(secret, "…"), message)
    .replaceAll(/chi_[0-9A-Za-z]+|<?[^\s<>@]+@[^\s<>@]+>?/g, "…");
  return oneLine(`${host}:${port}: ${said}`).slice(0, LONGEST_REASON);
}
