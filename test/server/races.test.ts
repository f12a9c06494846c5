import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let number = 0;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  async function founded(tier: string): Promise<{ base: string; ada: Caller }> {
    const key = `acme-${number++}`;
    const ada = await server.found({ organization: key, owner: "ada@acme.example", tier });
    return { base: `/v1/organizations/${key}`, ada };
  }

  async function joined(ada: Caller, base: string, email: string, role: string): Promise<Caller> {
    const { body } = await ada.post(`${base}/invitations`, { email, role });
    await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": email });
    return server.as(email);
  }

  test("of many who ask for the last seats at once, as many get one as there are", async () => {
    const { base, ada } = await founded("free");
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        ada.post(`${base}/invitations`, { email: `p${index}@acme.example`, role: "member" }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.every(({ status, body }) => status === 409 && body.code === "seat-limit-reached")).toBe(true);
    expect((await ada.get(`${base}/invitations`)).body.total).toBe(4);
  });

  test("of two owners who step down at once, one stays", async () => {
    for (let round = 0; round < 5; round++) {
      const { base, ada } = await founded("enterprise");
      const grace = await joined(ada, base, "grace@acme.example", "owner");
      const answers = await Promise.all([
        ada.patch(`${base}/members/ada@acme.example`, { role: "admin" }),
        grace.patch(`${base}/members/grace@acme.example`, { role: "admin" }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await ada.get(`${base}/members?role=owner`)).body.total).toBe(1);
    }
  });

  test("of two owners who remove each other at once, one stays", async () => {
    const { base, ada } = await founded("enterprise");
    const grace = await joined(ada, base, "grace@acme.example", "owner");
    const answers = await Promise.all([
      ada.delete(`${base}/members/grace@acme.example`),
      grace.delete(`${base}/members/ada@acme.example`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  test("a role is not given while it is deleted", async () => {
    for (let round = 0; round < 5; round++) {
      const { base, ada } = await founded("enterprise");
      await joined(ada, base, "grace@acme.example", "member");
      await ada.post(`${base}/roles`, { role: "responder", permissions: ["issues:triage"] });
      const [deleted, given] = await Promise.all([
        ada.delete(`${base}/roles/responder`),
        ada.patch(`${base}/members/grace@acme.example`, { role: "responder" }),
      ]);
      const { role } = (await ada.get(`${base}/members/grace@acme.example`)).body;
      const roles = (await ada.get(`${base}/roles`)).body.total;
      if (deleted?.status === 204) expect([given?.status, role, roles]).toEqual([422, "member", 0]);
      else expect([deleted?.status, given?.status, role, roles]).toEqual([409, 200, "responder", 1]);
    }
  });

  test("many writers at once make one version and one event each, with none missing", async () => {
    const { base, ada } = await founded("enterprise");
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => ada.post(`${base}/tenants`, { tenant: `t${index}` })),
    );
    const etags = answers.map(({ body }) => Number(body.etag.slice(1)));
    expect(new Set(etags).size).toBe(60);
    const { items, version } = (await ada.get(`${base}/audit-events?limit=1000`)).body;
    expect(version).toBe(61);
    expect(items.map((event: { version: number }) => event.version)).toEqual(
      Array.from({ length: 61 }, (_, i) => i + 1),
    );
  });

  test("one refused write among many at once undoes itself alone", async () => {
    const { base, ada } = await founded("enterprise");
    const answers = await Promise.all([
      ada.post(`${base}/tenants`, { tenant: "a" }),
      ada.post(`${base}/projects`, { project: "p", tenant: "nowhere" }),
      ada.post(`${base}/tenants`, { tenant: "b" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 201]);
    expect((await ada.get(`${base}/tenants`)).body.total).toBe(2);
  });
});
