import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace } from "../_support/workplace.ts";

const CHARTER = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
`;
const SECRET = "chr_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

async function planWith(environment: Record<string, string>, ...argv: string[]) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "charter.yaml"), CHARTER);
  const ran = await command(["plan", ...argv], { cwd: folder, environment });
  expect(ran.out + ran.err).not.toContain(SECRET);
  expect(ran.err).not.toMatch(/\n\s+at /);
  expect(await readdir(folder)).toEqual(["charter.yaml"]);
  return ran;
}

describe("finding the API", () => {
  it.each([
    ["no API is named", {}, [], /no API is named: pass --api URL, set CHARTER_API/],
    ["what is named is no address", { CHARTER_API: "members.acme.example" }, [], /must be http:\/\/…, https:\/\/…/],
    ["it is of another protocol", { CHARTER_API: "ftp://members.acme.example" }, [], /must be http/],
    ["a password is in it", { CHARTER_API: "https://ada:pw@members.acme.example" }, [], /must not hold a password/],
    ["embedded: names no folder", { CHARTER_API: "embedded:" }, [], /needs a folder/],
    ["the embedded folder is not there", { CHARTER_API: "embedded:data" }, [], /charter serve bootstrap --data data/],
    ["an option names it, and it is down", {}, ["--api", "http://127.0.0.1:9"], /is the server running\?/],
    [
      "the number of retries is none",
      { CHARTER_API: "http://127.0.0.1:9", CHARTER_RETRIES: "-1" },
      [],
      /whole number from 0/,
    ],
    ["the time-out is none", { CHARTER_API: "http://127.0.0.1:9", CHARTER_TIMEOUT: "soon" }, [], /CHARTER_TIMEOUT is/],
  ] as const)("says what to do where %s", async (_story, environment, argv, message) => {
    const { code, out, err } = await planWith({ CHARTER_TOKEN: SECRET, ...environment }, ...argv);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(message);
  });
});

describe("the token", () => {
  const api = { CHARTER_API: "http://127.0.0.1:9" };

  it("is asked for where there is none", async () => {
    const { code, err } = await planWith(api);
    expect(code).toBe(1);
    expect(err).toMatch(/there is no token: set CHARTER_TOKEN, or name a file with --token-file/);
  });

  it.each([[["--token", SECRET]], [[`--token=${SECRET}`]]])(
    "is never taken from an argument, nor quoted back",
    async (argv) => {
      const { code, err } = await planWith(api, ...argv);
      expect(code).toBe(1);
      expect(err).toContain("a token is never an argument");
    },
  );

  it("comes from a file, line break and all", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    await place.write("token", `${place.token}\n`);
    const environment = { CHARTER_TOKEN: "" };
    const { code, out } = await place.charterIn({ environment }, "plan", "--token-file", "token");
    expect(code).toBe(0);
    expect(out).toContain("as ada@acme.example (owner, level 100)");
  });

  it("says which file cannot be read, or is empty", async () => {
    expect((await planWith(api, "--token-file", "nowhere")).err).toContain("cannot read the token file nowhere");
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    await place.write("token", "\n");
    expect((await place.charter("plan", "--token-file", "token")).err).toContain("the token file token is empty");
  });

  it("that the API does not know ends with exit code 1 and the way out", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    const { code, out, err } = await place.charterIn({ environment: { CHARTER_TOKEN: SECRET } }, "plan");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/does not accept the token .*: set CHARTER_TOKEN, or --token-file/);
    expect(err).not.toContain(SECRET);
  });

  it("of somebody outside finds no such organization", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER.replace("acme", "beta"));
    const { code, err } = await place.charter("plan");
    expect(code).toBe(1);
    expect(err).toMatch(/is the name right, and may this token see it\?/);
  });
});

describe("which organization", () => {
  it("is the token's only one where nothing says otherwise", async () => {
    const place = await openWorkplace();
    expect((await place.expectExit(0, "show", "members")).out).toContain("1 owner");
  });

  it("is the one that is named, and no other", async () => {
    const place = await openWorkplace();
    const { err } = await place.expectExit(1, "show", "members", "--organization", "beta");
    expect(err).toContain("is the name right");
  });
});

describe("the embedded API", () => {
  it("is found by its folder, and named in plans as it was called", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    await place.stop();
    const { code, out } = await place.charterIn({ environment: { CHARTER_API: "embedded:api" } }, "plan");
    expect(code).toBe(0);
    expect(out).toContain("acme at embedded:api");
  });

  it("says so where its database is none", async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, "charter.db"),
      "this is no database, and long enough to be looked at as one".repeat(99),
    );
    const environment = { CHARTER_API: `embedded:${folder}`, CHARTER_TOKEN: SECRET };
    const { code, err } = await command(["show", "members", "--organization", "acme"], { cwd: folder, environment });
    expect(code).toBe(1);
    expect(err).toMatch(/^error: cannot use the database in .*: file is not a database\n$/);
  });
});
