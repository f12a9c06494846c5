import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  hashOf,
  isBearerToken,
  isInvitationToken,
  newBearerToken,
  newInvitationToken,
} from "../../src/server/store/secrets.ts";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { newDatabase, STORES, withoutPostgres } from "../_support/stores.ts";

const SCANNER = /\bch[ri]_[0-9A-Za-z]{49}\b/;
const DAY_MS = 86_400_000;

describe("the text of a token", () => {
  test("is found by one expression wherever it leaks, and no two are alike", () => {
    const tokens = Array.from({ length: 2_000 }, () => newBearerToken());
    expect(new Set(tokens).size).toBe(2_000);
    for (const token of tokens) expect(`export CHARTER_TOKEN="${token}";`).toMatch(SCANNER);
    expect(`https://members.example/invitations/accept?token=${newInvitationToken()}&x=1`).toMatch(SCANNER);
  });

  test("tells by itself that one character of it was lost or changed", () => {
    const token = newBearerToken();
    expect(isBearerToken(token)).toBe(true);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "x" ? "y" : "x";
      expect(isBearerToken(token.slice(0, at) + token.slice(at + 1))).toBe(false);
      expect(isBearerToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`), `at ${at}`).toBe(false);
    }
  });

  test("says what it is for: the token of an invitation opens nothing else", () => {
    const [bearer, invitation] = [newBearerToken(), newInvitationToken()];
    expect([isBearerToken(bearer), isInvitationToken(bearer)]).toEqual([true, false]);
    expect([isBearerToken(invitation), isInvitationToken(invitation)]).toEqual([false, true]);
  });
});

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let base: string;
  let number = 0;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  async function organization(roleModel = "standard"): Promise<void> {
    const key = `acme-${number++}`;
    base = `/v1/organizations/${key}`;
    ada = await server.found({ organization: key, owner: "ada@acme.example", roleModel });
  }

  async function joined(email: string, role: string): Promise<Caller> {
    const { body } = await ada.post(`${base}/invitations`, { email, role });
    await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": email });
    return server.as(email);
  }

  async function underCeiling(ceiling: string): Promise<Caller> {
    return server.caller((await ada.post(`${base}/tokens`, { ceiling })).body.token);
  }

  test("only hashes are in the database: no column of it holds the token", async () => {
    await organization();
    const { token, id } = (await ada.post(`${base}/tokens`, { title: "ci" })).body;
    const row = await server.store.read((db) =>
      db.selectFrom("tokens").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    );
    expect(row.hash).toBe(hashOf(token));
    expect(Object.values(row).join(" ")).not.toContain(token.slice(4));
  });

  test("a token that cannot be one is refused without a question to the database", async () => {
    const own = await store.start();
    await own.store.write(async (db) => {
      await sql`alter table tokens rename to lost`.execute(db);
      return { commit: true, value: undefined };
    });
    for (const token of ["chr_nobody", `${newBearerToken()}x`, newInvitationToken(), "x".repeat(5_000)]) {
      expect(await own.caller(token).get("/v1/me")).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    }
    expect((await own.caller(newBearerToken()).get("/v1/me")).status).toBe(500);
    await own.close();
  });

  test("a listing never shows a secret, nor does the audit trail", async () => {
    await organization();
    const made = await Promise.all(
      [{}, { title: "ci", ceiling: "viewer" }].map((body) => ada.post(`${base}/tokens`, body)),
    );
    const seen = [await ada.get(`${base}/tokens`), await ada.get(`${base}/audit-events`)]
      .map(({ text }) => text)
      .join("\n");
    for (const { body } of made) {
      expect(seen).toContain(body.id);
      expect(seen).not.toContain(body.token.slice(4));
      expect(seen).not.toContain(hashOf(body.token));
    }
  });

  test("an expired token is nobody's, at the very instant", async () => {
    await organization();
    const { token } = (await ada.post(`${base}/tokens`, { expiresInDays: 2 })).body;
    const before = server.clock.now;
    server.clock.now = new Date(before.getTime() + 2 * DAY_MS - 1);
    expect((await server.caller(token).get(base)).status).toBe(200);
    server.clock.now = new Date(before.getTime() + 2 * DAY_MS);
    expect((await server.caller(token).get(base)).status).toBe(401);
    server.clock.now = before;
  });

  test.each(["viewer", "member", "billing-admin", "security-lead", "admin", "owner"])(
    "an owner's token under the ceiling %s is answered as somebody with that role",
    async (role) => {
      await organization();
      await joined("grace@acme.example", "admin");
      await joined("linus@acme.example", "viewer");
      const deeds: ((
        caller: Caller,
        who: string,
      ) => Promise<{ status: number; body: { code?: string } | undefined }>)[] = [
        (caller, who) => caller.post(`${base}/tenants`, { tenant: `of-${who}` }),
        (caller, who) => caller.post(`${base}/roles`, { role: `of-${who}`, permissions: ["issues:triage"] }),
        (caller, who) => caller.post(`${base}/roles`, { role: `high-${who}`, permissions: ["billing:manage"] }),
        ...["viewer", "member", "admin", "owner"].map(
          (invited) => (caller: Caller, who: string) =>
            caller.post(`${base}/invitations`, { email: `${who}-${invited}@acme.example`, role: invited }),
        ),
        (caller) => caller.patch(`${base}/members/grace@acme.example`, { role: "admin" }),
        (caller) => caller.patch(`${base}/members/linus@acme.example`, { permissions: { "audit-log:read": "deny" } }),
        (caller) => caller.patch(base, { title: "Acme" }),
        (caller) => caller.patch(base, { tier: "enterprise" }),
        (caller) => caller.get(`${base}/audit-events`),
      ];
      const bounded = await underCeiling(role);
      const peer = await joined("peer@acme.example", role);
      for (const [index, deed] of deeds.entries()) {
        const [ours, theirs] = [await deed(bounded, "bounded"), await deed(peer, "peer")];
        expect([ours.status, ours.body?.code], `deed ${index}`).toEqual([theirs.status, theirs.body?.code]);
      }
    },
  );

  test("under a ceiling a token sees and revokes no more than itself and what is below it", async () => {
    await organization();
    const strong = (await ada.post(`${base}/tokens`, { title: "of a person" })).body;
    const low = (await ada.post(`${base}/tokens`, { ceiling: "viewer" })).body;
    const bounded = (await ada.post(`${base}/tokens`, { ceiling: "admin" })).body;
    const pipeline = server.caller(bounded.token);
    const refused = await pipeline.delete(`${base}/tokens/${strong.id}`);
    expect(refused).toMatchObject({ status: 403, body: { code: "permission-not-held" } });
    expect((await server.caller(strong.token).get(base)).status).toBe(200);
    expect((await pipeline.delete(`${base}/tokens/${low.id}`)).status).toBe(204);
    expect((await pipeline.delete(`${base}/tokens/${bounded.id}`)).status).toBe(204);
    expect((await pipeline.get(base)).status).toBe(401);
  });

  test("where the keystone is a permission, a ceiling without it makes no keeper of everybody's tokens", async () => {
    await organization("custom-roles");
    await ada.post(`${base}/roles`, { role: "reader", permissions: ["logs"] });
    const grace = await joined("grace@acme.example", "reader");
    const hers = (await grace.post(`${base}/tokens`, { title: "of grace" })).body;
    const bounded = await underCeiling("reader");
    expect((await ada.get(`${base}/tokens`)).text).toContain("of grace");
    expect((await bounded.get(`${base}/tokens`)).text).not.toContain("of grace");
    expect((await bounded.delete(`${base}/tokens/${hers.id}`)).body.code).toBe("unknown-token");
  });

  test("a token whose ceiling was deleted does nothing any more", async () => {
    await organization();
    await ada.post(`${base}/roles`, { role: "auditor", permissions: ["audit-log:read"] });
    const bounded = await underCeiling("auditor");
    expect((await bounded.get(`${base}/audit-events`)).status).toBe(200);
    expect((await ada.delete(`${base}/roles/auditor`)).status).toBe(204);
    expect(await bounded.get(`${base}/audit-events`)).toMatchObject({
      status: 403,
      body: { code: "permission-missing" },
    });
    expect((await bounded.post(`${base}/tokens`, { ceiling: "viewer" })).status).toBe(403);
  });
});

describe.skipIf(withoutPostgres)("two servers on one PostgreSQL database", () => {
  test("a token that is revoked at one is 401 at the other with the next request", async () => {
    const database = await newDatabase();
    const [first, second] = await Promise.all([startTestServer({ database }), startTestServer({ database })]);
    const ada = await first.found({ organization: "acme", owner: "ada@acme.example" });
    const made = (await ada.post("/v1/organizations/acme/tokens", {})).body;
    const there = second.caller(made.token);
    for (let round = 0; round < 3; round++) expect((await there.get("/v1/organizations/acme")).status).toBe(200);
    expect((await ada.delete(`/v1/organizations/acme/tokens/${made.id}`)).status).toBe(204);
    expect((await there.get("/v1/organizations/acme")).status).toBe(401);
    expect((await there.post("/v1/organizations/acme/tenants", { tenant: "eu" })).status).toBe(401);
    await Promise.all([first.close(), second.close()]);
  });
});
