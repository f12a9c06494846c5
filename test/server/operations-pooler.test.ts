import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/server/index.ts";
import { type Caller, startTestServer } from "../_support/membership-server.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";
import { startPooler } from "../_support/transaction-pooler.ts";

const BASE = "/v1/organizations/acme";

/** What docs/operations/running.md says that a pooler has to be told. */
const IGNORED = ["lock_timeout", "idle_in_transaction_session_timeout"];

describe.skipIf(withoutPostgres)("behind a pooler that gives connections out by the transaction", () => {
  async function pooled(connections = 4) {
    const database = await startPooler(await newDatabase(), { connections, ignored: IGNORED });
    const start = async () => {
      const server = await startTestServer({ database });
      onTestFinished(() => server.close());
      return server;
    };
    return { database, start };
  }

  test.each([1, 4])(
    "servers that start at once make the schema once and leave no lock to the next, with connections: %i",
    async (connections) => {
      const { start, database } = await pooled(connections);
      await Promise.all([start(), start(), start()]);
      const late = await openStore({ database });
      const locks = sql<{ held: number }>`select count(*)::int as held from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`;
      expect(await late.read(async (db) => (await locks.execute(db)).rows)).toEqual([{ held: 0 }]);
      await late.close();
    },
  );

  test("of many who ask two servers for the last seats as many get one as there are, and history is whole", async () => {
    const { start } = await pooled();
    const [first, second] = await Promise.all([start(), start()]);
    const ada = await first.found({ organization: "acme", owner: "ada@acme.example", tier: "free" });
    const { token } = (await ada.post(`${BASE}/tokens`, {})).body;
    const there = second.caller(token);
    const invite = (caller: Caller, number: number) =>
      caller.post(`${BASE}/invitations`, { email: `p${number}@acme.example`, role: "member" });
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, number) => invite(number % 2 ? ada : there, number)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(4).fill(201), ...Array(20).fill(409)]);
    const { items, version } = (await there.get(`${BASE}/audit-events?limit=1000`)).body;
    expect(items.map((event: { version: number }) => event.version)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    const snapshot = await there.get(`${BASE}/snapshot`);
    expect(snapshot.text.split("\n").filter((line) => line.includes('"type":"invitation"'))).toHaveLength(4);
    expect([...first.errors, ...second.errors]).toEqual([]);
  });

  test("one that was not told of our settings says which it does not know", async () => {
    const database = await startPooler(await newDatabase(), { connections: 4, ignored: [] });
    await expect(openStore({ database })).rejects.toThrow(/unsupported startup parameter: lock_timeout|idle_in/);
  });
});
