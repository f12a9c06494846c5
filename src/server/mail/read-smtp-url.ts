import type { SmtpServer } from "./smtp-postbox.ts";

const PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };
const TLS_CHOICES = ["required", "off"];

/** What is wrong with the URL of a mail server. It quotes no part of the URL: any part may be the password. */
export class SmtpUrlFault extends Error {
  override readonly name = "SmtpUrlFault";
}

/**
 * Reads `smtp://user:password@host:port?tls=required` or `smtps://…`.
 *
 * @throws {SmtpUrlFault}
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : fault("it is no URL");
  const port = PORTS[url.protocol] ?? fault("it must begin with smtp:// or smtps://");
  if (url.hostname === "") fault("it names no host");
  if (!["", "/"].includes(url.pathname) || url.hash !== "")
    fault("nothing but ?tls= may follow the host; a /, ? or # in a password is written %2F, %3F or %23");
  const user = decoded(url.username);
  const password = decoded(url.password);
  if ((user === "") !== (password === "")) fault("a user name needs a password, and a password a user name");
  const secure = url.protocol === "smtps:";
  const credentials = user === "" ? undefined : { user, password };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? port : Number(url.port),
    tls: secure ? "from-the-start" : upgrade(url.searchParams, credentials !== undefined),
    credentials,
  };
}

/** Nobody's password, and with it everybody's invitation, goes over the wire in plain unless that is asked for. */
function upgrade(query: URLSearchParams, hasCredentials: boolean): SmtpServer["tls"] {
  const unknown = [...query.keys()].find((key) => key !== "tls");
  if (unknown !== undefined) fault("the only option is tls, as in ?tls=required");
  const asked = query.get("tls");
  if (asked !== null && !TLS_CHOICES.includes(asked)) fault("tls must be required or off");
  if (asked === "off") return "off";
  return asked === "required" || hasCredentials ? "required" : "where-offered";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fault("a % in a user name or password is written %25");
  }
}

function fault(reason: string): never {
  throw new SmtpUrlFault(reason);
}
