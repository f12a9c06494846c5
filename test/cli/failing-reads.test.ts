import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Ran } from "../_support/command.ts";
import { type Fate, gateway, type Passing, problem } from "../_support/gateway.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const CHARTER = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: viewer }
`;

async function place(): Promise<Workplace> {
  const made = await openWorkplace();
  await made.write("charter.yaml", CHARTER);
  return made;
}

const HTML = { type: "text/html", body: "<!doctype html><title>Welcome to the proxy</title><h1>Sign in</h1>" };

/** What every request meets, and what the person is told. */
const READING: readonly (readonly [string, (passing: Passing) => Fate, RegExp])[] = [
  [
    "the token is not accepted",
    () => problem(401, "unauthenticated", "expired"),
    /does not accept the token.*set CHARTER_TOKEN/,
  ],
  ["it is forbidden", () => problem(403, "permission-missing", "reading needs members:manage"), /needs members:manage/],
  ["a proxy answers with its own page", () => ({ status: 200, ...HTML }), /text\/html.*: is this the API's address\?/],
  [
    "a proxy has another page for what is not there",
    () => ({ status: 404, ...HTML }),
    /text\/html.*: is this the API's address\?/,
  ],
  ["it conflicts", () => ({ status: 409 }), /answered 409/],
  ["a precondition fails", () => ({ status: 412 }), /answered 412/],
  [
    "it redirects",
    () => ({ status: 302, headers: { location: "https://login.example/" } }),
    /redirects to https:\/\/login\.example\//,
  ],
  ["it asks to wait for hours", () => ({ status: 429, headers: { "retry-after": "9999" } }), /asks to wait 9999 s/],
  ["it fails", () => ({ status: 500, headers: { "retry-after": "0" } }), /failed with 500/],
  ["every answer is cut off", () => "cut-answer", /broke before the whole answer had come/],
  ["every connection is closed", () => "lose-answer", /broke before the whole answer had come/],
  ["it never answers", () => "keep-answer", /did not answer in time/],
  [
    "its snapshot is garbage",
    ({ path }) =>
      path.endsWith("/snapshot") ? { status: 200, type: "application/x-ndjson", body: "nonsense\n" } : "pass",
    /snapshot|line|answer/,
  ],
];

describe("an API that cannot be read", () => {
  it("ends every plan with exit code 1, one line that says why, and nothing written", async () => {
    const made = await place();
    const seen = await Promise.all(
      READING.map(async ([story, decide]): Promise<Ran & { story: string }> => {
        const api = await gateway(made.url, decide);
        return { story, ...(await made.charter("apply", "--yes", "--api", api, "--timeout", "0.3", "--retries", "1")) };
      }),
    );
    for (const [index, { story, code, out, err }] of seen.entries()) {
      expect({ story, code, out }).toEqual({ story, code: 1, out: "" });
      expect(err, story).toMatch(READING[index]?.[2] ?? /^$/);
      expect(err, story).toMatch(/^error: could not [^\n]+\n$/);
      expect(err, story).not.toContain(made.token);
    }
    expect(await made.letters()).toEqual([]);
    expect(await readdir(made.folder)).not.toContain(".charter");
  });

  it("that is only out of order for a moment is waited for", async () => {
    const made = await place();
    const api = await gateway(made.url, ({ before, path }) => {
      if (before > 0) return "pass";
      return path.endsWith("/snapshot") ? "cut-answer" : { status: 429, headers: { "retry-after": "0" } };
    });
    const { code, out } = await made.charter("plan", "--api", api);
    expect(code).toBe(0);
    expect(out).toContain("Plan: 1 to add");
  });
});
