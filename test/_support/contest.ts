import { expect } from "vitest";
import { issueToken } from "../../src/server/index.ts";
import { organization, type Sketch } from "./build.ts";
import type { ApiAnswer, Caller, TestServer } from "./membership-server.ts";
import { expectSound, expectWholeHistory } from "./sound-organization.ts";

/** People at one organization, each at any of its servers, and what is asked of it at one moment. */
export interface Contest {
  /** `/v1/organizations/KEY`. */
  readonly base: string;
  /** The person at a server, each time at the next one. `ada` for `ada@acme.example`. */
  at(person: string): Caller;
  /** Everything at once; the answers in order. Each one is an answer that a loser may get, none is an internal error. */
  all(...asked: (() => Promise<ApiAnswer>)[]): Promise<ApiAnswer[]>;
  /** The organization is sound, and has exactly one version more for each write that was answered as done. */
  end(): Promise<void>;
}

/** A new organization on servers that share a database, for one round. */
export async function contest(
  servers: readonly TestServer[],
  { key, roleModel, sketch }: { readonly key: string; readonly roleModel: string; readonly sketch: Sketch },
): Promise<Contest> {
  const [first = expect.unreachable()] = servers;
  await first.seed({ ...organization(sketch), key }, roleModel);
  const tokens = new Map<string, string>();
  for (const person of Object.keys(sketch.members ?? {})) {
    const email = `${person}@acme.example`;
    tokens.set(person, await issueToken(first.store, { email, at: first.clock.now }));
  }
  let turn = 0;
  let done = 0;
  const base = `/v1/organizations/${key}`;
  return {
    base,
    at: (person) => (servers[turn++ % servers.length] ?? first).caller(tokens.get(person) ?? ""),
    async all(...asked) {
      const answers = await Promise.all(asked.map((ask) => ask()));
      for (const answer of answers)
        expect([200, 201, 204, 403, 404, 409, 412, 422], answer.text).toContain(answer.status);
      done += answers.filter(isNewWrite).length;
      return answers;
    },
    async end() {
      for (const server of servers) expect(server.errors).toEqual([]);
      const reader = await someoneActive(first, key);
      if (reader === undefined) return;
      await expectSound({ url: first.url, token: reader, organization: key });
      expect(await expectWholeHistory(first.store, key, 2)).toBe(1 + done);
    },
  };
}

function isNewWrite({ status, headers }: ApiAnswer): boolean {
  return status < 300 && headers.get("idempotency-replayed") !== "true";
}

/** A token of somebody who is still there; undefined where the organization is not. */
async function someoneActive({ store, clock }: TestServer, key: string): Promise<string | undefined> {
  const person = await store.read((db) =>
    db
      .selectFrom("members")
      .innerJoin("organizations", "organizations.id", "members.organization")
      .select("email")
      .where("organizations.key", "=", key)
      .where("members.status", "=", "active")
      .executeTakeFirst(),
  );
  return person && issueToken(store, { email: person.email, at: clock.now });
}
