import { describe, expect, it } from "vitest";
import { validateHeader, validateLine } from "../../src/api/generated/validate-wire.js";
import { readSnapshot } from "../../src/api/read-snapshot.ts";
import { apiServer, ndjson } from "../_support/api-server.ts";
import {
  ACME,
  ALL_COMPLETE,
  COUNTS,
  changed,
  failure,
  LINES,
  ORG,
  readerAt,
  snapshotOf,
} from "../_support/listed-acme.ts";
import { plainMaps } from "../_support/plain-maps.ts";

it("the lines of these tests are lines as the API's description has them", () => {
  const [header, ...lines] = LINES;
  expect(validateHeader(header)).toBe(true);
  for (const line of lines) expect([line, validateLine(line)]).toEqual([line, true]);
});

describe("reading an organization as a snapshot", () => {
  it("gives everything at one version, invitations among the members, sorted by key", async () => {
    const { url, asked } = await apiServer(snapshotOf(LINES));
    const reading = await readerAt(url).read();
    expect(plainMaps(reading)).toEqual({ organization: ACME, version: 42, completeness: ALL_COMPLETE });
    expect([...reading.organization.members.keys()]).toEqual([...ACME.members.keys()]);
    expect(asked).toHaveLength(1);
  });

  it("is the same whatever the order in which the lines come", async () => {
    const [header, ...rest] = LINES;
    const { url } = await apiServer(snapshotOf([header, ...rest.slice(0, -1).reverse(), rest.at(-1)]));
    const reading = await readerAt(url).read();
    expect([...reading.organization.members.keys()]).toEqual([...ACME.members.keys()]);
    expect(plainMaps(reading.organization)).toEqual(ACME);
  });

  it("reads again what is cut off before its trailer, and fails where it stays so", async () => {
    const cut = ndjson(LINES.slice(0, -1));
    const route = ({ before }: { before: number }) => (before === 0 ? cut : ndjson(LINES));
    const { url } = await apiServer({ [`${ORG}/snapshot`]: route });
    expect(plainMaps((await readerAt(url).read()).organization)).toEqual(ACME);
    const { url: broken } = await apiServer({ [`${ORG}/snapshot`]: cut });
    const error = await failure(readerAt(broken).read());
    expect(error.code).toBe("connection-broken");
    expect(error.message).toContain("cut off after 11 lines");
  });

  it("reads again where counts are wrong, and then does not trust that collection alone", async () => {
    const lines = changed(0, { type: "header", version: 42, counts: { ...COUNTS, members: 3 } });
    const { url, asked } = await apiServer(snapshotOf(lines));
    const reading = await readerAt(url).read();
    expect(reading.completeness).toEqual({
      ...ALL_COMPLETE,
      members: { state: "truncated", reason: "the snapshot announced 3 members and had 2" },
    });
    expect(asked).toHaveLength(4);
  });

  it.each([
    ["somebody is there twice", [...LINES.slice(0, 4), LINES[3], ...LINES.slice(5)], "members"],
    ["it ends at another version", changed(11, { type: "trailer", version: 43, count: 10 }), "members"],
    ["its trailer counts other lines", changed(11, { type: "trailer", version: 42, count: 9 }), "projects"],
    ["grants are at a tenant that is not there", changed(7, { type: "tenant", tenant: "us", etag: "v4" }), "grants"],
  ] as const)("does not trust a snapshot where %s", async (_what, lines, collection) => {
    const { url } = await apiServer(snapshotOf(lines));
    const { completeness } = await readerAt(url).read();
    expect(completeness[collection].state).toBe("truncated");
  });

  it.each([
    ["does not begin with its header", LINES.slice(1), "line 1: a snapshot begins with its header"],
    [
      "has a member without a role",
      changed(3, { type: "member", email: "a@acme.example", etag: "v1" }),
      '"role" is missing',
    ],
    ["has a line of no known kind", changed(3, { type: "robot" }), 'no kind of line "robot"'],
    ["has an attribute of another type", changed(4, { ...LINES[4], attributes: { a: [1] } }), '"a" is [1]'],
    ["goes on after its trailer", [...LINES, LINES[3]], "after the trailer"],
    ["has no organization", [LINES[0], LINES.at(-1)], "the organization itself is missing"],
  ])("refuses a snapshot that %s, and says where", async (_what, lines, words) => {
    const { url } = await apiServer(snapshotOf(lines));
    const error = await failure(readerAt(url).read());
    expect(error.code).toBe("invalid-answer");
    expect(error.message).toContain(words);
  });

  it("finds lines wherever the network cuts the text, also inside a letter", async () => {
    const text = LINES.map((line) => JSON.stringify(line).replace("Europe", "Európa 🇪🇺")).join("\n");
    const bytes = Buffer.from(`${text}\n`);
    for (const size of [1, 3, 7, 64, bytes.length]) {
      const body = (async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      })();
      const attempted = { target: "t", what: "w", requestId: "r" };
      const answer = { status: 200, etag: undefined, contentType: "application/x-ndjson", body, attempted };
      const { organization, contradictions } = await readSnapshot(answer);
      expect(organization.tenants.get("eu")?.title).toBe("Európa 🇪🇺");
      expect(organization.members.size).toBe(4);
      expect(contradictions.size).toBe(0);
    }
  });

  it("does not take a page of HTML for a snapshot", async () => {
    const { url } = await apiServer({ [`${ORG}/snapshot`]: { type: "text/html", body: "<p>Hello" } });
    expect((await failure(readerAt(url).read())).message).toContain("is this the API's address?");
  });
});
