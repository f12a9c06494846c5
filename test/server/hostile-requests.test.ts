import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiAnswer, Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

function expectNoProperRequest(answer: ApiAnswer): void {
  expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request", status: 400 } });
}

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;

  beforeAll(async () => {
    server = await store.start();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
  });
  afterAll(async () => {
    expect(server.errors).toEqual([]);
    await server.close();
  });

  test.each([
    ["U+0000", "a\\u0000b"],
    ["the first half of a surrogate pair", "a\\ud800b"],
    ["the second half of one", "a\\udc00b"],
  ])("%s is refused in a title, in an address, in the name of a field and in a list", async (_what, escaped) => {
    expectNoProperRequest(await ada.post(`${BASE}/tenants`, `{"tenant":"eu","title":"${escaped}"}`));
    expectNoProperRequest(await ada.post(`${BASE}/invitations`, `{"email":"${escaped}@acme.example","role":"member"}`));
    expectNoProperRequest(await ada.patch(BASE, `{"settings":{"${escaped}":1}}`));
    expectNoProperRequest(await ada.post(`${BASE}/roles`, `{"role":"scribe","permissions":["${escaped}"]}`));
    expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(0);
  });

  test("U+0000 is refused in the path and in the query", async () => {
    expectNoProperRequest(await ada.get(`${BASE}/members/a%00b`));
    expectNoProperRequest(await ada.get(`${BASE}/members?search=%00`));
    expectNoProperRequest(await ada.get("/v1/organizations/%00"));
  });

  test("a cursor that holds what no text can is no cursor", async () => {
    for (const key of ["\u0000", "\ud800"]) {
      const cursor = Buffer.from(JSON.stringify([key])).toString("base64url");
      for (const listing of ["members", "invitations", "roles", "tenants", "projects", "tokens"]) {
        expectNoProperRequest(await ada.get(`${BASE}/${listing}?cursor=${cursor}`));
      }
    }
  });

  test("a body that is not UTF-8 is refused, and is not guessed at", async () => {
    for (const bytes of [[0xc3, 0x28], [0xff], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]) {
      const body = Buffer.concat([Buffer.from('{"tenant":"eu","title":"'), Buffer.from(bytes), Buffer.from('"}')]);
      const { authorization } = await authorizationOf();
      const response = await fetch(`${server.url}${BASE}/tenants`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "invalid-request", detail: "the body is not UTF-8" });
    }
    expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(0);
  });

  async function authorizationOf(): Promise<{ authorization: string }> {
    const { token } = (await ada.post(`${BASE}/tokens`, {})).body;
    return { authorization: `Bearer ${token}` };
  }

  test("every character that text can have comes back as it was", async () => {
    const title = "\u0001\u007f\u0085\u2028\ufeff\uffff\u{10ffff}é e\u0301 'quoted' \"twice\" \\ % _ ; --";
    const made = await ada.post(`${BASE}/projects`, { project: "atlas", tenant: "nowhere" });
    expect(made.status).toBe(422);
    expect((await ada.post(`${BASE}/tenants`, { tenant: "us", title })).body.title).toBe(title);
    expect((await ada.get(`${BASE}/tenants/us`)).body.title).toBe(title);
    await ada.delete(`${BASE}/tenants/us`);
  });
});
