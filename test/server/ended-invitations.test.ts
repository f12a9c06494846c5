import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiAnswer, Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const NOBODYS = "0123456789abcdef01234567";

describe.each(STORES)("an invitation that is over, on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let number = 0;
  let base: string;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  /** Every test has an organization of its own. */
  async function organization(): Promise<void> {
    const key = `acme-${number++}`;
    base = `/v1/organizations/${key}`;
    ada = await server.found({ organization: key, owner: "ada@acme.example" });
  }

  async function invited(email: string): Promise<string> {
    return (await ada.post(`${base}/invitations`, { email, role: "member" })).body.id;
  }

  async function accepted(email: string): Promise<string> {
    const id = await invited(email);
    const answer = await ada.post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": email });
    expect(answer.status).toBe(200);
    return id;
  }

  async function cancelled(email: string): Promise<string> {
    const id = await invited(email);
    expect((await ada.delete(`${base}/invitations/${id}`)).status).toBe(204);
    return id;
  }

  const asked = (id: string): Promise<ApiAnswer[]> =>
    Promise.all([
      ada.get(`${base}/invitations/${id}`),
      ada.post(`${base}/invitations/${id}/resend`),
      ada.delete(`${base}/invitations/${id}`),
    ]);

  const notPending = (email: string, ending: string) => {
    const message = `the invitation of ${email} was ${ending} on 22 November 2026, 10:00 UTC`;
    const code = "invitation-not-pending";
    const refusals = [{ code, address: `members/${email}`, message }];
    return { status: 409, body: { code, detail: message, refusals } };
  };

  test("accepted, is not pending to whoever looks at it, sends it again or cancels it", async () => {
    await organization();
    const id = await accepted("New@acme.example");
    for (const answer of await asked(id)) expect(answer).toMatchObject(notPending("New@acme.example", "accepted"));
    expect((await ada.get(`${base}/members/new@acme.example`)).status).toBe(200);
  });

  test("cancelled, is not pending either, and goes on saying so after the person was invited anew", async () => {
    await organization();
    const id = await cancelled("never@acme.example");
    for (const answer of await asked(id)) expect(answer).toMatchObject(notPending("never@acme.example", "cancelled"));
    const later = await invited("never@acme.example");
    for (const answer of await asked(id)) expect(answer).toMatchObject(notPending("never@acme.example", "cancelled"));
    expect((await ada.get(`${base}/invitations/${later}`)).body).toMatchObject({ id: later, status: "pending" });
  });

  test("is no longer the invited person's to accept, who is told what became of it", async () => {
    await organization();
    const [taken, withdrawn] = [await accepted("new@acme.example"), await cancelled("never@acme.example")];
    const acceptAs = (email: string, id: string) =>
      ada.post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": email });
    expect(await acceptAs("NEW@acme.example", taken)).toMatchObject(notPending("new@acme.example", "accepted"));
    expect(await acceptAs("never@acme.example", withdrawn)).toMatchObject(
      notPending("never@acme.example", "cancelled"),
    );
    for (const id of [taken, withdrawn, NOBODYS]) {
      const other = await acceptAs("eve@acme.example", id);
      expect(other).toMatchObject({ status: 404, body: { code: "unknown-invitation" } });
      expect(other.body.detail).toBe(`there is no invitation "${id}"`);
    }
  });

  test("is in no listing, and an id that never was stays unknown", async () => {
    await organization();
    await accepted("new@acme.example");
    await cancelled("never@acme.example");
    const pending = await invited("soon@acme.example");
    expect((await ada.get(`${base}/invitations`)).body).toMatchObject({ items: [{ id: pending }], total: 1 });
    for (const answer of await asked(NOBODYS)) {
      expect(answer).toMatchObject({ status: 404, body: { code: "unknown-invitation" } });
    }
  });

  test("of another organization is unknown here", async () => {
    await organization();
    const foreign = await cancelled("never@acme.example");
    await organization();
    for (const answer of await asked(foreign)) {
      expect(answer).toMatchObject({ status: 404, body: { code: "unknown-invitation" } });
    }
  });

  test("by a cancellation is the same again for a request that is sent again under its key", async () => {
    await organization();
    const id = await invited("never@acme.example");
    const key = { "idempotency-key": "cancel-1" };
    expect((await ada.delete(`${base}/invitations/${id}`, undefined, key)).status).toBe(204);
    const again = await ada.delete(`${base}/invitations/${id}`, undefined, key);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([204, "true"]);
    const other = await ada.delete(`${base}/invitations/${id}`, undefined, { "idempotency-key": "cancel-2" });
    expect(other).toMatchObject(notPending("never@acme.example", "cancelled"));
  });

  test("since before this was kept, is found in the history when the schema is brought up to date", async () => {
    await organization();
    const ids = [await accepted("New@acme.example"), await cancelled("never@acme.example")];
    await server.store.write(async (db) => {
      await db.schema.dropTable("ended_invitations").execute();
      await sql`delete from kysely_migration where name = '0005-ended-invitations'`.execute(db);
      return { commit: true, value: undefined };
    });
    await server.restart();
    for (const answer of await asked(ids[0] ?? "")) {
      expect(answer).toMatchObject(notPending("New@acme.example", "accepted"));
    }
    const own = await ada.post(`/v1/me/invitations/${ids[1]}/accept`, undefined, {
      "charter-act-as": "Never@acme.example",
    });
    expect(own).toMatchObject(notPending("never@acme.example", "cancelled"));
  });
});
