import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { readJson } from "../../src/api/read-body.ts";
import { type ApiRequest, Transport } from "../../src/api/transport.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { httpServer, socketServer } from "../_support/raw-server.ts";
import { tryExchange as exchange } from "../_support/try-exchange.ts";

const READ: ApiRequest = { method: "GET", path: "/v1/me", what: "ask who the token is" };
const WRITE: ApiRequest = { method: "PATCH", path: "/v1/me", body: { a: 1 }, what: "write" };
const KEYED: ApiRequest = { ...WRITE, headers: { "idempotency-key": "k1" } };

describe("a connection that breaks", () => {
  it("repeats a keyed write with the same key and the same request id", async () => {
    const seen: unknown[] = [];
    const url = await httpServer((request, response, number) => {
      seen.push([request.headers["idempotency-key"], request.headers["x-request-id"]]);
      response.writeHead(number < 3 ? 502 : 200, { "content-type": "application/json" }).end("{}");
    });
    expect(await exchange(KEYED, { url })).toMatchObject({ value: {} });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((pair) => JSON.stringify(pair))).size).toBe(1);
    expect(seen[0]).toEqual(["k1", expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it("does not read an answer without end into memory", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, " ");
    const url = await httpServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (response.write(megabyte));
      };
      response.on("drain", more);
      more();
    });
    const { error } = await exchange(READ, { url });
    expect(error).toMatchObject({ code: "invalid-answer" });
    expect(error?.message).toContain("longer than 32768 KiB");
  });

  it("says that nobody listens, after a few quick tries", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, "close");
    const { error, waits } = await exchange(KEYED, { url });
    expect(error).toMatchObject({ code: "unreachable", sent: false });
    expect(error?.message).toContain(`cannot connect to ${url} (ECONNREFUSED): is the server running?`);
    expect(waits).toHaveLength(2);
  });

  it("says that there is no such host, at once", async () => {
    const { error, waits } = await exchange(READ, { url: "http://no-such-host.invalid" });
    expect(error).toMatchObject({ code: "unreachable", sent: false });
    expect(error?.message).toContain("no-such-host.invalid");
    expect(waits.length).toBeLessThanOrEqual(2);
  });

  it("repeats a keyed write whose connection was reset", async () => {
    const url = await httpServer((request, response, number) => {
      if (number === 1) request.socket.resetAndDestroy();
      else response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    expect(await exchange(KEYED, { url })).toMatchObject({ value: {} });
    expect((await exchange(WRITE, { url })).error).toBeUndefined();
  });

  it("knows that a reset write without a key may have been carried out", async () => {
    const url = await httpServer((request) => request.socket.resetAndDestroy());
    expect((await exchange(WRITE, { url })).error).toMatchObject({ code: "connection-broken", sent: true });
  });

  it("repeats what was sent on a connection that the server had just closed", async () => {
    let connections = 0;
    const url = await socketServer((socket, number) => {
      connections = number;
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (number === 1 && requests === 2) socket.destroy();
        else socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
      });
    });
    const transport = new Transport({ url, clock: new PatientClock() });
    await transport.exchange(KEYED, readJson);
    await transport.exchange(KEYED, readJson);
    await transport.close();
    expect(connections).toBe(2);
  });

  it("repeats an answer that ended half-way", async () => {
    const url = await socketServer((socket, number) => {
      socket.on("data", () => {
        const body = number === 1 ? '{"a"' : '{"a":1}';
        socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n${body}`);
      });
    });
    expect(await exchange(READ, { url })).toMatchObject({ value: { a: 1 } });
  });

  it("gives up on an API that accepts a request and never answers", async () => {
    const url = await socketServer((socket) => socket.on("data", () => undefined));
    const options = { url, timeouts: { headers: 20 }, retry: { attempts: 1 } };
    expect((await exchange(KEYED, options)).error).toMatchObject({ code: "timeout", sent: true, transient: true });
  });

  it("gives up on an API that falls silent in the middle of its answer", async () => {
    const url = await socketServer((socket) => {
      socket.on("data", () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n{"a'),
      );
    });
    const options = { url, timeouts: { body: 20 }, retry: { attempts: 1 } };
    expect((await exchange(READ, options)).error).toMatchObject({ code: "timeout" });
  });

  it("remembers that an earlier attempt may have been carried out", async () => {
    let url = "";
    url = await httpServer((request, response, number) => {
      if (number === 1) request.socket.resetAndDestroy();
      else response.writeHead(number === 2 ? 503 : 401).end();
    });
    expect((await exchange(KEYED, { url })).error).toMatchObject({
      code: "unauthenticated",
      sent: true,
      afterUnknown: true,
    });
  });

  it("recognizes a server that speaks something else than HTTP", async () => {
    const url = await socketServer((socket) => socket.end("220 mail.example ESMTP\r\n"));
    const { error } = await exchange(READ, { url });
    expect(error).toMatchObject({ code: "invalid-answer" });
    expect(error?.message).toContain("something that is not HTTP");
  });

  it("says so where a server does not speak TLS", async () => {
    const url = await socketServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const { error } = await exchange(READ, { url: url.replace("http:", "https:") });
    expect(error).toMatchObject({ code: "tls-error", sent: false });
    expect(error?.message).toContain("http://");
  });

  it("stops waiting for an answer, and between tries, when it is called off", async () => {
    const off = new AbortController();
    const url = await httpServer(() => off.abort());
    expect((await exchange(READ, { url, signal: off.signal })).error).toMatchObject({ code: "aborted", sent: true });
    expect((await exchange(READ, { url, signal: off.signal })).error).toMatchObject({ code: "aborted", sent: false });
  });

  it("lets a write finish that is under way when it is called off", async () => {
    const off = new AbortController();
    const url = await httpServer((_request, response) => {
      off.abort();
      response.writeHead(200, { "content-type": "application/json" }).end('{"done":true}');
    });
    expect(await exchange(KEYED, { url, signal: off.signal })).toMatchObject({ value: { done: true } });
  });
});
