import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let base: string;
  let number = 0;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  beforeEach(async () => {
    const key = `acme-${number++}`;
    base = `/v1/organizations/${key}`;
    ada = await server.found({ organization: key, owner: "ada@acme.example" });
    await ada.post(`${base}/tenants`, { tenant: "eu" });
  });

  async function versionOf(): Promise<number> {
    return (await ada.get(base)).body.version;
  }

  describe("If-Match", () => {
    test("lets a write through while the object is at that version, and not once it has moved on", async () => {
      const { headers } = await ada.get(`${base}/tenants/eu`);
      const seen = { "if-match": headers.get("etag") ?? "" };
      const first = await ada.patch(`${base}/tenants/eu`, { title: "Europe" }, seen);
      expect(first.status).toBe(200);
      expect(first.headers.get("etag")).not.toBe(seen["if-match"]);
      const second = await ada.patch(`${base}/tenants/eu`, { title: "Elsewhere" }, seen);
      expect(second).toMatchObject({ status: 412, body: { code: "precondition-failed" } });
      expect((await ada.get(`${base}/tenants/eu`)).body.title).toBe("Europe");
    });

    test("minds the object alone: other changes of the organization do not matter", async () => {
      const { headers } = await ada.get(`${base}/tenants/eu`);
      await ada.post(`${base}/tenants`, { tenant: "us" });
      const answer = await ada.delete(`${base}/tenants/eu`, undefined, { "if-match": headers.get("etag") ?? "" });
      expect(answer.status).toBe(204);
    });

    test("that fails leaves no trace: no version, no audit event", async () => {
      const version = await versionOf();
      const events = (await ada.get(`${base}/audit-events`)).body.total;
      expect((await ada.delete(`${base}/tenants/eu`, undefined, { "if-match": '"v999"' })).status).toBe(412);
      expect(await versionOf()).toBe(version);
      expect((await ada.get(`${base}/audit-events`)).body.total).toBe(events);
    });
  });

  describe("PUT of a grant", () => {
    const path = () => `${base}/tenants/eu/members/ada@acme.example`;

    test("grants where there is nothing and changes the role where there is something", async () => {
      expect((await ada.put(path(), { role: "tenant-member" })).body).toMatchObject({ role: "tenant-member" });
      expect((await ada.put(path(), { role: "tenant-admin" })).body).toMatchObject({ role: "tenant-admin" });
      const { body } = await ada.get(`${base}/audit-events`);
      const kinds = body.items.map(({ kind }: { kind: string }) => kind);
      expect(kinds.slice(-2)).toEqual(["grant-tenant-role", "change-tenant-role"]);
    });

    test("with If-None-Match: * changes nothing that is there", async () => {
      await ada.put(path(), { role: "tenant-member" });
      const answer = await ada.put(path(), { role: "tenant-admin" }, { "if-none-match": "*" });
      expect(answer).toMatchObject({
        status: 412,
        body: { code: "precondition-failed", refusals: [{ code: "already-a-member" }] },
      });
      expect((await ada.get(path())).body.role).toBe("tenant-member");
    });
  });

  describe("Idempotency-Key", () => {
    const key = { "idempotency-key": "plan-1-c1" };
    const body = { email: "grace@acme.example", role: "member" };

    test("the same request twice is carried out once and answered the same", async () => {
      const letters = (await server.letters()).length;
      const first = await ada.post(`${base}/invitations`, body, key);
      const second = await ada.post(`${base}/invitations`, body, key);
      expect(second).toMatchObject({ status: 201, text: first.text });
      expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
      expect(second.headers.get("idempotency-replayed")).toBe("true");
      expect((await server.letters()).length).toBe(letters + 1);
    });

    test("both of two at the same moment are answered by one invitation", async () => {
      const [first, second] = await Promise.all([
        ada.post(`${base}/invitations`, body, key),
        ada.post(`${base}/invitations`, body, key),
      ]);
      expect(first?.text).toBe(second?.text);
      expect((await ada.get(`${base}/invitations`)).body.total).toBe(1);
    });

    test("the same key for another request is refused", async () => {
      await ada.post(`${base}/invitations`, body, key);
      const other = await ada.post(`${base}/invitations`, { ...body, role: "admin" }, key);
      expect(other).toMatchObject({ status: 422, body: { code: "idempotency-key-reused" } });
    });

    test("each token has its own keys", async () => {
      await ada.post(`${base}/tenants`, { tenant: "us" }, key);
      const again = await server.as("ada@acme.example");
      expect((await again.post(`${base}/tenants`, { tenant: "us" }, key)).body.code).toBe("already-exists");
    });

    test("a refusal is not kept: what was refused can be tried again", async () => {
      const project = { project: "atlas", tenant: "us" };
      expect((await ada.post(`${base}/projects`, project, key)).body.code).toBe("unknown-tenant");
      await ada.post(`${base}/tenants`, { tenant: "us" });
      expect((await ada.post(`${base}/projects`, project, key)).status).toBe(201);
    });

    test("is forgotten after a day", async () => {
      await ada.post(`${base}/tenants`, { tenant: "us" }, key);
      server.clock.now = new Date(server.clock.now.getTime() + 24 * 3_600_000);
      expect((await ada.post(`${base}/tenants`, { tenant: "us" }, key)).body.code).toBe("already-exists");
    });

    test("survives a restart", async () => {
      const first = await ada.post(`${base}/invitations`, body, key);
      await server.restart();
      expect((await ada.post(`${base}/invitations`, body, key)).text).toBe(first.text);
    });
  });
});
