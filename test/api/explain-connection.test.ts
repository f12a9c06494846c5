import { describe, expect, it } from "vitest";
import type { ApiError } from "../../src/api/api-error.ts";
import { explainConnection } from "../../src/api/explain-connection.ts";

const attempted = { target: "https://members.example", what: "read acme", requestId: "r1" };

function explain(code: string, details: object = {}): ApiError {
  return explainConnection(Object.assign(new Error(code), { code, ...details }), attempted) as ApiError;
}

describe("a connection that could not be made or kept", () => {
  it.each([
    ["ECONNREFUSED", "unreachable", false, "is the server running?"],
    ["EHOSTUNREACH", "unreachable", false, "is the server running?"],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable", false, "is the server running?"],
    ["ENOTFOUND", "unreachable", false, "there is no host members.example"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls-error", false, "NODE_EXTRA_CA_CERTS"],
    ["CERT_HAS_EXPIRED", "tls-error", false, "CERT_HAS_EXPIRED"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls-error", false, "check the address"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls-error", false, "http://"],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout", true, "did not answer in time"],
    ["UND_ERR_BODY_TIMEOUT", "timeout", true, "did not answer in time"],
    ["ECONNRESET", "connection-broken", true, "broke before the whole answer had come"],
    ["EPIPE", "connection-broken", true, "broke"],
    ["UND_ERR_SOCKET", "connection-broken", true, "broke"],
    ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "connection-broken", true, "broke"],
    ["HPE_INVALID_CONSTANT", "invalid-answer", true, "not HTTP"],
  ])("%s is %s", (cause, code, sent, words) => {
    const error = explain(cause);
    expect(error).toMatchObject({ name: "ApiError", code, sent, requestId: "r1" });
    expect(error.message).toMatch(/^could not read acme: /);
    expect(error.message).toContain(words);
  });

  it("tells a reset while connecting, when nothing was sent yet, from one afterwards", () => {
    expect(explain("ECONNRESET", { syscall: "connect" })).toMatchObject({ code: "unreachable", sent: false });
    expect(explain("ETIMEDOUT", { syscall: "connect" })).toMatchObject({ code: "unreachable", sent: false });
  });

  it("looks for the reason inside an error that only wraps it", () => {
    const wrapped = new Error("request failed", { cause: Object.assign(new Error("x"), { code: "EPIPE" }) });
    expect(explainConnection(wrapped, attempted)).toMatchObject({ code: "connection-broken" });
  });

  it("leaves a bug what it is", () => {
    const bug = new TypeError("undefined is not a function");
    expect(explainConnection(bug, attempted)).toBe(bug);
    const misuse = Object.assign(new Error("invalid header"), { code: "UND_ERR_INVALID_ARG" });
    expect(explainConnection(misuse, attempted)).toBe(misuse);
  });
});
