import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schema } from "../../src/server/http/openapi-file.ts";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { halves, openRaw } from "../_support/raw-connection.ts";
import { OPERATIONS, schemasIn } from "../_support/request-schemas.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";

/** What of a value of this schema could grow without end. */
function endless({ type, ...schema }: Schema): string[] {
  const types = [type].flat();
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  const bounded = schema.maxLength !== undefined || /\{0,\d+\}\$$/.test(String(schema.pattern));
  const closed = schema.additionalProperties === false || schema.maxProperties !== undefined;
  const between = schema.minimum !== undefined && schema.maximum !== undefined;
  return [
    ...(types.includes("string") && !bounded ? ["length"] : []),
    ...(types.includes("array") && schema.maxItems === undefined ? ["items"] : []),
    ...(types.includes("object") && !closed ? ["properties"] : []),
    ...((types.includes("number") || types.includes("integer")) && !between ? ["value"] : []),
  ];
}

describe("the OpenAPI file", () => {
  const fields = OPERATIONS.flatMap(({ id, parameters, body }) => [
    ...parameters.flatMap(({ name, schema }) => [...schemasIn(schema, `${id} ${name}`)]),
    ...(body === undefined ? [] : schemasIn(body.schema, `${id} body`)),
  ]);

  test("has a bound for every field of every request", () => {
    expect(fields.length).toBeGreaterThan(200);
    expect(fields.flatMap(([where, schema]) => endless(schema).map((what) => `${where}: ${what}`))).toEqual([]);
  });
});

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let ada: Caller;

  beforeAll(async () => {
    server = await store.start();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
  });
  afterAll(() => server.close());

  const nested = (depth: number) => `{"tenant":"eu","title":${"[".repeat(depth)}${"]".repeat(depth)}}`;

  test.each([
    ["a body that nests a hundred thousand levels", "tenants", nested(100_000), /deeper than 16 levels/],
    ["a body that nests as deep as is read", "tenants", nested(15), /title must be string/],
    [
      "brackets in a text, which do not nest",
      "tenants",
      { tenant: "NO", title: `"\\${"[{".repeat(50)}` },
      /tenant must match/,
    ],
    ["a title beyond its length", "tenants", { tenant: "eu", title: "x".repeat(501) }, /501|500/],
    [
      "more permissions than there can be",
      "roles",
      { role: "r", permissions: Array.from({ length: 1_001 }, (_, i) => `p${i}`) },
      /1000/,
    ],
    [
      "more attributes than there can be",
      "invitations",
      {
        email: "x@acme.example",
        role: "member",
        attributes: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, 1])),
      },
      /100/,
    ],
    [
      "a number beyond what is exact",
      "invitations",
      '{"email":"x@acme.example","role":"member","attributes":{"memberType":1e308}}',
      /<= 9007199254740991/,
    ],
    ["a key that reaches for the prototype", "tenants", '{"tenant":"eu","__proto__":{"title":"x"}}', /not valid JSON/],
    [
      "a key that reaches for the constructor",
      "tenants",
      '{"tenant":"eu","constructor":{"prototype":{"title":"x"}}}',
      /not valid JSON/,
    ],
  ])("%s is a 400", async (_what, place, body, detail) => {
    const answer = await ada.post(`${BASE}/${place}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request" } });
    expect(answer.body.detail).toMatch(detail);
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  test("a search, a cursor and an address as long as they may be are answered, one longer is not", async () => {
    expect((await ada.get(`${BASE}/members?search=${"x".repeat(320)}`)).status).toBe(200);
    expect((await ada.get(`${BASE}/members?search=${"x".repeat(321)}`)).status).toBe(400);
    expect((await ada.get(`${BASE}/members?cursor=${"x".repeat(2_001)}`)).status).toBe(400);
    expect((await ada.get(`${BASE}/members/${"x".repeat(3_001)}`)).status).toBe(414);
    expect((await ada.get(`${BASE}/members?search=${"x".repeat(20_000)}`)).status).toBe(431);
    expect((await ada.get(BASE, undefined, { "if-match": "x".repeat(20_000) })).status).toBe(431);
  });

  test("whoever has no token sends no body: the answer comes before it", async () => {
    const connection = await openRaw(server.url);
    connection.write(halves("POST", `${BASE}/tenants`, "chr_nobody", { tenant: "x".repeat(1_000_000) })[0]);
    expect(await connection.until(/\r\n\r\n\{/)).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe("a server's patience", () => {
  test("ends with headers that do not come to an end, and with a body that does not", async () => {
    const server = await startTestServer({ connections: { headersSeconds: 0.2, requestSeconds: 0.4 } });
    const ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
    const { token } = (await ada.post(`${BASE}/tokens`, {})).body;
    const [slowHead, slowBody] = await Promise.all([openRaw(server.url), openRaw(server.url)]);
    slowHead.write("GET /healthz HTTP/1.1\r\nhost: api.example\r\nx-a: ");
    slowBody.write(halves("POST", `${BASE}/tenants`, token, { tenant: "eu" })[0]);
    for (const connection of [slowHead, slowBody]) {
      const answer = await connection.ended;
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer.toLowerCase()).toContain("x-content-type-options: nosniff");
      expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ status: 408, code: "invalid-request" });
    }
    expect((await ada.get(`${BASE}/tenants`)).body.total).toBe(0);
    await server.close();
  });

  test("ends with a connection on which nothing moves", async () => {
    const server = await startTestServer({ connections: { idleSeconds: 0.2 } });
    const connection = await openRaw(server.url);
    expect(await connection.ended).toBe("");
    await server.close();
  });

  test("ends with more connections than it holds; the ones before go on", async () => {
    const server = await startTestServer({ connections: { most: 2 } });
    const held = await Promise.all([openRaw(server.url), openRaw(server.url)]);
    expect(await (await openRaw(server.url)).ended).toBe("");
    for (const connection of held) {
      connection.write("GET /healthz HTTP/1.1\r\nhost: api.example\r\nconnection: close\r\n\r\n");
      expect(await connection.ended).toMatch(/^HTTP\/1\.1 200 /);
    }
    await server.close();
  });

  test.each([
    ["what is no HTTP", "\u0016\u0003\u0001 not http\r\n\r\n", 400],
    [
      "two lengths of one body",
      "POST /v1/organizations HTTP/1.1\r\nhost: a.example\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
      400,
    ],
    [
      "a length beside chunks, as smuggled requests have",
      "POST /v1/organizations HTTP/1.1\r\nhost: a.example\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    [
      "headers beyond all measure",
      `GET /healthz HTTP/1.1\r\nhost: a.example\r\nx-a: ${"x".repeat(20_000)}\r\n\r\n`,
      431,
    ],
  ])("%s is answered with a problem, and the connection ends", async (_what, text, status) => {
    const server = await startTestServer();
    const connection = await openRaw(server.url);
    connection.write(text);
    const answer = await connection.ended;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ status, code: "invalid-request" });
    await server.close();
  });
});
