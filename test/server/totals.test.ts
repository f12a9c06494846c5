import { describe, expect, onTestFinished, test } from "vitest";
import { Totals } from "../../src/server/store/totals.ts";
import { type Caller, startTestServer } from "../_support/membership-server.ts";
import { newDatabase, STORES, withoutPostgres } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

const total = async (caller: Caller, listing: string) => (await caller.get(`${BASE}/${listing}`)).body.total;

describe.each(STORES)("totals of listings on $name", ({ start }) => {
  test("are right after every change, whichever filter they were counted with before", async () => {
    const server = await start({ allowImpersonation: true });
    onTestFinished(() => server.close());
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const invite = (email: string) => ada.post(`${BASE}/invitations`, { email, role: "member" });
    const { body } = await invite("grace@acme.example");
    await invite("linus@acme.example");
    expect(await total(ada, "invitations")).toBe(2);
    expect(await total(ada, "invitations?search=grace")).toBe(1);
    expect(await total(ada, "invitations?role=viewer")).toBe(0);
    await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": "grace@acme.example" });
    expect([await total(ada, "invitations"), await total(ada, "members")]).toEqual([1, 2]);
    await ada.patch(`${BASE}/members/grace@acme.example`, { role: "viewer" });
    expect(await total(ada, "members?role=viewer")).toBe(1);
    await ada.post(`${BASE}/tenants`, { tenant: "eu" });
    await ada.post(`${BASE}/tenants`, { tenant: "us" });
    await ada.put(`${BASE}/tenants/eu/members/grace@acme.example`, { role: "tenant-member" });
    expect([await total(ada, "tenants/eu/members"), await total(ada, "tenants/us/members")]).toEqual([1, 0]);
    await ada.delete(`${BASE}/members/grace@acme.example`);
    expect([await total(ada, "tenants/eu/members"), await total(ada, "members")]).toEqual([0, 1]);
  });
});

test.skipIf(withoutPostgres)("a change at another server is counted here with the next request", async () => {
  const database = await newDatabase();
  const [here, there] = await Promise.all([startTestServer({ database }), startTestServer({ database })]);
  onTestFinished(async () => {
    await here.close();
    await there.close();
  });
  const ada = await here.found({ organization: "acme", owner: "ada@acme.example" });
  const { token } = (await ada.post(`${BASE}/tokens`, {})).body;
  expect(await total(ada, "invitations")).toBe(0);
  await there.caller(token).post(`${BASE}/invitations`, { email: "grace@acme.example", role: "member" });
  expect(await total(ada, "invitations")).toBe(1);
});

test("a listing is counted once a version, however many pages are read", async () => {
  let counted = 0;
  const listing = {
    count: async () => ++counted,
    slice: async () => [],
    keyOf: () => [],
    toWire: () => ({}),
  };
  const totals = new Totals();
  const count = (version: number, name: readonly (string | undefined)[]) =>
    totals.counted({ id: "o1", version }, name, listing).count();
  expect([await count(1, ["active"]), await count(1, ["active"])]).toEqual([1, 1]);
  expect(await count(2, ["active"])).toBe(2);
  expect(await count(2, ["active", "admin"])).toBe(3);
  expect(await count(2, ["active", undefined, "admin"])).toBe(4);
});
