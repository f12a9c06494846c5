import { describe, expect, it } from "vitest";
import { command, type Ran } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

/** Serves, asks once for each path, and ends. */
async function served(paths: readonly string[], ...argv: string[]): Promise<Ran> {
  const stop = new AbortController();
  const told = Promise.withResolvers<string>();
  const cwd = await temporaryFolder();
  const running = command(["serve", "--port", "0", "--data", "api", "--json", ...argv], {
    cwd,
    signal: stop.signal,
    onOut: told.resolve,
  });
  const { url } = JSON.parse(await told.promise) as { url: string };
  for (const path of paths) await (await fetch(`${url}${path}`)).text();
  stop.abort();
  return await running;
}

describe("the log of charter serve", () => {
  it("is one object of JSON a line on standard error, and standard output keeps its one line", async () => {
    const { code, out, err } = await served(["/healthz", "/v1/me"]);
    expect({ code, lines: out.split("\n").length }).toEqual({ code: 0, lines: 2 });
    const entries = err
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { time: "2026-11-22T12:00:00.000Z", level: "info", event: "request", route: "/healthz", status: 200 },
      { level: "warn", event: "request", route: "/v1/me", status: 401, client: "127.0.0.1" },
    ]);
  });

  it("is a line for people with --log text, and says when there is no such route", async () => {
    const { err } = await served(["/healthz", "/nothing"], "--log", "text");
    const id = "[0-9a-f-]{36}";
    expect(err.replaceAll(/\d+(\.\d+)? ms/g, "N ms")).toMatch(
      new RegExp(
        `^2026-11-22T12:00:00.000Z GET /healthz 200 N ms requestId=${id} operation=getHealth\\n` +
          `2026-11-22T12:00:00.000Z GET \\(no such route\\) 404 N ms requestId=${id}\\n$`,
      ),
    );
  });

  it("says nothing of requests with --log none, and still warns", async () => {
    expect((await served(["/healthz", "/v1/me"], "--log", "none")).err).toBe("");
    expect((await served(["/healthz"], "--log", "none", "--allow-impersonation")).err).toMatch(
      /^warning: --allow-impersonation [^\n]*\n$/,
    );
  });

  it.each([
    [["--log", "jsn"], "Did you mean json?"],
    [["--rate-limit", "many"], "whole number from 0 to 1000000000"],
    [["--failure-limit", "-1"], "whole number from 0"],
    [["--max-connections", "1.5"], "whole number from 0"],
    [["--trust-proxy", "10.0.0.0/33"], "is no address, network"],
    [["--trust-proxy", "loopback,proxy.example"], "is no address, network"],
    [["--trust-proxy", "true"], "is no address, network"],
  ])("%j is said to be wrong", async (argv, message) => {
    const { code, out, err } = await command(["serve", ...argv], { cwd: await temporaryFolder() });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(message);
  });
});

describe("the limits of charter serve", () => {
  it("shut out whoever fails 30 times in a minute, and say how much is left of everything else", async () => {
    const stop = new AbortController();
    const told = Promise.withResolvers<string>();
    const cwd = await temporaryFolder();
    const running = command(["serve", "--port", "0", "--data", "api", "--json", "--trust-proxy"], {
      cwd,
      signal: stop.signal,
      onOut: told.resolve,
    });
    const { url } = JSON.parse(await told.promise) as { url: string };
    const ask = (path: string, address: string) => fetch(`${url}${path}`, { headers: { "x-forwarded-for": address } });
    expect((await ask("/nothing", "203.0.113.1")).headers.get("ratelimit-limit")).toBe("300000");
    // In one minute or in two that follow: of sixty-two, at least one is beyond either's thirty.
    const statuses = await Promise.all(
      Array.from({ length: 62 }, async () => (await ask("/v1/me", "203.0.113.1")).status),
    );
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await ask("/v1/me", "203.0.113.2")).status).toBe(401);
    stop.abort();
    expect((await running).code).toBe(0);
  });
});
