import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import {
  type BootstrapRequest,
  bootstrap,
  importOrganization,
  issueToken,
  openStore,
  type RunningServer,
  type ServerOptions,
  type Store,
  startServer,
  type TokenIssue,
} from "../../src/server/index.ts";
import { holdToContract } from "./contract/hold-to-contract.ts";

/** An answer of the API, read whole. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

type Send = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<ApiAnswer>;

/** Somebody who talks to the API. */
export interface Caller {
  readonly get: Send;
  readonly post: Send;
  readonly put: Send;
  readonly patch: Send;
  readonly delete: Send;
}

/** A server over real HTTP, with a data folder of its own and a clock that tests turn. */
export interface TestServer {
  readonly url: string;
  readonly data: string;
  readonly store: Store;
  readonly errors: unknown[];
  readonly clock: { now: Date };
  /** Somebody with this token, or with none. */
  caller(token?: string): Caller;
  /** Somebody with a new token. */
  as(email: string, issue?: Omit<TokenIssue, "email">): Promise<Caller>;
  found(request: Omit<BootstrapRequest, "roleModel"> & { readonly roleModel?: string }): Promise<Caller>;
  seed(organization: Organization, roleModel: string): Promise<void>;
  /** Letters in the outbox, once those that are due have left. */
  letters(): Promise<Letter[]>;
  /** Lets what is due leave now. */
  sendLetters(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Letter {
  readonly to: string;
  readonly token: string;
  readonly text: string;
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "charter-server-")));
  const clock = { now: new Date("2026-11-22T10:00:00.000Z") };
  const errors: unknown[] = [];
  const start = () =>
    startServer({
      data,
      validateAnswers: true,
      now: () => clock.now,
      report: (error) => void errors.push(error),
      ...options,
    });
  let running: RunningServer = await start();
  const { database } = options;
  const store = await openStore(database === undefined ? { folder: data } : { database });
  const caller = (token?: string) => callerOf(() => running.url, token);
  return {
    get url() {
      return running.url;
    },
    data,
    store,
    errors,
    clock,
    caller,
    as: async (email, issue) => caller(await issueToken(store, { email, at: clock.now, ...issue })),
    found: async ({ roleModel = "standard", ...request }) => {
      const made = await bootstrap(store, { ...request, roleModel: document(roleModel), at: clock.now });
      if (made.kind === "fault") throw new Error(made.message);
      return caller(made.token);
    },
    seed: (organization, roleModel) => importOrganization(store, organization, document(roleModel), clock.now),
    sendLetters: () => running.sendLetters(),
    letters: async () => {
      await running.sendLetters();
      return readLetters(join(data, "outbox"));
    },
    async restart() {
      await running.close();
      running = await start();
    },
    async close() {
      await running.close();
      await store.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function document(key: string) {
  const found = tryFindBuiltInDocument(key);
  if (found === undefined) throw new Error(`no role model ${key}`);
  return found;
}

function callerOf(url: () => string, token: string | undefined): Caller {
  const method =
    (name: string): Send =>
    async (path, body, headers = {}) => {
      const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const response = await fetch(`${url()}${path}`, {
        method: name,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const text = await response.text();
      const { status } = response;
      holdToContract({ method: name, target: path, body: sent }, { status, headers: new Map(response.headers), text });
      const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "" && !text.includes("\n");
      return { status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
    };
  return {
    get: method("GET"),
    post: method("POST"),
    put: method("PUT"),
    patch: method("PATCH"),
    delete: method("DELETE"),
  };
}

async function readLetters(folder: string): Promise<Letter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return { to: field(text, "To"), token: field(text, "Accept-Token"), text };
    }),
  );
}

function field(text: string, name: string): string {
  return new RegExp(`^${name}: (.*)\r$`, "m").exec(text)?.[1] ?? "";
}
