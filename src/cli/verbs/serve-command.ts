import { Command, InvalidArgumentError } from "commander";
import { assertNoWord } from "../help-on.ts";
import type { MailArguments } from "../mail-arguments.ts";
import type { Runtime } from "../program.ts";
import { backupCommand } from "./serve-backup-command.ts";
import { type ProtectionOptions, withProtection } from "./serve-protection.ts";

export interface ServeOptions extends MailArguments, ProtectionOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly database?: string;
  readonly shutdownDelay: number;
  readonly shutdownTimeout: number;
  readonly allowImpersonation?: boolean;
  readonly json?: boolean;
}

export interface BootstrapOptions {
  readonly organization: string;
  readonly owner: string;
  readonly roleModel: string;
  readonly tier?: string;
  readonly title?: string;
  readonly data: string;
  readonly database?: string;
  readonly json?: boolean;
}

const DEFAULT_DATA = ".charter/api";
const DATABASE = "postgres:// URL of a database to use instead; the password may be in PGPASSWORD";

const EXAMPLES = `
Examples:
  charter serve bootstrap --organization acme --owner ada@acme.example --data ./api-data
  charter serve --port 8080 --data ./api-data
  charter serve --port 0 --json
  charter serve --data ./outbox --database postgres://charter@db.example/charter
  charter serve --smtp-file ./smtp-url --mail-from charter@acme.example --public-url https://members.acme.example
  charter serve --trust-proxy --https --log json 2>> charter.log

SIGTERM, or Ctrl-C, lets what is under way end and stops it; a second one stops it at once.`;

const BOOTSTRAP_EXAMPLES = `
Examples:
  charter serve bootstrap --organization acme --owner ada@acme.example --data ./api-data
  charter serve bootstrap --organization acme --owner ada@acme.example --role-model our-platform.yaml --tier pro
  charter serve bootstrap --organization acme --owner ada@acme.example --json | jq -r .token > token`;

export function serveCommand({ terminal, end }: Runtime): Command {
  const command = new Command("serve")
    .description("run the membership API")
    .enablePositionalOptions()
    .option("--port <port>", "port to listen on; 0 takes a free one", port, 8080)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--data <folder>", "where the embedded database and the outbox live", DEFAULT_DATA)
    .option("--database <url>", DATABASE)
    .option("--smtp <url>", "mail server, without a password; with one: CHARTER_SMTP, or --smtp-file")
    .option("--smtp-file <file>", "file with the mail server's URL, as in smtps://user:password@mail.example")
    .option("--mail-from <address>", "sender of letters; needed with a mail server")
    .option("--mail-templates <folder>", "your own invitation.txt and invitation.html")
    .option("--public-url <url>", "what links in letters begin with; default: where it listens")
    .option("--shutdown-delay <seconds>", "how long /readyz says 503 before it stops listening", seconds, 0)
    .option("--shutdown-timeout <seconds>", "how long what is under way then has to end", seconds, 25);
  return withProtection(command)
    .option("--allow-impersonation", "let a token accept invitations for others; for tests only")
    .option("--json", "print one line of JSON once it is ready")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ServeOptions, command: Command) => {
      assertNoWord(command);
      end(await (await load()).serve(terminal, options));
    })
    .addCommand(bootstrapCommand({ terminal, end }))
    .addCommand(backupCommand({ terminal, end }, DEFAULT_DATA));
}

const load = () => import("./serve.ts");

function bootstrapCommand({ terminal, end }: Runtime): Command {
  return new Command("bootstrap")
    .description("make an organization with its first owner, and print a token once")
    .requiredOption("--organization <key>", "key of the organization")
    .requiredOption("--owner <email>", "its first owner")
    .option("--role-model <key or file>", "its rules", "standard")
    .option("--tier <tier>", "plan tier; default: the highest")
    .option("--title <title>", "title of the organization")
    .option("--data <folder>", "where the embedded database and the outbox live", DEFAULT_DATA)
    .option("--database <url>", DATABASE)
    .option("--json", "print JSON")
    .addHelpText("after", BOOTSTRAP_EXAMPLES)
    .action(async (options: BootstrapOptions) => end(await (await load()).bootstrapOrganization(terminal, options)));
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !(number >= 0 && number <= 86_400))
    throw new InvalidArgumentError("It must be a number of seconds, 0 to 86400.");
  return number;
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError("It must be a port, 0 to 65535.");
  return number;
}
