import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type ServerOptions, startServer } from "../../src/server/index.ts";
import { command, type Ran, type Surroundings } from "./command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A folder with a charter in it, and a real API with the organization that it declares. */
export interface Workplace {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  /** Runs a command there, connected to the API. */
  charter(...argv: string[]): Promise<Ran>;
  /** The same, with more of the world described. */
  charterIn(surroundings: Partial<Surroundings>, ...argv: string[]): Promise<Ran>;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  /** The command, held to its exit code. */
  expectExit(code: number, ...argv: string[]): Promise<Ran>;
  /** Everybody who is invited accepts; who that was. */
  acceptAll(): Promise<string[]>;
  /** Stops the server, so that another one may work on its folder. */
  stop(): Promise<void>;
  /** Whom letters were sent to, in order of the address. */
  letters(): Promise<string[]>;
}

export interface WorkplaceOptions {
  readonly organization?: string;
  readonly owner?: string;
  readonly roleModel?: string;
  readonly tier?: string;
  readonly server?: Partial<ServerOptions>;
}

/** Makes an organization through the command itself, and serves it. */
export async function openWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const { organization = "acme", owner = "ada@acme.example", roleModel = "standard", tier } = options;
  const folder = await temporaryFolder();
  const founding = ["--organization", organization, "--owner", owner, "--role-model", roleModel, "--data", "api"];
  const made = await command(
    ["serve", "bootstrap", ...founding, ...(tier === undefined ? [] : ["--tier", tier]), "--json"],
    { cwd: folder },
  );
  expect(made.code, made.err).toBe(0);
  const { token } = JSON.parse(made.out) as { token: string };
  const data = join(folder, "api");
  const { url, close, sendLetters } = await startServer({
    data,
    allowImpersonation: true,
    validateAnswers: true,
    ...options.server,
  });
  onTestFinished(close);
  const environment = { CHARTER_API: url, CHARTER_TOKEN: token };
  const charterIn = (surroundings: Partial<Surroundings>, ...argv: string[]) =>
    command(argv, { cwd: folder, ...surroundings, environment: { ...environment, ...surroundings.environment } });
  const charter = (...argv: string[]) => charterIn({}, ...argv);
  const expectExit = async (code: number, ...argv: string[]) => {
    const ran = await charter(...argv);
    expect(ran.code, `charter ${argv.join(" ")}\n${ran.out}${ran.err}`).toBe(code);
    return ran;
  };
  return {
    folder,
    url,
    stop: close,
    token,
    charter,
    charterIn,
    write: (file, text) => writeFile(join(folder, file), text),
    read: (file) => readFile(join(folder, file), "utf8"),
    expectExit,
    acceptAll: async () => {
      const { out } = await expectExit(0, "show", "invitations", "--json", "--organization", organization);
      const people = (JSON.parse(out) as { email: string }[]).map(({ email }) => email);
      for (const email of people)
        await expectExit(0, "invitations", "accept", "--as", email, "--organization", organization);
      return people;
    },
    letters: async () => {
      await sendLetters();
      const outbox = join(data, "outbox");
      const names = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
      const texts = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
      return texts.map((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? "").sort();
    },
  };
}
