import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../../src/api/api-error.ts";
import { readJson } from "../../src/api/read-body.ts";
import { type ApiRequest, Transport, type TransportOptions } from "../../src/api/transport.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { tryExchange } from "../_support/try-exchange.ts";

const API = "https://members.example";
const TOKEN = "chr_a-very-secret-token";
const READ: ApiRequest = { method: "GET", path: "/v1/me", what: "ask who the token is" };
const WRITE: ApiRequest = { method: "PATCH", path: "/v1/me", body: { a: 1 }, what: "write" };

const exchange = (request: ApiRequest, options: Partial<TransportOptions> = {}) =>
  tryExchange(request, { url: API, token: TOKEN, ...options });

describe("an API that answers with trouble", () => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it("sends the token, a request id and JSON, and reads JSON", async () => {
    nock(API, {
      reqheaders: {
        authorization: `Bearer ${TOKEN}`,
        "x-request-id": /^[0-9a-f-]{36}$/,
        "content-type": "application/json",
      },
    })
      .patch("/v1/me", { a: 1 })
      .reply(200, { b: 2 });
    expect(await exchange(WRITE)).toMatchObject({ value: { b: 2 }, waits: [] });
  });

  it("waits as long as a 429 asks, in seconds", async () => {
    nock(API).get("/v1/me").reply(429, {}, { "retry-after": "7" }).get("/v1/me").reply(200, { ok: true });
    expect(await exchange(READ)).toMatchObject({ value: { ok: true }, waits: [7000] });
  });

  it("waits until the date that a 503 names", async () => {
    const headers = { "retry-after": "Sun, 22 Nov 2026 06:00:30 GMT" };
    nock(API).get("/v1/me").reply(503, {}, headers).get("/v1/me").reply(200, { ok: true });
    expect(await exchange(READ)).toMatchObject({ value: { ok: true }, waits: [30_000] });
  });

  it("gives up at once where it is asked to wait longer than anybody would", async () => {
    nock(API).get("/v1/me").reply(429, { title: "Too many" }, { "retry-after": "3600" });
    const { error, waits } = await exchange(READ);
    expect(error).toMatchObject({ code: "rate-limited", status: 429, sent: false });
    expect(error?.message).toContain("asks to wait 3600 s");
    expect(waits).toEqual([]);
  });

  it("makes the others wait as well, when one request is asked to", async () => {
    const clock = new PatientClock();
    const transport = new Transport({ url: API, clock, retry: { attempts: 1 } });
    const patient = new Transport({ url: API, clock });
    nock(API).get("/v1/me").reply(429, {}, { "retry-after": "5" });
    await expect(transport.exchange(READ, readJson)).rejects.toThrow(ApiError);
    nock(API).get("/v1/me").times(2).reply(429, {}, { "retry-after": "5" }).get("/v1/me").times(3).reply(200, {});
    await Promise.all([patient.exchange(READ, readJson), patient.exchange(READ, readJson)]);
    const before = clock.waits.length;
    await patient.exchange(READ, readJson);
    expect(clock.waits.length).toBe(before);
    await transport.close();
    await patient.close();
  });

  it("tries a failing server again with growing, jittered waits, and not for ever", async () => {
    nock(API).get("/v1/me").times(6).reply(500, { code: "internal-error", detail: "the disk is on fire" });
    const { error, waits } = await exchange(READ);
    expect(error).toMatchObject({ code: "server-error", status: 500 });
    expect(error?.message).toContain("the disk is on fire");
    expect(waits).toEqual([100, 200, 400, 800, 1600]);
    const jittered = new PatientClock(0.5);
    nock(API).get("/v1/me").reply(500).get("/v1/me").reply(200, {});
    await exchange(READ, { clock: jittered });
    expect(jittered.waits).toEqual([150]);
  });

  it("does not repeat a write without a key whose fate is unknown, but one that was turned away", async () => {
    nock(API).patch("/v1/me").reply(504);
    expect(await exchange(WRITE)).toMatchObject({ error: { code: "server-error", sent: true }, waits: [] });
    nock(API).patch("/v1/me").reply(429).patch("/v1/me").reply(200, {});
    expect((await exchange(WRITE)).waits).toHaveLength(1);
  });

  it.each([
    [401, {}, "unauthenticated", "CHARTER_TOKEN"],
    [
      403,
      { code: "permission-missing", detail: "member.invite needs members:manage" },
      "permission-missing",
      "needs members:manage",
    ],
    [
      404,
      { code: "unknown-organization", detail: 'there is no organization "acme"' },
      "unknown-organization",
      "is the name right",
    ],
    [
      409,
      { code: "seat-limit-reached", detail: "all 5 seats are taken." },
      "seat-limit-reached",
      "all 5 seats are taken",
    ],
    [412, { code: "precondition-failed", detail: "it is at v4" }, "precondition-failed", "it is at v4"],
    [
      422,
      {
        code: "unknown-role",
        detail: "no role x",
        refusals: [
          { code: "unknown-role", message: "no role x" },
          { code: "seat-limit-reached", message: "no seat" },
        ],
      },
      "unknown-role",
      "no role x; no seat",
    ],
    [501, {}, "not-offered", "does not offer"],
  ])("explains a %i in a sentence, and does not repeat it", async (status, body, code, words) => {
    nock(API)
      .get("/v1/me")
      .reply(status, body, { "content-type": "application/problem+json", "x-request-id": "req-7" });
    const { error, waits } = await exchange(READ);
    expect(error).toMatchObject({ code, status, requestId: "req-7", sent: false });
    expect(error?.message).toContain("could not ask who the token is");
    expect(error?.message).toContain(words);
    expect(waits).toEqual([]);
  });

  it("recognizes that something else than the API answers", async () => {
    nock(API).get("/v1/me").reply(200, "<!doctype html><p>Welcome!", { "content-type": "text/html; charset=utf-8" });
    const { error } = await exchange(READ);
    expect(error?.code).toBe("invalid-answer");
    expect(error?.message).toContain(
      "https://members.example answered text/html where JSON was expected: is this the API's address?",
    );
    nock(API).get("/v1/me").reply(404, "<p>Not here", { "content-type": "text/html" });
    expect((await exchange(READ)).error?.message).toContain("is this the API's address?");
  });

  it("does not follow a redirect with the token, and shows no query of it", async () => {
    nock(API).get("/v1/me").reply(302, "", { location: "https://login.example/sign-in?state=secret" });
    const { error } = await exchange(READ);
    expect(error).toMatchObject({ code: "invalid-answer", status: 302 });
    expect(error?.message).toContain("https://login.example/sign-in ");
    expect(error?.message).not.toContain("state");
  });

  it("tries an answer again that is cut off in the middle of its JSON", async () => {
    const headers = { "content-type": "application/json" };
    nock(API).get("/v1/me").reply(200, '{"a":', headers).get("/v1/me").reply(200, '{"a":1}', headers);
    expect(await exchange(READ)).toMatchObject({ value: { a: 1 } });
    nock(API).get("/v1/me").times(6).reply(200, '{"a":', headers);
    expect((await exchange(READ)).error?.message).toContain("cut off or is not JSON");
  });

  it("has an address with a path, and forgives a slash and a version at its end", async () => {
    nock(API).get("/members/v1/me").times(3).reply(200, {});
    for (const url of [`${API}/members`, `${API}/members/`, `${API}/members/v1/`]) {
      expect((await exchange(READ, { url })).error).toBeUndefined();
    }
    nock(API).get("/v1/me").reply(200, {});
    expect((await exchange(READ, { url: `${API}/` })).error).toBeUndefined();
  });

  it("names its target without user and password", () => {
    expect(new Transport({ url: "https://ada:pw@members.example/api?x=1" }).target).toBe("https://members.example/api");
    expect(new Transport({ url: API, target: "embedded:data" }).target).toBe("embedded:data");
  });

  it.each(["members.example", "ftp://members.example", ""])("refuses %j as an address", (url) => {
    expect(() => new Transport({ url })).toThrow(/is not the address of an API/);
  });

  it("refuses a token with a line break without quoting it", () => {
    expect(() => new Transport({ url: API, token: "chr_secret\n" })).toThrow(/^(?!.*chr_secret)/);
    expect(() => new Transport({ url: API, token: "chr_secret\n" })).toThrow(/no token has/);
  });
});
