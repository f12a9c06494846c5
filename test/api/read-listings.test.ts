import { describe, expect, it } from "vitest";
import { apiServer, type Reply } from "../_support/api-server.ts";
import { ACME, ALL_COMPLETE, COMPLETE, failure, LINES, ORG, readerAt } from "../_support/listed-acme.ts";
import { plainMaps } from "../_support/plain-maps.ts";

/** Listings of the same organization, as an API without snapshots has them. */
function listings(
  overrides: Record<string, Reply | ((asked: { query: URLSearchParams; before: number }) => Reply)> = {},
) {
  const of = (type: string) => LINES.filter((line) => line.type === type).map(({ type: _type, ...item }) => item);
  const page = (items: unknown[]): Reply => ({ body: { items, total: items.length, version: 42 } });
  const { type: _type, ...organization } = LINES[1] as Record<string, unknown>;
  return {
    [ORG]: { body: { ...organization, version: 42 } },
    [`${ORG}/members`]: page(of("member")),
    [`${ORG}/invitations`]: page(of("invitation")),
    [`${ORG}/roles`]: page(of("role")),
    [`${ORG}/tenants`]: page(of("tenant")),
    [`${ORG}/projects`]: page(of("project")),
    [`${ORG}/tenants/eu/members`]: page(of("tenant-member")),
    [`${ORG}/projects/wearables/members`]: page(of("project-member")),
    ...overrides,
  };
}

/** Pages of members in which every number is a member. */
function pages(all: readonly number[][], total: number, version: (page: number) => number = () => 42) {
  return ({ query }: { query: URLSearchParams }): Reply => {
    const at = Number(query.get("cursor") ?? "0");
    const items = (all[at] ?? []).map((n) => ({
      email: `p${n}@acme.example`,
      role: "member",
      status: "active",
      attributes: {},
      permissions: {},
      etag: "v1",
    }));
    const cursor = at + 1 < all.length ? { cursor: String(at + 1) } : {};
    return { body: { items, total, version: version(at), ...cursor } };
  };
}

describe("reading an organization listing by listing", () => {
  it("gives the same as a snapshot, where there are no snapshots", async () => {
    const { url, asked } = await apiServer(listings());
    const reader = readerAt(url);
    expect(plainMaps(await reader.read())).toEqual({ organization: ACME, version: 42, completeness: ALL_COMPLETE });
    await reader.read();
    expect(asked.filter(({ path }) => path.endsWith("/snapshot"))).toHaveLength(1);
  });

  it("asks for no snapshot where the API is known to have none, and for no roles and invitations likewise", async () => {
    const { url, asked } = await apiServer(listings());
    const capabilities = { snapshot: false, customRoles: false, invitations: "none" } as const;
    const reading = await readerAt(url, { capabilities }).read();
    expect(reading.completeness).toEqual(ALL_COMPLETE);
    expect(reading.organization.members.size).toBe(2);
    const paths = asked.map(({ path }) => path.slice(ORG.length));
    expect(paths).not.toEqual(expect.arrayContaining(["/snapshot"]));
    expect(paths).not.toEqual(expect.arrayContaining(["/roles"]));
    expect(paths).not.toEqual(expect.arrayContaining(["/invitations"]));
  });

  it("follows cursors through all pages", async () => {
    const { url, asked } = await apiServer(listings({ [`${ORG}/members`]: pages([[1, 2], [3, 4], [5]], 5) }));
    const reading = await readerAt(url, { pageSize: 2 }).read();
    expect(reading.completeness.members).toEqual(COMPLETE);
    expect(reading.organization.members.size).toBe(7);
    const limits = asked.filter(({ path }) => path === `${ORG}/members`).map(({ query }) => query.get("limit"));
    expect(limits).toEqual(["2", "2", "2"]);
  });

  it.each([
    ["says that it has more than it gives", pages([[1, 2], [3]], 4), "4 entries and had 3"],
    ["says that it has fewer than it gives", pages([[1, 2], [3]], 2), "2 entries and had 3"],
    ["gives a page twice", pages([[1, 2], [1, 2], [3]], 5), "p1@acme.example is listed twice"],
    ["promises another page and gives nothing", pages([[1], [], [2]], 2), "nothing on it"],
    ["changes while it is read", pages([[1], [2]], 2, (page) => 42 + page), "from version 42 to 43"],
    [
      "goes round in circles",
      ({ query }: { query: URLSearchParams }): Reply => {
        const n = Number(query.get("cursor") ?? "0");
        const items = [{ email: `p${n}-${Math.random()}@acme.example`, role: "member", etag: "v1" }];
        return { body: { items, total: 9, version: 42, cursor: String((n + 1) % 3) } };
      },
      "came twice",
    ],
  ])("reads a listing again that %s, and then does not trust it", async (_what, route, reason) => {
    const { url, asked } = await apiServer(listings({ [`${ORG}/members`]: route }));
    const { completeness } = await readerAt(url).read();
    expect(completeness.members).toMatchObject({ state: "truncated", reason: expect.stringContaining(reason) });
    expect(completeness.roles).toEqual(COMPLETE);
    const firstPages = asked.filter(({ path, query }) => path === `${ORG}/members` && !query.has("cursor"));
    expect(firstPages).toHaveLength(4);
  });

  it("trusts a listing that was in order when it was read again", async () => {
    const good = pages([[1, 2], [3]], 3);
    const bad = pages([[1, 2], [2]], 3);
    const route = (asked: { query: URLSearchParams; before: number }) => (asked.before < 4 ? bad(asked) : good(asked));
    const { url } = await apiServer(listings({ [`${ORG}/members`]: route }));
    const reading = await readerAt(url).read();
    expect(reading.completeness.members).toEqual(COMPLETE);
    expect(reading.organization.members.has("p3@acme.example" as never)).toBe(true);
  });

  it("does not lose somebody who accepts an invitation between the two listings", async () => {
    const nobody = ({ before }: { before: number }): Reply => ({
      body: { items: [], total: 0, version: before === 0 ? 41 : 42 },
    });
    const { url } = await apiServer(listings({ [`${ORG}/invitations`]: nobody }));
    const { completeness } = await readerAt(url).read();
    expect(completeness.members).toEqual(COMPLETE);
    const always: Reply = { body: { items: [], total: 0, version: 41 } };
    const { url: other } = await apiServer(listings({ [`${ORG}/invitations`]: always }));
    expect((await readerAt(other).read()).completeness.members).toMatchObject({ state: "truncated" });
  });

  it.each([403, 404, 501])(
    "calls a collection unreadable that is answered with %i, and reads the others",
    async (status) => {
      const refused: Reply = { status, body: { code: "permission-missing", detail: "audit only" } };
      const { url } = await apiServer(listings({ [`${ORG}/tenants/eu/members`]: refused, [`${ORG}/roles`]: refused }));
      const reading = await readerAt(url).read();
      expect(reading.completeness.roles).toMatchObject({
        state: "unreadable",
        reason: expect.stringContaining("audit only"),
      });
      expect(reading.completeness.grants.state).toBe("unreadable");
      expect(reading.completeness.members).toEqual(COMPLETE);
      expect(reading.organization.projects.get("wearables")?.members.size).toBe(1);
    },
  );

  it("fails where the token is not accepted in the middle of it", async () => {
    const { url } = await apiServer(listings({ [`${ORG}/projects`]: { status: 401 } }));
    expect((await failure(readerAt(url).read())).code).toBe("unauthenticated");
  });

  it("fails where there is no such organization, and says what to check", async () => {
    const missing: Reply = {
      status: 404,
      body: { code: "unknown-organization", detail: 'there is no organization "acme"' },
    };
    const { url, asked } = await apiServer({ [ORG]: missing, [`${ORG}/snapshot`]: missing });
    const error = await failure(readerAt(url).read());
    expect(error.code).toBe("unknown-organization");
    expect(error.message).toContain("is the name right, and may this token see it?");
    expect(asked).toHaveLength(1);
  });

  it("refuses a page that is no page", async () => {
    const { url } = await apiServer(listings({ [`${ORG}/members`]: { body: { members: [] } } }));
    const error = await failure(readerAt(url).read());
    expect(error).toMatchObject({ code: "invalid-answer" });
    expect(error.message).toContain('"items" is missing');
  });
});
