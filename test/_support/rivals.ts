import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { issueToken } from "../../src/server/index.ts";
import { organization, type Sketch } from "./build.ts";
import { command, type Ran } from "./command.ts";
import type { Caller, TestServer } from "./membership-server.ts";
import { expectSound, expectWholeHistory } from "./sound-organization.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** How an apply ended. */
export interface Applied extends Ran {
  /** How many changes ended how, by outcome. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Somebody with a checkout of their own: a charter, and the plan that was made of it. */
export interface Rival {
  readonly environment: Readonly<Record<string, string>>;
  /** Writes the charter, and saves a plan of it as `plan.json`. */
  plan(charter: string): Promise<void>;
  /** Applies what is saved, or the charter. */
  apply(what?: "plan.json" | "charter.yaml"): Promise<Applied>;
  /** Applies what is saved, one change at a time; `onDone` is told of each that is done. */
  applySlowly(onDone: () => void): Promise<Applied>;
  /** Takes over somebody else's plan file. */
  copyPlan(of: Rival): Promise<void>;
  /** The command in that checkout. */
  charter(...argv: string[]): Promise<Ran>;
  readonly folder: string;
}

/** One organization at servers that share a database, and people who each work on it by another one. */
export class Rivals {
  readonly key: string;
  readonly base: string;
  readonly #servers: readonly TestServer[];
  #turn: number;

  private constructor(servers: readonly TestServer[], key: string, turn: number) {
    this.#servers = servers;
    this.key = key;
    this.base = `/v1/organizations/${key}`;
    this.#turn = turn;
  }

  static async meet(servers: readonly TestServer[], number: number, sketch: Sketch): Promise<Rivals> {
    const key = `acme-${number}`;
    await servers[0]?.seed({ ...organization(sketch), key }, "standard");
    return new Rivals(servers, key, number);
  }

  get #first(): TestServer {
    return this.#servers[0] ?? expect.unreachable();
  }

  #next(): TestServer {
    return this.#servers[this.#turn++ % this.#servers.length] ?? this.#first;
  }

  #tokenOf(person: string): Promise<string> {
    return issueToken(this.#first.store, { email: `${person}@acme.example`, at: this.#first.clock.now });
  }

  /** Somebody in the dashboard. */
  async inDashboard(person: string): Promise<Caller> {
    return this.#next().caller(await this.#tokenOf(person));
  }

  /** Somebody at the command line, in a checkout of their own; or in one more, connected as in another one. */
  async atCommandLine(person: string, as?: Rival): Promise<Rival> {
    const folder = join(await temporaryFolder(), "checkout");
    await mkdir(folder);
    const environment = as?.environment ?? {
      CHARTER_API: this.#next().url,
      CHARTER_TOKEN: await this.#tokenOf(person),
    };
    const write = (file: string, text: string) => writeFile(join(folder, file), text);
    const charter = (...argv: string[]) => command(argv, { cwd: folder, environment });
    return {
      environment,
      folder,
      charter,
      plan: async (text) => {
        await write("charter.yaml", `charter: v1\norganization: ${this.key}\nguards: { promotions: 100 }\n${text}`);
        const { code, out, err } = await charter("plan", "--out", "plan.json");
        expect(code, out + err).toBe(0);
      },
      copyPlan: async (of) => write("plan.json", await readFile(join(of.folder, "plan.json"), "utf8")),
      apply: async (what = "plan.json") => withCounts(await charter("apply", what, "--yes")),
      applySlowly: async (onDone) => {
        const argv = ["apply", "plan.json", "--yes", "--concurrency", "1"];
        const onErr = (text: string) => void (text.startsWith("done") && onDone());
        return withCounts(await command(argv, { cwd: folder, environment, onErr }));
      },
    };
  }

  /** Nothing is broken, no server had an error, and each write that was carried out has its version. Gives the version. */
  async end(): Promise<number> {
    // On a busy machine a server may come to no connection for a while: that is 503, and asked again.
    for (const server of this.#servers) expect(server.errors.filter(isFault)).toEqual([]);
    const { url, store } = this.#first;
    const [owner] = await this.#owners();
    await expectSound({ url, token: await this.#tokenOf(owner ?? ""), organization: this.key });
    return await expectWholeHistory(store, this.key, 2);
  }

  /** First names of the owners. */
  async #owners(): Promise<string[]> {
    const rows = await this.#first.store.read((db) =>
      db
        .selectFrom("members")
        .innerJoin("organizations", "organizations.id", "members.organization")
        .select("members.email")
        .where("organizations.key", "=", this.key)
        .where("members.role", "=", "owner")
        .where("members.status", "=", "active")
        .execute(),
    );
    return rows.map(({ email }) => email.replace("@acme.example", ""));
  }
}

function isFault(error: unknown): boolean {
  return !(error instanceof Error && error.name === "DatabaseUnavailable");
}

function withCounts(ran: Ran): Applied {
  const outcomes = [...ran.out.matchAll(/^(done|failed|unknown|not-attempted) +c\d+ (.*)$/gm)];
  const counts = Object.fromEntries(
    [...Map.groupBy(outcomes, ([, outcome]) => outcome)].map(([key, of]) => [key, of.length]),
  );
  return { ...ran, counts };
}
