import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationContract } from "../../src/server/http/openapi-file.ts";
import { standingAt, tryEnter } from "../../src/server/store/principal.ts";
import { newBearerToken, newInvitationToken } from "../../src/server/store/secrets.ts";
import type { ApiAnswer, Caller, TestServer } from "../_support/membership-server.ts";
import { leastValue, OPERATIONS } from "../_support/request-schemas.ts";
import { STORES } from "../_support/stores.ts";

const WITHIN = OPERATIONS.filter(({ path }) => path.includes("{org}"));

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let outsiders: readonly (readonly [string, Caller])[];
  let known: Readonly<Record<string, string>>;

  beforeAll(async () => {
    server = await store.start();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const base = "/v1/organizations/acme";
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "wearables", tenant: "eu" });
    await ada.post(`${base}/roles`, { role: "scribe", permissions: ["issues:triage"] });
    const invited = await ada.post(`${base}/invitations`, { email: "new@acme.example", role: "member" });
    const { id } = (await ada.post(`${base}/tokens`, {})).body;
    known = {
      id,
      email: "ada@acme.example",
      invitation: invited.body.id,
      role: "scribe",
      tenant: "eu",
      project: "wearables",
    };
    await server.found({ organization: "other", owner: "eve@other.example" });
    outsiders = [
      ["somebody who is in no organization", await server.as("nobody@elsewhere.example")],
      ["the owner of another one", await server.as("eve@other.example")],
      ["somebody who is invited and has not accepted", await server.as("new@acme.example")],
      [
        "an owner with a token that is bounded to another one",
        await server.as("ada@acme.example", { organization: "other", ceiling: "owner" }),
      ],
    ];
  });
  afterAll(() => server.close());

  function ask(caller: Caller, { method, path, body }: OperationContract, organization: string): Promise<ApiAnswer> {
    const names = { ...known, org: organization } as Record<string, string>;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? "unnamed"));
    const send = caller[method as keyof Caller];
    return send(filled, body === undefined ? undefined : leastValue(body.schema));
  }

  /** Everything of an answer that a caller could tell two of them by. */
  function visible({ status, headers, text }: ApiAnswer, organization: string) {
    const named = [...headers].filter(([name]) => !["date", "x-request-id"].includes(name));
    const { requestId: _, ...body } = JSON.parse(text);
    return JSON.parse(JSON.stringify({ status, named, body }).replaceAll(organization, "KEY"));
  }

  test.each(WITHIN.map((operation) => [operation.id, operation] as const))(
    "%s answers an outsider the same about an organization that is there and about one that is not",
    async (_id, operation) => {
      const ofEach = outsiders.map(async ([who, outsider]) => {
        const [there, nowhere] = await Promise.all(["acme", "ecma"].map((key) => ask(outsider, operation, key)));
        return { who, there: there ?? expect.unreachable(), nowhere: nowhere ?? expect.unreachable() };
      });
      for (const { who, there, nowhere } of await Promise.all(ofEach)) {
        expect(there.status, `${who}: ${there.text}`).toBe(404);
        expect(there.body.code).toBe("unknown-organization");
        expect(visible(there, "acme"), who).toEqual(visible(nowhere, "ecma"));
      }
    },
  );

  test("none of that is for want of something to find: the owner is answered otherwise at every door", async () => {
    const readings = WITHIN.filter(({ method }) => method === "get");
    for (const operation of readings) {
      expect((await ask(ada, operation, "acme")).text, operation.id).not.toContain("unknown-organization");
      expect((await ask(ada, operation, "ecma")).text, operation.id).toContain("unknown-organization");
    }
    expect(WITHIN.length).toBeGreaterThan(35);
  });

  test("finding out costs an outsider's request as many queries for one as for the other", async () => {
    const principal = {
      id: "t",
      email: "x@else.example",
      key: "x@else.example",
      ceiling: undefined,
      organization: undefined,
      expiresAt: undefined,
    };
    const queriesFor = (key: string) =>
      server.store.read(async (db) => {
        const { plugin, counted } = counting();
        expect(await standingAt(db.withPlugin(plugin), key, principal as never)).toBe("outside");
        expect(await tryEnter(db.withPlugin(plugin), server.store.rulebook, key, principal as never)).toBeUndefined();
        return counted();
      });
    expect(await queriesFor("acme")).toEqual(await queriesFor("ecma"));
    expect((await queriesFor("acme")).length).toBe(4);
  });

  // The embedded database has one writer at a time, whoever's organization it is.
  if (store.name === "PostgreSQL") {
    test("an outsider's write waits for no writer of the organization", async () => {
      const held = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const [, outsider] = outsiders[0] ?? expect.unreachable();
      const writer = server.store.write(async (db) => {
        await server.store.hold(db, { key: "acme" });
        held.resolve();
        await release.promise;
        return { commit: false, value: undefined };
      });
      await held.promise;
      expect((await outsider.delete("/v1/organizations/acme")).status).toBe(404);
      release.resolve();
      await writer;
    });
  }

  test("whoever has no good token is told the same everywhere, and nothing of what is there", async () => {
    for (const token of [undefined, newBearerToken(), "chr_nobody"]) {
      const stranger = server.caller(token);
      const there = await Promise.all(WITHIN.map((operation) => ask(stranger, operation, "acme")));
      const nowhere = await Promise.all(WITHIN.map((operation) => ask(stranger, operation, "ecma")));
      for (const answer of there) expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
      expect(there.map((answer) => visible(answer, "acme"))).toEqual(nowhere.map((answer) => visible(answer, "ecma")));
    }
  });

  test("what became of an invitation is told to whoever holds its token; who makes one up, or has a part, learns nothing", async () => {
    const base = "/v1/organizations/acme";
    const tokenOf = async (email: string) =>
      (await server.letters()).filter(({ to }) => to === email).at(-1)?.token ?? "";
    for (const email of ["spent@acme.example", "cancelled@acme.example"]) {
      await ada.post(`${base}/invitations`, { email, role: "member" });
    }
    const [spent, cancelled] = [await tokenOf("spent@acme.example"), await tokenOf("cancelled@acme.example")];
    const accept = (token: string) => server.caller().post("/v1/invitations/accept", { token });
    expect((await accept(spent)).status).toBe(200);
    await ada.delete(`${base}/invitations/cancelled@acme.example`);
    const [first, ...others] = await Promise.all(
      [newInvitationToken(), "chi_x", newBearerToken(), spent.slice(0, -1), cancelled.slice(0, -1)].map(accept),
    );
    const seen = visible(first ?? expect.unreachable(), "KEY");
    expect(seen).toMatchObject({ status: 404, body: { code: "invitation-token-unknown" } });
    for (const other of others) expect(visible(other, "KEY")).toEqual(seen);
    expect(JSON.stringify(seen)).not.toMatch(/acme/);
    for (const [token, became] of [
      [spent, /accepted/],
      [cancelled, /cancelled/],
    ] as const) {
      const { body } = await accept(token);
      expect(body).toMatchObject({
        status: 409,
        code: "invitation-not-pending",
        detail: expect.stringMatching(became),
      });
      expect(JSON.stringify(body)).not.toMatch(/acme/);
    }
  });

  test("a member is refused with 403 what they may know of, and with 404 what is another's", async () => {
    const base = "/v1/organizations/acme";
    await ada.post(`${base}/invitations`, { email: "linus@acme.example", role: "viewer" });
    const letter = (await server.letters()).filter(({ to }) => to === "linus@acme.example").at(-1);
    const { token } = (await server.caller().post("/v1/invitations/accept", { token: letter?.token })).body;
    const linus = server.caller(token);
    expect((await linus.delete(`${base}/tenants/eu`)).body.code).toBe("permission-missing");
    expect((await linus.get(`${base}/audit-events`)).status).toBe(403);
    const foreign = await linus.delete(`${base}/tokens/${known.id}`);
    const invented = await linus.delete(`${base}/tokens/000000000000000000000000`);
    expect([foreign.status, invented.status]).toEqual([404, 404]);
    expect(foreign.body.detail.replace(known.id, "ID")).toBe(
      invented.body.detail.replace("000000000000000000000000", "ID"),
    );
  });
});

/** Remembers the kind and the tables of every query. */
function counting(): { plugin: KyselyPlugin; counted: () => readonly string[] } {
  const queries: string[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries.push(`${node.kind} ${JSON.stringify(node).match(/"name":"(organizations|members|grants)"/g)?.length}`);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { plugin, counted: () => queries };
}
