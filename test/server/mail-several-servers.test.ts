import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMailServer } from "../_support/mail-server.ts";
import { startTestServer, type TestServer } from "../_support/membership-server.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";

const MINUTE = 60_000;

describe.skipIf(withoutPostgres)("letters of two servers on one PostgreSQL database", () => {
  let database: string;
  let number = 0;

  beforeAll(async () => {
    database = await newDatabase();
  });

  const open: TestServer[] = [];
  afterAll(() => Promise.all(open.map((server) => server.close())));

  async function sendingTo(port: number): Promise<TestServer> {
    const smtp = { host: "127.0.0.1", port, tls: "off" as const, credentials: undefined };
    const server = await startTestServer({
      database,
      mail: { smtp, from: { name: undefined, address: "a@acme.example" } },
    });
    open.push(server);
    return server;
  }

  async function inviter(first: TestServer, second: TestServer) {
    const organization = `acme-${number++}`;
    const ada = await first.found({ organization, owner: "ada@acme.example" });
    const path = `/v1/organizations/${organization}`;
    const { token } = (await ada.post(`${path}/tokens`, {})).body;
    return async (at: "first" | "second", email: string) => {
      const caller = at === "first" ? ada : second.caller(token);
      expect((await caller.post(`${path}/invitations`, { email, role: "member" })).status).toBe(201);
    };
  }

  test("each leave once, whoever wrote them", async () => {
    const mail = await startMailServer();
    const [first, second] = await Promise.all([sendingTo(mail.port), sendingTo(mail.port)]);
    const invite = await inviter(first, second);
    const people = Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(2, "0")}@acme.example`);
    await Promise.all(people.map((email, index) => invite(index % 2 === 0 ? "first" : "second", email)));
    await Promise.all([first.sendLetters(), second.sendLetters()]);
    expect(mail.letters.map(({ to }) => to[0]).sort()).toEqual(people);
  });

  test("that one has claimed and never finished are the other's after three minutes, and not before", async () => {
    const arrived = Promise.withResolvers<void>();
    const silent = await startMailServer({
      taking: () => {
        arrived.resolve();
        return new Promise(() => undefined);
      },
    });
    const mail = await startMailServer();
    const [dying, living] = await Promise.all([sendingTo(silent.port), sendingTo(mail.port)]);
    const invite = await inviter(dying, living);
    await invite("first", "grace@acme.example");
    await arrived.promise;
    await living.sendLetters();
    living.clock.now = new Date(living.clock.now.getTime() + 2 * MINUTE);
    await living.sendLetters();
    expect(mail.letters).toEqual([]);
    living.clock.now = new Date(living.clock.now.getTime() + MINUTE);
    await living.sendLetters();
    expect(mail.letters.map(({ to }) => to[0])).toEqual(["grace@acme.example"]);
    const counted = await living.store.read((db) => db.selectFrom("letters").select("state").execute());
    expect(counted.at(-1)).toEqual({ state: "sent" });
  });
});
