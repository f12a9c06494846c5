import { resolve } from "node:path";
import { bootstrap, openStore, type Store, startServer } from "../../server/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findRoleModelDocument } from "../find-role-model.ts";
import { assertFounding } from "../founding-arguments.ts";
import { type FoundMail, findMail } from "../mail-arguments.ts";
import { serveLog } from "../serve-log.ts";
import { orExplained } from "../server-faults.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { BootstrapOptions, ServeOptions } from "./serve-command.ts";
import { protectionOf } from "./serve-protection.ts";

const IMPERSONATION = "--allow-impersonation lets every token accept invitations for others; never use it for real";

/** Runs the API until it is interrupted; what is under way is finished. */
export async function serve(terminal: Terminal, options: ServeOptions): Promise<ExitCode> {
  assertPostgres(options);
  const { log, flush } = serveLog(terminal, options.log ?? (terminal.width.err === undefined ? "json" : "text"));
  const found = await findMail(terminal, options, log);
  if (found === undefined) return EXIT.error;
  const server = await orExplained(options.data, () =>
    startServer({
      ...protectionOf(options),
      data: resolve(terminal.cwd, options.data),
      mail: found.mail,
      ...(found.publicUrl === undefined ? {} : { publicUrl: found.publicUrl }),
      ...(options.database === undefined ? {} : { database: options.database }),
      host: options.host,
      port: options.port,
      allowImpersonation: options.allowImpersonation === true,
      log,
    }),
  );
  if (options.json === true) terminal.out(`${JSON.stringify({ url: server.url })}\n`);
  else terminal.out(`the membership API listens on ${server.url}, ${keptIn(options, found)}; Ctrl-C stops it\n`);
  if (found.mail.smtp !== undefined && found.publicUrl === undefined)
    log({ level: "warn", event: "public-url", warning: linksTo(server.url) });
  if (options.allowImpersonation === true) log({ level: "warn", event: "impersonation", warning: IMPERSONATION });
  await interrupted(terminal.signal);
  const { shutdownDelay: delaySeconds, shutdownTimeout: timeoutSeconds } = options;
  const cutOff = await server.drain({ delaySeconds, timeoutSeconds });
  if (cutOff > 0) log({ level: "warn", event: "cut-off", requests: cutOff, warning: lateness(cutOff, timeoutSeconds) });
  flush();
  return cutOff === 0 ? EXIT.done : endSoon();
}

/** What is no such URL is not quoted: whatever it is, a password may be in it. */
function assertPostgres({ database }: Pick<ServeOptions, "database">): void {
  if (database === undefined || /^postgres(ql)?:\/\//.test(database)) return;
  throw new UsageError("--database must be a postgres:// URL; the embedded database needs none, only --data FOLDER");
}

function linksTo(url: string): string {
  return `links in letters lead to ${url}; name what people reach it by with --public-url`;
}

function lateness(cutOff: number, seconds: number): string {
  const requests = cutOff === 1 ? "1 request was" : `${cutOff} requests were`;
  return `${requests} cut off: not ended ${seconds} s after this server was asked to stop`;
}

/** Where data and letters are, in words. */
function keptIn({ data, database }: ServeOptions, { mail: { smtp } }: FoundMail): string {
  if (smtp === undefined) return database === undefined ? `data in ${data}` : `letters in ${data}`;
  const letters = `letters by ${smtp.host}:${smtp.port}`;
  return database === undefined ? `data in ${data}, ${letters}` : letters;
}

/** Whatever still waits for a database that does not answer would keep the process. */
function endSoon(): ExitCode {
  setTimeout(() => process.exit(EXIT.error), 1000).unref();
  return EXIT.error;
}

async function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));
}

/** Makes an organization with its first owner, whose token is printed this once. */
export async function bootstrapOrganization(terminal: Terminal, options: BootstrapOptions): Promise<ExitCode> {
  assertFounding(options.organization, options.owner);
  assertPostgres(options);
  const document = await findRoleModelDocument(terminal, options.roleModel);
  if (document === undefined) return EXIT.error;
  const made = await inStore(terminal, options, (store) =>
    bootstrap(store, {
      organization: options.organization,
      roleModel: document,
      owner: options.owner,
      ...(options.tier === undefined ? {} : { tier: options.tier }),
      ...(options.title === undefined ? {} : { title: options.title }),
    }),
  );
  if (made.kind === "fault") throw new UsageError(made.message);
  const { organization, owner, tier, token } = made;
  if (options.json === true) terminal.out(`${JSON.stringify({ organization, owner, tier, token })}\n`);
  else
    terminal.out(
      `${organization} belongs to ${owner}, on the tier ${tier}. This token is shown once:\n\n  export CHARTER_TOKEN=${token}\n\n`,
    );
  return EXIT.done;
}

async function inStore<Result>(
  terminal: Terminal,
  { data, database }: BootstrapOptions,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await orExplained(data, () =>
    openStore(database === undefined ? { folder: resolve(terminal.cwd, data) } : { database }),
  );
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
