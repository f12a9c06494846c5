import { mkdtempSync, symlinkSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import {
  importOrganization,
  issueToken,
  openStore,
  type RunningServer,
  type ServerOptions,
  type Store,
  startServer,
} from "../../src/server/index.ts";
import { organization } from "./build.ts";
import { type RunningCommand, startCommand } from "./child-command.ts";
import { command, type Ran, type Surroundings } from "./command.ts";
import { SOURCE } from "./server-process.ts";
import { newDatabase } from "./stores.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What one organization's charter declares besides its owner. */
export interface Wanted {
  readonly viewers?: readonly string[];
  /** Lines that are added to the charter. */
  readonly more?: string;
}

export interface FleetWorldOptions {
  readonly organizations: number;
  readonly wanted?: (organization: string) => Wanted;
  /** Of the queue; default: the test run's. */
  readonly cluster?: string;
  /** Where workers send their requests, given where the API is; default: the API itself. */
  readonly api?: (url: string) => Promise<string>;
  readonly server?: Partial<ServerOptions>;
}

const WORK = ["fleet", "work", "--mode", "apply", "--log", "json"];

/** Line of a worker's log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** An API with many small organizations, a charter for each, and a queue: everything but the workers. */
export class FleetWorld {
  readonly cwd: string;
  readonly keys: readonly string[];
  readonly queue: string;
  readonly token: string;
  readonly store: Store;
  readonly server: RunningServer;
  readonly api: string;

  private constructor(
    place: { readonly cwd: string; readonly keys: readonly string[]; readonly queue: string; readonly token: string },
    served: { readonly store: Store; readonly server: RunningServer; readonly api: string },
  ) {
    ({ cwd: this.cwd, keys: this.keys, queue: this.queue, token: this.token } = place);
    ({ store: this.store, server: this.server, api: this.api } = served);
  }

  static async open({
    organizations,
    wanted = () => ({}),
    cluster,
    api,
    server: given,
  }: FleetWorldOptions): Promise<FleetWorld> {
    const cwd = await temporaryFolder();
    const width = String(organizations - 1).length;
    const keys = Array.from({ length: organizations }, (_, index) => `org-${String(index).padStart(width, "0")}`);
    await mkdir(join(cwd, "orgs"));
    await mkdir(join(cwd, "api"));
    const store = await openStore({ folder: join(cwd, "api") });
    onTestFinished(() => store.close());
    for (const key of keys) {
      await importOrganization(store, ownedByAda(key), standard());
      await writeFile(join(cwd, "orgs", `${key}.yaml`), charterOf(key, wanted(key)));
    }
    const token = await issueToken(store, { email: "ada@acme.example" });
    const server = await startServer({ data: join(cwd, "api"), ...given });
    onTestFinished(server.close);
    const queue = await newDatabase(cluster);
    return new FleetWorld(
      { cwd, keys, queue, token },
      { store, server, api: api === undefined ? server.url : await api(server.url) },
    );
  }

  /** Declares something else for one organization. */
  async declare(key: string, wanted: Wanted, file = key): Promise<void> {
    await writeFile(join(this.cwd, "orgs", `${file}.yaml`), charterOf(key, wanted));
  }

  /** Gives the charter of an organization another file. */
  async move(key: string, file: string): Promise<void> {
    await rename(join(this.cwd, "orgs", `${key}.yaml`), join(this.cwd, "orgs", file));
  }

  /** One more organization at the API. */
  async found(key: string): Promise<void> {
    await importOrganization(this.store, ownedByAda(key), standard());
  }

  /** Starts a worker as a process of its own, in a folder of its own: it has the charters, and nobody else's journal. */
  work(...argv: string[]): RunningCommand {
    const cwd = mkdtempSync(join(this.cwd, "worker-"));
    symlinkSync(join(this.cwd, "orgs"), join(cwd, "orgs"));
    return startCommand([...WORK, ...argv], { ...this.surroundings(), cwd, entry: SOURCE });
  }

  /** Runs a worker in this process, to its end. */
  async workHere(argv: readonly string[] = ["--until-empty"], surroundings: Partial<Surroundings> = {}): Promise<Ran> {
    const { cwd, environment } = this.surroundings();
    const around = { cwd, ...surroundings, environment: { ...environment, ...surroundings.environment } };
    return await command([...WORK, ...argv], around);
  }

  /** Runs `charter fleet …` to its end. */
  async fleet(...argv: string[]): Promise<Ran> {
    return await command(["fleet", ...argv], this.surroundings());
  }

  /** The same, held to success; gives what it printed as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
  async fleetJson(...argv: string[]): Promise<any> {
    const { code, out, err } = await this.fleet(...argv, "--json");
    expect(code, err).toBe(0);
    return JSON.parse(out);
  }

  /** Until so many organizations have come to an end of a round. */
  async untilBooked(count: number, rounds = 1): Promise<void> {
    const booked = async () => {
      const { organizations } = await this.fleetJson("status");
      return (organizations as { rounds: number }[]).filter((one) => one.rounds >= rounds).length;
    };
    await expect.poll(booked, { timeout: 600_000, interval: 500 }).toBe(count);
  }

  /** Whom letters were sent to, in order of the address. */
  async letters(): Promise<string[]> {
    const outbox = join(this.cwd, "api", "outbox");
    const names = (await readdir(outbox)).filter((file) => file.endsWith(".eml"));
    const texts = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
    return texts.map((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? "").sort();
  }

  surroundings() {
    const environment = { CHARTER_API: this.api, CHARTER_TOKEN: this.token, CHARTER_FLEET_DATABASE: this.queue };
    return { cwd: this.cwd, environment };
  }
}

/** Lines of a worker's log, those of one event alone if it is named. */
export function linesOf(log: string, event?: string): LogLine[] {
  const lines = log.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as LogLine).filter((line) => event === undefined || line.event === event);
}

function charterOf(key: string, { viewers = [], more = "" }: Wanted): string {
  const people = viewers.map((email) => `  - { email: ${email}, role: viewer }\n`).join("");
  return `charter: v1\norganization: ${key}\nmembers:\n  - { email: ada@acme.example, role: owner }\n${people}${more}`;
}

function ownedByAda(key: string): Organization {
  return { ...organization({ members: { ada: "owner" } }), key };
}

function standard() {
  const document = tryFindBuiltInDocument("standard");
  if (document === undefined) throw new Error("there is no role model standard");
  return document;
}
