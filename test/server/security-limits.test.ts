import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CountSketch } from "../../src/server/http/count-sketch.ts";
import { FailureLimit } from "../../src/server/http/failure-limit.ts";
import { KnownTokens } from "../../src/server/http/known-tokens.ts";
import { networkOf } from "../../src/server/http/network-of.ts";
import { RateLimit } from "../../src/server/http/rate-limit.ts";
import type { ServerOptions } from "../../src/server/index.ts";
import { newBearerToken, newInvitationToken } from "../../src/server/store/secrets.ts";
import type { ApiAnswer, Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";
const NOW = new Date("2026-11-22T10:00:30.000Z");
const PROBES = ["/healthz", "/readyz", "/metrics", "/v1/healthz", "/v1/readyz", "/v1/metrics"];

describe.each(STORES)("on $name", (store) => {
  let server: TestServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function serving(options: Partial<ServerOptions>): Promise<{ server: TestServer; ada: Caller }> {
    server = await store.start({ trustProxy: "loopback", ...options });
    return { server, ada: await server.found({ organization: "acme", owner: "ada@acme.example" }) };
  }

  const failures = (requests: number) => ({ failureLimit: { requests, windowSeconds: 60 } });
  const from = (address: string) => ({ "x-forwarded-for": address });
  const statuses = (answers: readonly ApiAnswer[]) => answers.map(({ status }) => status).sort();
  const guess = (to: TestServer, address: string) =>
    to.caller(newBearerToken()).get("/v1/me", undefined, from(address));
  const accept = (to: TestServer, token: string, address: string) =>
    to.caller().post("/v1/invitations/accept", { token }, from(address));

  test("of five hundred guesses at once as many are looked at as of five hundred one after another", async () => {
    const { server } = await serving(failures(10));
    const answers = await Promise.all(Array.from({ length: 500 }, () => guess(server, "203.0.113.1")));
    expect(statuses(answers)).toEqual([...Array(10).fill(401), ...Array(490).fill(429)]);
    expect((await guess(server, "203.0.113.1")).status).toBe(429);
  });

  test("whoever guesses is told when to come again, and is heard then", async () => {
    const { server } = await serving(failures(3));
    server.clock.now = NOW;
    for (let number = 0; number < 3; number++) expect((await guess(server, "203.0.113.1")).status).toBe(401);
    const refused = await guess(server, "203.0.113.1");
    expect(refused).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      "retry-after": "30",
      "ratelimit-limit": "3",
      "ratelimit-remaining": "0",
      "ratelimit-reset": "30",
    });
    server.clock.now = new Date(NOW.getTime() + 30_000);
    expect((await guess(server, "203.0.113.1")).status).toBe(401);
  });

  test("a guesser loses their own address alone, and all addresses that come with it", async () => {
    const { server } = await serving(failures(2));
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2"]) await guess(server, address);
    expect((await guess(server, "2001:db8:1:2::abcd")).status).toBe(429);
    expect((await guess(server, "2001:db8:1:3::1")).status).toBe(401);
    expect((await guess(server, "203.0.113.2")).status).toBe(401);
  });

  test("a token that was good goes on beside a guesser at the same address; one that nobody has seen waits", async () => {
    const { server, ada } = await serving(failures(2));
    const fresh = (await ada.post(`${BASE}/tokens`, {}, from("203.0.113.1"))).body.token;
    for (let number = 0; number < 5; number++) await guess(server, "203.0.113.1");
    expect((await ada.get(BASE, undefined, from("203.0.113.1"))).status).toBe(200);
    expect((await server.caller(fresh).get(BASE, undefined, from("203.0.113.1"))).status).toBe(429);
    expect((await server.caller(fresh).get(BASE, undefined, from("203.0.113.9"))).status).toBe(200);
  });

  test("a token that was good and is revoked is a guess like any other", async () => {
    const { server, ada } = await serving(failures(2));
    const made = (await ada.post(`${BASE}/tokens`, {})).body;
    const leaked = server.caller(made.token);
    expect((await leaked.get(BASE, undefined, from("203.0.113.1"))).status).toBe(200);
    await ada.delete(`${BASE}/tokens/${made.id}`);
    const answers: number[] = [];
    for (let number = 0; number < 5; number++)
      answers.push((await leaked.get(BASE, undefined, from("203.0.113.1"))).status);
    expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(3);
    expect(answers.at(-1)).toBe(429);
  });

  test("guesses at invitations count as well, on the page too, whatever good token comes with them", async () => {
    const { server, ada } = await serving(failures(3));
    expect((await accept(server, newInvitationToken(), "203.0.113.1")).status).toBe(404);
    expect((await accept(server, "chi_made-up", "203.0.113.1")).status).toBe(404);
    const page = `/invitations/accept?token=${newInvitationToken()}`;
    expect((await server.caller().get(page, undefined, from("203.0.113.1"))).status).toBe(404);
    expect((await accept(server, newInvitationToken(), "203.0.113.1")).status).toBe(429);
    expect((await server.caller().get(page, undefined, from("203.0.113.1"))).status).toBe(429);
    const member = await ada.post("/v1/invitations/accept", { token: newInvitationToken() }, from("203.0.113.1"));
    expect(member.status).toBe(429);
  });

  test("twenty people behind one address accept their invitations: nobody who is right is counted", async () => {
    const { server, ada } = await serving(failures(3));
    const people = Array.from({ length: 20 }, (_, index) => `p${index}@acme.example`);
    for (const email of people) await ada.post(`${BASE}/invitations`, { email, role: "member" });
    for (const { token } of await server.letters()) {
      expect((await accept(server, token, "203.0.113.1")).status).toBe(200);
    }
    expect((await ada.get(`${BASE}/members`)).body.total).toBe(21);
  });

  test("probes of those who run it are not counted, and answer while their address is shut out", async () => {
    const { server } = await serving(failures(1));
    for (let number = 0; number < 3; number++) await guess(server, "203.0.113.1");
    for (const path of PROBES) {
      expect((await server.caller().get(path, undefined, from("203.0.113.1"))).status).toBe(200);
    }
  });

  test("probes are under no limit, for one that is refused would have the server restarted", async () => {
    const { server } = await serving({ rateLimit: { requests: 2, windowSeconds: 60 } });
    const probe = (path: string) => server.caller().get(path, undefined, from("203.0.113.1"));
    for (const path of [...PROBES, ...PROBES]) {
      const answer = await probe(path);
      expect([path, answer.status, answer.headers.get("ratelimit-limit")]).toEqual([path, 200, null]);
    }
    for (const status of [404, 404, 429]) expect((await probe("/v1/nothing")).status).toBe(status);
    for (const path of PROBES) expect((await probe(path)).status).toBe(200);
  });

  test("an address that is only claimed is not believed without a proxy that is trusted", async () => {
    const { server } = await serving({ ...failures(2), trustProxy: "198.51.100.0/24" });
    for (const address of ["203.0.113.1", "203.0.113.2"]) expect((await guess(server, address)).status).toBe(401);
    expect((await guess(server, "203.0.113.3")).status).toBe(429);
  });

  test("a trusted proxy's own entry counts, not what the caller wrote before it", async () => {
    const { server } = await serving(failures(2));
    for (const claimed of ["1.1.1.1", "2.2.2.2"])
      expect((await guess(server, `${claimed}, 203.0.113.1`)).status).toBe(401);
    expect((await guess(server, "3.3.3.3, 203.0.113.1")).status).toBe(429);
  });

  test("the general limit counts a token wherever it comes from, and guessing another token evades no address", async () => {
    const { server, ada } = await serving({ rateLimit: { requests: 3, windowSeconds: 60 } });
    const other = server.caller((await ada.post(`${BASE}/tokens`, {}, from("203.0.113.7"))).body.token);
    for (const address of ["203.0.113.1", "203.0.113.2"]) {
      expect((await ada.get(BASE, undefined, from(address))).status).toBe(200);
    }
    const beyond = await ada.get(BASE, undefined, from("203.0.113.4"));
    expect(beyond).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(beyond.headers.get("ratelimit-remaining")).toBe("0");
    expect((await other.get(BASE, undefined, from("203.0.113.4"))).status).toBe(200);
    const strange = await Promise.all(Array.from({ length: 9 }, () => guess(server, "203.0.113.5")));
    expect(statuses(strange)).toEqual([...Array(3).fill(401), ...Array(6).fill(429)]);
  });
});

describe.each(STORES)("the requests of one token, on $name,", (store) => {
  let server: TestServer;
  let ada: Caller;

  beforeEach(async () => {
    server = await store.start({ trustProxy: "loopback", rateLimit: { requests: 3, windowSeconds: 60 } });
    ada = await server.found({ organization: "acme", owner: "ada@acme.example" });
  });
  afterEach(() => server.close());

  const HOME = { "x-forwarded-for": "203.0.113.1" };
  const remaining = ({ status, headers }: ApiAnswer) => [status, headers.get("ratelimit-remaining")];

  test("are as many as the limit says, the first one included", async () => {
    const answers: ApiAnswer[] = [];
    for (let number = 0; number < 4; number++) answers.push(await ada.get(BASE, undefined, HOME));
    expect(answers.map(remaining)).toEqual([
      [200, "2"],
      [200, "1"],
      [200, "0"],
      [429, "0"],
    ]);
  });

  test("are as many where they come all at once, before any of them is known to be good", async () => {
    const addresses = Array.from({ length: 9 }, (_, index) => ({ "x-forwarded-for": `203.0.113.${index}` }));
    const answers = await Promise.all(addresses.map((address) => ada.get(BASE, undefined, address)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(200), ...Array(6).fill(429)]);
  });

  test("take nothing from their address: everybody behind it begins anew", async () => {
    for (let number = 0; number < 5; number++) {
      const person = await server.as(`p${number}@acme.example`);
      expect(remaining(await person.get("/v1/me", undefined, HOME))).toEqual([200, "2"]);
    }
  });

  test("leave a guesser at the same address the guesses that they had, and no more", async () => {
    const guess = () => server.caller(newBearerToken()).get("/v1/me", undefined, HOME);
    expect(remaining(await guess())).toEqual([401, "2"]);
    expect(remaining(await ada.get("/v1/me", undefined, HOME))).toEqual([200, "2"]);
    expect(remaining(await guess())).toEqual([401, "1"]);
    expect(remaining(await guess())).toEqual([401, "0"]);
    expect(remaining(await guess())).toEqual([429, "0"]);
    expect(remaining(await ada.get("/v1/me", undefined, HOME))).toEqual([200, "1"]);
    const late = await server.as("late@acme.example");
    expect((await late.get("/v1/me", undefined, HOME)).status).toBe(429);
  });

  test("give nothing back to an address in a window that they were not counted in", () => {
    const limit = new RateLimit({ requests: 2, windowSeconds: 60 });
    const [now, later] = [NOW, new Date(NOW.getTime() + 60_000)];
    limit.take("a", now);
    expect(limit.take("a", later).remaining).toBe(1);
    limit.giveBack("a", now);
    expect(limit.take("a", later).remaining).toBe(0);
    limit.giveBack("a", later);
    expect(limit.take("a", later)).toMatchObject({ allowed: true, remaining: 0 });
  });
});

describe("what the limits remember", () => {
  test("does not grow with a million addresses, and none of those who failed too often is forgotten", () => {
    const limit = new FailureLimit({ requests: 5, windowSeconds: 60 });
    const heap = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    };
    const guessing = Array.from({ length: 50 }, (_, index) => `198.51.100.${index}`);
    for (let round = 0; round < 5; round++) for (const address of guessing) limit.fail(address, NOW);
    const before = heap();
    for (let number = 0; number < 1_000_000; number++) limit.fail(`2001:db8:${number.toString(16)}::/64`, NOW);
    expect(heap() - before).toBeLessThan(64 * 1024 * 1024);
    for (const address of guessing) expect(limit.admit(address, NOW).allowed).toBe(false);
  }, 60_000);

  test("is exact for as many as come in a minute to a server of this size", () => {
    const limit = new RateLimit({ requests: 10, windowSeconds: 60 });
    const names = Array.from({ length: 2_000 }, (_, index) => `token ${index}`);
    const wrong = names.filter((name) => {
      const states = Array.from({ length: 11 }, () => limit.take(name, NOW));
      return states.map(({ allowed }) => allowed).join() !== [...Array(10).fill(true), false].join();
    });
    // Of 2,000 names among 65,536 cells in two rows, two of which would have to be shared at once.
    expect(wrong.length).toBeLessThanOrEqual(20);
  });

  test("counts never fall below what was counted, nor below nothing", () => {
    const sketch = new CountSketch();
    for (let number = 0; number < 300_000; number++) sketch.add(`noise ${number}`, 1);
    for (let number = 1; number <= 40; number++) expect(sketch.add("somebody", 1)).toBeGreaterThanOrEqual(number);
    for (let number = 0; number < 60; number++) sketch.add("somebody", -1);
    expect(sketch.of("somebody")).toBeGreaterThanOrEqual(0);
    sketch.clear();
    expect(sketch.add("somebody", -1)).toBe(0);
  });

  test("known tokens are the last ones used", () => {
    const known = new KnownTokens(2);
    for (const hash of ["a", "b", "a", "c"]) known.add(hash);
    expect(["a", "b", "c"].map((hash) => known.has(hash))).toEqual([true, false, true]);
    known.forget("a");
    expect(known.has("a")).toBe(false);
  });

  test("a place that is taken is given back, also across a window, and those who wait ask again soon", () => {
    const limit = new FailureLimit({ requests: 2, windowSeconds: 60 });
    const later = new Date(NOW.getTime() + 60_000);
    expect([limit.admit("a", NOW), limit.admit("a", NOW)].map(({ allowed }) => allowed)).toEqual([true, true]);
    expect(limit.admit("a", NOW)).toMatchObject({ allowed: false, reset: 1 });
    expect(limit.admit("a", later)).toMatchObject({ allowed: false, reset: 1 });
    limit.leave("a");
    limit.leave("a");
    expect(limit.admit("a", later)).toMatchObject({ allowed: true, remaining: 2 });
  });

  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("%s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));
});
