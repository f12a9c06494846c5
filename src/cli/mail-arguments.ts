import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hasErrors } from "../diagnostics/finding.ts";
import { printable } from "../diagnostics/printable.ts";
import { readText } from "../documents/read-text.ts";
import {
  type LetterEvent,
  type LetterTemplates,
  type MailAddress,
  type MailOptions,
  readSmtpUrl,
  readTemplates,
  type SmtpServer,
  SmtpUrlFault,
  tryReadMailAddress,
} from "../server/index.ts";
import { reportFindings } from "./findings-output.ts";
import type { Log } from "./serve-log.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** What `charter serve` is told about letters. */
export interface MailArguments {
  readonly smtp?: string;
  readonly smtpFile?: string;
  readonly mailFrom?: string;
  readonly mailTemplates?: string;
  readonly publicUrl?: string;
}

export interface FoundMail {
  readonly mail: MailOptions;
  readonly publicUrl: string | undefined;
}

/** Reads and checks all of it before anything starts. Undefined where templates have faults, which are printed. */
export async function findMail(terminal: Terminal, options: MailArguments, log: Log): Promise<FoundMail | undefined> {
  const smtp = await findSmtp(terminal, options);
  const from = options.mailFrom === undefined ? undefined : senderOf(options.mailFrom);
  if (smtp !== undefined && from === undefined)
    throw new UsageError("letters by SMTP need a sender: --mail-from charter@acme.example");
  const publicUrl = options.publicUrl === undefined ? undefined : publicUrlOf(options.publicUrl);
  const folder = options.mailTemplates;
  const templates = folder === undefined ? undefined : await findTemplates(terminal, folder);
  if (folder !== undefined && templates === undefined) return undefined;
  const mail = {
    ...(smtp === undefined ? {} : { smtp }),
    ...(from === undefined ? {} : { from }),
    ...(templates === undefined ? {} : { templates }),
    onLetter: (event: LetterEvent) => {
      if (event.outcome !== "sent") log({ level: "warn", event: "letter", warning: whyLetterStays(event) });
    },
  };
  return { mail, publicUrl };
}

/** The mail server: by argument or file, else by the environment. */
async function findSmtp(terminal: Terminal, { smtp, smtpFile }: MailArguments): Promise<SmtpServer | undefined> {
  if (smtp !== undefined && smtpFile !== undefined)
    throw new UsageError("--smtp and --smtp-file name the mail server twice");
  if (smtp !== undefined) {
    assertNoPassword(smtp);
    return serverOf(smtp, "--smtp");
  }
  if (smtpFile !== undefined) return serverOf(await readUrlFile(terminal, smtpFile), `the file ${smtpFile}`);
  const text = terminal.environment.CHARTER_SMTP ?? "";
  return text === "" ? undefined : serverOf(text, "CHARTER_SMTP");
}

function assertNoPassword(smtp: string): void {
  if (smtp.includes("@"))
    throw new UsageError(
      "a password is never an argument, where everybody on the machine could read it: put the URL of the mail server into CHARTER_SMTP, or into a file for --smtp-file",
    );
}

function serverOf(text: string, where: string): SmtpServer {
  try {
    return readSmtpUrl(text);
  } catch (error) {
    if (!(error instanceof SmtpUrlFault)) throw error;
    throw new UsageError(
      `${where} is not the URL of a mail server, as in smtps://user:password@mail.acme.example: ${error.message}`,
    );
  }
}

async function readUrlFile({ cwd }: Terminal, file: string): Promise<string> {
  try {
    return (await readFile(resolve(cwd, file), "utf8")).trim();
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`);
  }
}

function senderOf(text: string): MailAddress {
  const address = tryReadMailAddress(text);
  if (address !== undefined) return address;
  throw new UsageError(
    `--mail-from is ${JSON.stringify(text)}: it must be an address, as in charter@acme.example or "Acme <charter@acme.example>"`,
  );
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === "";
  if (!bare || !["http:", "https:"].includes(url.protocol))
    throw new UsageError(
      `--public-url must be what people reach this server by, as in https://members.acme.example, with nothing after the path`,
    );
  return url.href.replace(/\/+$/, "");
}

/** `invitation.txt` and `invitation.html` of the folder. */
async function findTemplates(terminal: Terminal, folder: string): Promise<LetterTemplates | undefined> {
  const [text, html] = ["invitation.txt", "invitation.html"].map((name) => {
    const file = `${folder.replace(/\/+$/, "")}/${name}`;
    return { file, ...readText(join(resolve(terminal.cwd, folder), name), file) };
  }) as [TemplateText, TemplateText];
  const unread = [...text.findings, ...html.findings];
  const read = hasErrors(unread)
    ? { templates: undefined, findings: unread }
    : readTemplates({
        text: { file: text.file, text: text.text ?? "" },
        html: { file: html.file, text: html.text ?? "" },
      });
  const sources = new Map([text, html].map(({ file, text }) => [file, text ?? ""]));
  return (await reportFindings(terminal, read.findings, sources)) ? undefined : read.templates;
}

type TemplateText = { readonly file: string } & ReturnType<typeof readText>;

/** Letters that left are in the metrics; what did not is for whoever looks after the server. */
function whyLetterStays({ outcome, organization, invitation, attempt, reason, nextAttemptAt }: LetterEvent): string {
  const next =
    outcome === "delayed" ? `next attempt at ${nextAttemptAt}` : "not tried again until `charter invitations resend`";
  const what = `the letter of invitation ${invitation} of ${organization}`;
  return printable(`${what} did not leave (attempt ${attempt}): ${reason}; ${next}`);
}
