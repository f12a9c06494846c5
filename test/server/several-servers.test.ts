import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ApiAnswer, type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { newDatabase, withoutPostgres } from "../_support/stores.ts";

describe.skipIf(withoutPostgres)("two servers on one PostgreSQL database", () => {
  let first: TestServer;
  let second: TestServer;
  let number = 0;

  beforeAll(async () => {
    const database = await newDatabase();
    [first, second] = await Promise.all([
      startTestServer({ allowImpersonation: true, database }),
      startTestServer({ allowImpersonation: true, database }),
    ]);
  });
  afterEach(() => {
    expect([...first.errors, ...second.errors]).toEqual([]);
  });
  afterAll(() => Promise.all([first.close(), second.close()]));

  /** An organization of this test's own, and the same person at either server, with one token. */
  async function founded(tier: string): Promise<{ base: string; here: Caller; there: Caller }> {
    const key = `acme-${number++}`;
    const base = `/v1/organizations/${key}`;
    const owner = await first.found({ organization: key, owner: "ada@acme.example", tier });
    const { token } = (await owner.post(`${base}/tokens`, {})).body;
    return { base, here: first.caller(token), there: second.caller(token) };
  }

  async function joined(owner: Caller, base: string, email: string, role: string): Promise<void> {
    const { body } = await owner.post(`${base}/invitations`, { email, role });
    await owner.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": email });
  }

  /** Every version of the organization has an event, and there is no other. */
  async function expectWholeHistory(owner: Caller, base: string): Promise<void> {
    const { items, version } = (await owner.get(`${base}/audit-events?limit=1000`)).body;
    const versions = items.map((event: { version: number }) => event.version);
    expect(versions).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  }

  const statuses = (answers: readonly ApiAnswer[]) => answers.map(({ status }) => status).sort();
  const lettersTo = async (email: string) =>
    [...(await first.letters()), ...(await second.letters())].filter(({ to }) => to === email);

  test("of many who ask both for the last seats, as many get one as there are", async () => {
    const { base, here, there } = await founded("free");
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        (index % 2 ? here : there).post(`${base}/invitations`, { email: `p${index}@acme.example`, role: "member" }),
      ),
    );
    expect(statuses(answers)).toEqual([...Array(4).fill(201), ...Array(20).fill(409)]);
    expect((await here.get(`${base}/invitations`)).body.total).toBe(4);
    await expectWholeHistory(there, base);
  });

  test("of two owners who step down at once, one stays", async () => {
    for (let round = 0; round < 10; round++) {
      const { base, here } = await founded("enterprise");
      await joined(here, base, "grace@acme.example", "owner");
      const grace = await second.as("grace@acme.example");
      const answers = await Promise.all([
        here.patch(`${base}/members/ada@acme.example`, { role: "admin" }),
        grace.patch(`${base}/members/grace@acme.example`, { role: "admin" }),
      ]);
      expect(statuses(answers)).toEqual([200, 409]);
      expect((await grace.get(`${base}/members?role=owner`)).body.total).toBe(1);
      const stayed = answers[0]?.status === 409 ? here : grace;
      await expectWholeHistory(stayed, base);
    }
  });

  test("one idempotency key at both at once makes one invitation, one letter and one answer", async () => {
    for (let round = 0; round < 10; round++) {
      const { base, here, there } = await founded("enterprise");
      const email = `once-${round}@acme.example`;
      const ask = (caller: Caller) =>
        caller.post(`${base}/invitations`, { email, role: "member" }, { "idempotency-key": "plan-1-c1" });
      const answers = await Promise.all([ask(here), ask(there), ask(here), ask(there)]);
      expect(statuses(answers)).toEqual([201, 201, 201, 201]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true")).toHaveLength(3);
      expect(await lettersTo(email)).toHaveLength(1);
      await expectWholeHistory(here, base);
    }
  });

  test("an organization is made once, whoever asks where", async () => {
    const people = [await first.as("ada@acme.example"), await second.as("grace@acme.example")];
    for (let round = 0; round < 10; round++) {
      const body = { organization: `new-${round}`, roleModel: "standard" };
      const answers = await Promise.all(people.map((person) => person.post("/v1/organizations", body)));
      expect(statuses(answers)).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe("organization-exists");
    }
  });

  test("a letter's token is good for once, at one of them", async () => {
    for (let round = 0; round < 10; round++) {
      const { base, here } = await founded("enterprise");
      const email = `new-${round}@acme.example`;
      await here.post(`${base}/invitations`, { email, role: "member" });
      const [letter] = await lettersTo(email);
      const accept = (server: TestServer) =>
        server.caller().post("/v1/invitations/accept", { token: letter?.token ?? "" });
      const answers = await Promise.all([accept(first), accept(second)]);
      expect(statuses(answers)).toEqual([200, 409]);
      await expectWholeHistory(here, base);
    }
  });

  test("an invitation is accepted or cancelled, never both", async () => {
    for (let round = 0; round < 10; round++) {
      const { base, here } = await founded("enterprise");
      const email = `torn-${round}@acme.example`;
      const { body } = await here.post(`${base}/invitations`, { email, role: "member" });
      const [letter] = await lettersTo(email);
      const [accepted, cancelled] = await Promise.all([
        second.caller().post("/v1/invitations/accept", { token: letter?.token ?? "" }),
        here.delete(`${base}/invitations/${body.id}`),
      ]);
      const member = await here.get(`${base}/members/${email}`);
      const seen = [accepted?.status, cancelled?.status, member.status];
      expect([
        [200, 409, 200],
        [409, 204, 404],
      ]).toContainEqual(seen);
      await expectWholeHistory(here, base);
    }
  });

  test("a token that was revoked while its request waited does nothing any more", async () => {
    const { base, here, there } = await founded("enterprise");
    const made = (await here.post(`${base}/tokens`, {})).body;
    const leaked = second.caller(made.token);
    const queue = Array.from({ length: 10 }, (_, index) => there.post(`${base}/tenants`, { tenant: `t${index}` }));
    const revoked = here.delete(`${base}/tokens/${made.id}`);
    const late = Array.from({ length: 10 }, (_, index) => leaked.post(`${base}/tenants`, { tenant: `late${index}` }));
    await Promise.all([...queue, revoked, ...late]);
    const { items } = (await here.get(`${base}/audit-events?limit=1000`)).body;
    const kinds: [string, string][] = items.map((event: { kind: string; address: string }) => [
      event.kind,
      event.address,
    ]);
    const end = kinds.findIndex(([kind]) => kind === "revoke-token");
    expect(kinds.slice(end).filter(([, address]) => address.includes("late"))).toEqual([]);
  });

  test("many writers at both make one version and one event each, with none missing", async () => {
    const { base, here, there } = await founded("enterprise");
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 ? here : there).post(`${base}/tenants`, { tenant: `t${index}` }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body.etag)).size).toBe(60);
    await expectWholeHistory(here, base);
    expect((await there.get(`${base}/tenants`)).body.total).toBe(60);
  });

  test("a role that is changed at one holds at the other at once", async () => {
    const { base, here, there } = await founded("enterprise");
    await joined(here, base, "grace@acme.example", "member");
    await here.post(`${base}/roles`, { role: "scribe", permissions: ["issues:triage"] });
    expect((await there.patch(`${base}/members/grace@acme.example`, { role: "scribe" })).status).toBe(200);
    await here.patch(`${base}/roles/scribe`, { title: "Scribe" });
    expect((await there.get(`${base}/roles/scribe`)).body.title).toBe("Scribe");
  });
});
