import { describe, expect, it, onTestFinished } from "vitest";
import { ApiError } from "../../src/api/api-error.ts";
import { type ConnectOptions, connect } from "../../src/api/connect.ts";
import { validateHeader, validateLine } from "../../src/api/generated/validate-wire.js";
import type { MembershipReader } from "../../src/api/ports.ts";
import { readSnapshot } from "../../src/api/read-snapshot.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { apiServer, ndjson, type Reply } from "../_support/api-server.ts";
import { PatientClock } from "../_support/patient-clock.ts";

const ORG = "/v1/organizations/acme";

function readerAt(url: string, options: Partial<ConnectOptions> = {}): MembershipReader {
  const { reader, close } = connect({ url, organization: "acme", clock: new PatientClock(), ...options });
  onTestFinished(close);
  return reader;
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const COUNTS = { members: 2, invitations: 2, roles: 1, tenants: 1, projects: 1, tenantMembers: 1, projectMembers: 1 };

const LINES = [
  { type: "header", version: 42, counts: COUNTS },
  {
    type: "organization",
    organization: "acme",
    title: "Acme",
    tier: "enterprise",
    settings: { seats: 3 },
    roleModel: "standard",
    etag: "v1",
  },
  { type: "role", role: "responder", scope: "organization", title: "Responder", permissions: ["read"], etag: "v2" },
  { type: "member", email: "Ada@acme.example", role: "owner", etag: "v1" },
  {
    type: "member",
    email: "grace@acme.example",
    role: "admin",
    attributes: { memberType: "employee" },
    permissions: { "issues:triage": "deny" },
    etag: "v7",
  },
  {
    type: "invitation",
    id: "i1",
    email: "bob@acme.example",
    role: "member",
    status: "pending",
    expiresAt: "2026-12-01T00:00:00.000Z",
    etag: "v9",
    target: { scope: "project", project: "wearables", role: "project-viewer" },
  },
  {
    type: "invitation",
    id: "i2",
    email: "zoe@acme.example",
    role: "viewer",
    status: "expired",
    expiresAt: "2026-01-01T00:00:00.000Z",
    etag: "v3",
  },
  { type: "tenant", tenant: "eu", title: "Europe", etag: "v4" },
  { type: "tenant-member", tenant: "eu", email: "grace@acme.example", role: "tenant-admin", etag: "v5" },
  { type: "project", project: "wearables", tenant: "eu", etag: "v6" },
  { type: "project-member", project: "wearables", email: "ada@acme.example", role: "project-admin", etag: "v8" },
  { type: "trailer", version: 42, count: 10 },
];

/** What the lines above mean, however they were read. */
const ACME = {
  key: "acme",
  title: "Acme",
  tier: "enterprise",
  settings: { seats: 3 },
  etag: "v1",
  roles: new Map([
    ["responder", { key: "responder", scope: "organization", title: "Responder", permissions: ["read"], etag: "v2" }],
  ]),
  members: new Map<string, unknown>([
    [
      "ada@acme.example",
      { email: "Ada@acme.example", role: "owner", status: "active", attributes: {}, overrides: {}, etag: "v1" },
    ],
    [
      "bob@acme.example",
      {
        email: "bob@acme.example",
        role: "member",
        status: "invited",
        attributes: {},
        overrides: {},
        etag: "v9",
        invitation: {
          id: "i1",
          expiresAt: "2026-12-01T00:00:00.000Z",
          target: { place: { scope: "project", project: "wearables" }, role: "project-viewer" },
        },
      },
    ],
    [
      "grace@acme.example",
      {
        email: "grace@acme.example",
        role: "admin",
        status: "active",
        attributes: { memberType: "employee" },
        overrides: { "issues:triage": "deny" },
        etag: "v7",
      },
    ],
    [
      "zoe@acme.example",
      {
        email: "zoe@acme.example",
        role: "viewer",
        status: "expired",
        attributes: {},
        overrides: {},
        etag: "v3",
        invitation: { id: "i2", expiresAt: "2026-01-01T00:00:00.000Z" },
      },
    ],
  ]),
  tenants: new Map([
    [
      "eu",
      {
        key: "eu",
        title: "Europe",
        etag: "v4",
        members: new Map([["grace@acme.example", { email: "grace@acme.example", role: "tenant-admin", etag: "v5" }]]),
      },
    ],
  ]),
  projects: new Map([
    [
      "wearables",
      {
        key: "wearables",
        title: undefined,
        tenant: "eu",
        etag: "v6",
        members: new Map([["ada@acme.example", { email: "ada@acme.example", role: "project-admin", etag: "v8" }]]),
      },
    ],
  ]),
};

const COMPLETE = { state: "complete" };
const ALL_COMPLETE = { members: COMPLETE, roles: COMPLETE, tenants: COMPLETE, projects: COMPLETE, grants: COMPLETE };

function snapshotOf(lines: readonly unknown[]): Record<string, Reply> {
  return { [`${ORG}/snapshot`]: ndjson(lines) };
}

function changed(index: number, line: unknown): unknown[] {
  return LINES.map((original, at) => (at === index ? line : original));
}

it("the lines of these tests are lines as the API's description has them", () => {
  const [header, ...lines] = LINES;
  expect(validateHeader(header)).toBe(true);
  for (const line of lines) expect([line, validateLine(line)]).toEqual([line, true]);
});

describe("reading an organization as a snapshot", () => {
  it("gives everything at one version, invitations among the members, sorted by key", async () => {
    const { url, asked } = await apiServer(snapshotOf(LINES));
    const reading = await readerAt(url).read();
    expect(reading).toEqual({ organization: ACME, version: 42, completeness: ALL_COMPLETE });
    expect([...reading.organization.members.keys()]).toEqual([...ACME.members.keys()]);
    expect(asked).toHaveLength(1);
  });

  it("is the same whatever the order in which the lines come", async () => {
    const [header, ...rest] = LINES;
    const { url } = await apiServer(snapshotOf([header, ...rest.slice(0, -1).reverse(), rest.at(-1)]));
    const reading = await readerAt(url).read();
    expect([...reading.organization.members.keys()]).toEqual([...ACME.members.keys()]);
    expect(reading.organization).toEqual(ACME);
  });

  it("reads again what is cut off before its trailer, and fails where it stays so", async () => {
    const cut = ndjson(LINES.slice(0, -1));
    const route = ({ before }: { before: number }) => (before === 0 ? cut : ndjson(LINES));
    const { url } = await apiServer({ [`${ORG}/snapshot`]: route });
    expect((await readerAt(url).read()).organization).toEqual(ACME);
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
    expect(await reader.read()).toEqual({ organization: ACME, version: 42, completeness: ALL_COMPLETE });
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

describe("asking who the token is and which rules hold", () => {
  it("finds the membership of the organization among others", async () => {
    const memberships = [
      { organization: "beta", role: "viewer", level: 20 },
      { organization: "acme", role: "owner", level: 100, ceiling: "admin" },
    ];
    const { url } = await apiServer({ "/v1/me": { body: { email: "ada@acme.example", memberships } } });
    expect(await readerAt(url).whoAmI()).toEqual({ email: "ada@acme.example", role: "owner", ceiling: "admin" });
    expect(await readerAt(url, { organization: "gamma" }).whoAmI()).toEqual({
      email: "ada@acme.example",
      role: undefined,
      ceiling: undefined,
    });
  });

  it("reads the rules in force", async () => {
    const { url } = await apiServer({ [`${ORG}/role-model`]: { body: tryFindBuiltInDocument("ranked-roles") } });
    const model = await readerAt(url).readRoleModel();
    expect(model.key).toBe("ranked-roles");
    expect(model.roles.get("organization")?.get("admin")?.level).toBe(80);
  });

  it.each([
    ["no role model", [], "is [], not an object"],
    [
      "rules without tiers",
      { ...tryFindBuiltInDocument("standard"), tiers: undefined },
      '"tiers" of the role model standard',
    ],
    ["rules that name what is not there", { ...tryFindBuiltInDocument("standard"), overrides: ["fly"] }, "fly"],
    ["rules of another shape", { ...tryFindBuiltInDocument("standard"), overrides: 7 }, "has another shape"],
  ])("refuses %s", async (_what, body, words) => {
    const { url } = await apiServer({ [`${ORG}/role-model`]: { body } });
    const error = await failure(readerAt(url).readRoleModel());
    expect(error.code).toBe("invalid-answer");
    expect(error.message).toContain(words);
  });
});
