import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCommand, startCommand } from "../_support/child-command.ts";
import { serveAcme } from "../_support/served.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const FOUNDING = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api"];

describe("charter serve", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "says where it listens in one line of JSON, and ends with 0 on %s",
    async (signal) => {
      const { url, token, server } = await serveAcme(await temporaryFolder());
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const answer = await fetch(`${url}/v1/organizations/acme`, { headers: { authorization: `Bearer ${token}` } });
      expect(await answer.json()).toMatchObject({ tier: "enterprise" });
      server.kill(signal);
      const { code, out, err } = await server.ended;
      expect({ code, out }).toEqual({ code: 0, out: `{"url":"${url}"}\n` });
      expect(
        err
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
      ).toMatchObject([
        { level: "info", event: "request", method: "GET", route: "/v1/organizations/{org}", status: 200 },
      ]);
    },
  );

  it("says it in words as well, and warns where tokens may act for others", async () => {
    const cwd = await temporaryFolder();
    const argv = ["serve", "--port", "0", "--data", "api", "--allow-impersonation", "--log", "text"];
    const server = startCommand(argv, { cwd });
    await server.until("err", (err) => err.includes("\n"));
    server.kill("SIGTERM");
    const { code, out, err } = await server.ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^the membership API listens on http:\/\/127\.0\.0\.1:\d+, data in api; Ctrl-C stops it\n$/);
    expect(err).toMatch(/^warning: --allow-impersonation/);
  });

  it("says so where the port is taken, the folder is a file, the address is none", async () => {
    const cwd = await temporaryFolder();
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await writeFile(join(cwd, "file"), "");
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--port", String(port), "--data", "api"], /^error: cannot listen: the port is in use: name another/],
      [["--port", "0", "--data", "file"], /^error: cannot use the folder file: this is a file, not a folder\n$/],
      [
        ["--port", "0", "--data", "file/api"],
        /^error: cannot use the folder file\/api: a part of the path is no folder\n$/,
      ],
      [["--port", "0", "--data", "api", "--host", "203.0.113.7"], /^error: cannot listen: this machine does not have/],
    ];
    for (const [argv, message] of cases) {
      const { code, out, err } = await runCommand(["serve", ...argv], { cwd });
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toMatch(message);
    }
  });

  it.runIf(existsSync("/proc/self"))("ends with an error where no folder can be made", async () => {
    const argv = ["serve", "--port", "0", "--data", "/proc/charter/api"];
    const { code, out, err } = await runCommand(argv, { cwd: await temporaryFolder() });
    const message = "error: cannot use the folder /proc/charter/api: no folder can be made there\n";
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: message });
  });
});

describe("charter serve bootstrap", () => {
  it("prints the organization, its owner and a token that works, once", async () => {
    const cwd = await temporaryFolder();
    const { code, out, err } = await runCommand(["serve", "bootstrap", ...FOUNDING, "--tier", "pro", "--json"], {
      cwd,
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const made = JSON.parse(out) as { token: string };
    expect(made).toEqual({ organization: "acme", owner: "ada@acme.example", tier: "pro", token: expect.any(String) });
    const environment = { CHARTER_API: "embedded:api", CHARTER_TOKEN: made.token };
    expect((await runCommand(["show", "members"], { cwd, environment })).out).toContain("ada@acme.example  owner");
  });

  it.each([
    [["--owner", "ada"], /"ada"|ada.*address/],
    [["--tier", "gold"], /gold/],
    [["--role-model", "standart"], /Did you mean standard\?/],
    [["--organization", "Acme Inc"], /Acme Inc/],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, out, err } = await runCommand(["serve", "bootstrap", ...FOUNDING, ...argv], {
      cwd: await temporaryFolder(),
    });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("makes no second organization of the same key", async () => {
    const cwd = await temporaryFolder();
    await runCommand(["serve", "bootstrap", ...FOUNDING], { cwd });
    const { code, out, err } = await runCommand(["serve", "bootstrap", ...FOUNDING], { cwd });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("acme");
  });

  it("takes a role model of one's own, by whose rules plans are judged then", async () => {
    const cwd = await temporaryFolder();
    const { out } = await runCommand(["role-model", "show", "ranked-roles", "--json"], { cwd });
    await writeFile(join(cwd, "own.json"), out.replace('"key": "ranked-roles"', '"key": "our-platform"'));
    const made = await runCommand(["serve", "bootstrap", ...FOUNDING, "--role-model", "own.json", "--json"], { cwd });
    expect(made.code, made.err).toBe(0);
    const { token } = JSON.parse(made.out) as { token: string };
    await writeFile(
      join(cwd, "charter.yaml"),
      "charter: v1\norganization: acme\nmembers:\n  - { email: ada@acme.example, role: owner }\n  - { email: grace@acme.example, role: owner }\n",
    );
    const environment = { CHARTER_API: "embedded:api", CHARTER_TOKEN: token };
    const planned = await runCommand(["plan"], { cwd, environment });
    expect(planned.code).toBe(1);
    expect(planned.err).toMatch(/charter\.yaml:5:\d+: error \[[a-z-]+\] /);
  });
});
