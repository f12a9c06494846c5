import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { connect } from "../../src/api/connect.ts";
import type { MembershipReader, MembershipWriter } from "../../src/api/ports.ts";
import type { Capabilities } from "../../src/membership/capabilities.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import {
  importOrganization,
  issueToken,
  openStore,
  type RunningServer,
  type Store,
  startServer,
} from "../../src/server/index.ts";
import { MemoryMembership } from "./memory-membership.ts";
import { builtIn } from "./organization-of.ts";

/** What stands behind the ports at the beginning, and who asks. */
export interface Beginning {
  /** Key of a built-in role model. */
  readonly model: string;
  readonly organization: Organization;
  readonly actor: string;
  readonly ceiling?: string;
}

export interface Ports {
  readonly reader: MembershipReader;
  readonly writer: MembershipWriter;
}

export type OpenPorts = (beginning: Beginning) => Promise<Ports>;

function memory(capabilities: Partial<Capabilities> = {}): OpenPorts {
  return async ({ model, organization, actor, ceiling }) => {
    const who = { email: actor, ...(ceiling === undefined ? {} : { ceiling }) };
    const both = new MemoryMembership({ model: builtIn(model), organization, actor: who, capabilities });
    return { reader: both, writer: both };
  };
}

/** A server for all tests of a file, each of which has an organization of its own there. */
class SharedServer {
  #started: Promise<{ readonly store: Store; readonly server: RunningServer; readonly folder: string }> | undefined;
  #organizations = 0;

  /** Puts an organization there, under a key of its own, and gives what is needed to connect to it. */
  async add({ model, organization, actor, ceiling }: Beginning) {
    this.#started ??= this.#start();
    const { store, server } = await this.#started;
    const document = tryFindBuiltInDocument(model);
    if (document === undefined) throw new Error(`no role model ${model}`);
    this.#organizations += 1;
    const key = `${organization.key}-${this.#organizations}`;
    await importOrganization(store, { ...organization, key }, document);
    const limit = ceiling === undefined ? {} : { ceiling };
    const token = await issueToken(store, { email: actor, organization: key, ...limit });
    return { url: server.url, token, organization: key };
  }

  async close(): Promise<void> {
    const started = await this.#started;
    await started?.server.close();
    await started?.store.close();
    if (started !== undefined) await rm(started.folder, { recursive: true, force: true });
  }

  async #start() {
    const folder = await mkdtemp(join(tmpdir(), "charter-"));
    const server = await startServer({ data: folder, validateAnswers: true });
    return { folder, server, store: await openStore({ folder }) };
  }
}

const shared = new SharedServer();
afterAll(() => shared.close());

function http(options: { readonly capabilities?: Partial<Capabilities>; readonly pageSize?: number } = {}): OpenPorts {
  return async (beginning) => {
    const { reader, writer, close } = connect({ ...(await shared.add(beginning)), ...options });
    onTestFinished(close);
    return { reader, writer };
  };
}

/** Everything that implements the ports, by name. One suite holds for them all. */
export const PORTS: readonly (readonly [string, OpenPorts])[] = [
  ["in memory", memory()],
  ["in memory, without versions", memory({ etags: false })],
  ["over HTTP, by snapshot", http()],
  ["over HTTP, by small pages", http({ capabilities: { snapshot: false }, pageSize: 2 })],
];
