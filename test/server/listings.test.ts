import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emailKey } from "../../src/membership/email.ts";
import type { Member, Organization, Tenant } from "../../src/membership/organization.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";
const ROLES = ["admin", "member", "viewer"];

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let owner: Caller;

  function person(index: number): Member {
    const email = `Person-${String(index).padStart(4, "0")}@acme.example`;
    const common = {
      email,
      role: ROLES[index % 3] ?? "",
      attributes: index % 2 === 0 ? { memberType: "external" } : {},
    };
    if (index % 5 === 0) return { ...common, status: "invited", overrides: {}, invitation: { id: "i" } };
    return { ...common, status: "active", overrides: index % 7 === 0 ? { "issues:triage": "deny" } : {} };
  }

  function grants(people: readonly Member[], role: string): Tenant["members"] {
    const active = people.filter(({ status }) => status === "active");
    return new Map(active.map(({ email }) => [emailKey(email), { email, role }]));
  }

  function acme(): Organization {
    const people = Array.from({ length: 2_500 }, (_, index) => person(index));
    const root: Member = { email: "root@acme.example", role: "owner", status: "active", attributes: {}, overrides: {} };
    return {
      key: "acme",
      title: "Acme",
      tier: "enterprise",
      settings: {},
      roles: new Map([
        ["scribe", { key: "scribe", scope: "organization", title: 'Scribe "the" 1st', permissions: ["issues:triage"] }],
      ]),
      members: new Map([...people, root].map((member) => [emailKey(member.email), member])),
      tenants: new Map([
        ["eu", { key: "eu", title: undefined, members: grants(people.slice(0, 2_300), "tenant-member") }],
      ]),
      projects: new Map([
        [
          "atlas",
          { key: "atlas", title: "Atlas", tenant: "eu", members: grants(people.slice(0, 40), "project-viewer") },
        ],
        [
          "borealis",
          { key: "borealis", title: undefined, tenant: "eu", members: grants(people.slice(30, 60), "project-admin") },
        ],
      ]),
    };
  }

  beforeAll(async () => {
    server = await store.start();
    await server.seed(acme(), "standard");
    owner = await server.as("root@acme.example");
  });
  afterAll(() => server.close());

  // biome-ignore lint/suspicious/noExplicitAny: items of every kind
  async function allOf(path: string, limit: number): Promise<any[]> {
    const items = [];
    const join = path.includes("?") ? "&" : "?";
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { body, status, text } = await owner.get(`${BASE}${path}${join}limit=${limit}${next}`);
      expect(status, text).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      items.push(...body.items);
      cursor = body.cursor;
      if (cursor === undefined) expect(items.length).toBe(body.total);
    } while (cursor !== undefined);
    return items;
  }

  describe("pages", () => {
    test("of any size give everybody once, sorted by address whatever its case", async () => {
      const members = await allOf("/members", 700);
      expect(members).toHaveLength(2_001);
      const keys = members.map(({ email }) => email.toLowerCase());
      expect(keys).toEqual([...new Set(keys)].sort());
      expect(await allOf("/members", 1000)).toEqual(members);
    });

    test("that are full to the last entry promise no other", async () => {
      const { body } = await owner.get(`${BASE}/invitations?limit=500`);
      expect(body.items).toHaveLength(500);
      expect(body).not.toHaveProperty("cursor");
    });

    test("filter by role and by a part of the address, and count what they filter", async () => {
      const admins = await allOf("/members?role=admin", 300);
      expect(admins.every(({ role }) => role === "admin")).toBe(true);
      expect(admins).toHaveLength(667);
      expect((await allOf("/members?search=PERSON-000", 100)).map(({ email }) => email)).toHaveLength(8);
      expect(await allOf("/members?search=%25", 100)).toEqual([]);
      expect(await allOf("/members?search=person_0001", 100)).toEqual([]);
      expect(await allOf("/tenants/eu/members?search=0001@", 10)).toHaveLength(1);
    });

    test("keep their place while people come and go", async () => {
      const first = await owner.get(`${BASE}/members?limit=10`);
      await owner.delete(`${BASE}/members/${encodeURIComponent(first.body.items[3].email)}`);
      const second = await owner.get(`${BASE}/members?limit=10&cursor=${first.body.cursor}`);
      const seen = first.body.items.map(({ email }: Member) => email);
      expect(second.body.items.some(({ email }: Member) => seen.includes(email))).toBe(false);
      expect(second.body.version).toBe(first.body.version + 1);
    });

    test.each(["?limit=0", "?limit=1001", "?limit=many", "?cursor=%7B%7D", "?rolle=admin"])(
      "%s is refused before anything is read",
      async (query) => {
        const answer = await owner.get(`${BASE}/members${query}`);
        expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request" } });
      },
    );
  });

  describe("the snapshot", () => {
    // biome-ignore lint/suspicious/noExplicitAny: lines of every kind
    let lines: any[];

    beforeAll(async () => {
      const answer = await owner.get(`${BASE}/snapshot`);
      expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
      lines = answer.text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    });

    const ofType = (type: string) => lines.filter((line) => line.type === type).map(({ type: _, ...rest }) => rest);

    test("says everything that the listings say, in the same order", async () => {
      const members = (await allOf("/members", 1000)).map(({ status: _, attributes, permissions, ...rest }) => ({
        ...rest,
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
        ...(Object.keys(permissions).length === 0 ? {} : { permissions }),
      }));
      expect(ofType("member")).toEqual(members);
      const invitations = (await allOf("/invitations", 1000)).map(({ attributes, ...rest }) => ({
        ...rest,
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      }));
      expect(ofType("invitation")).toEqual(invitations);
      expect(ofType("role")).toEqual(await allOf("/roles", 1000));
      expect(ofType("tenant")).toEqual(await allOf("/tenants", 1000));
      expect(ofType("project")).toEqual(await allOf("/projects", 1000));
      expect(ofType("tenant-member")).toEqual(await allOf("/tenants/eu/members", 1000));
      const projects = [
        ...(await allOf("/projects/atlas/members", 1000)),
        ...(await allOf("/projects/borealis/members", 1000)),
      ];
      expect(ofType("project-member")).toEqual(projects);
    });

    test("counts what follows in its header and what went before in its trailer, at one version", async () => {
      const [header, organization] = lines;
      const trailer = lines.at(-1);
      const { version } = (await owner.get(BASE)).body;
      expect(header).toMatchObject({ type: "header", version });
      expect(organization).toMatchObject({ type: "organization", organization: "acme", roleModel: "standard" });
      expect(trailer).toEqual({ type: "trailer", version, count: lines.length - 2 });
      expect(header.counts).toEqual({
        members: ofType("member").length,
        invitations: ofType("invitation").length,
        roles: ofType("role").length,
        tenants: ofType("tenant").length,
        projects: ofType("project").length,
        tenantMembers: ofType("tenant-member").length,
        projectMembers: ofType("project-member").length,
      });
    });

    test("stays at its version while others write", async () => {
      const response = await fetch(`${server.url}${BASE}/snapshot`, {
        headers: { authorization: `Bearer ${await ownToken()}` },
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const first = await reader?.read();
      await owner.post(`${BASE}/tenants`, { tenant: "zz-later" });
      let text = first?.value ?? "";
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) text += next.value;
      const version = JSON.parse(text.slice(0, text.indexOf("\n"))).version;
      expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ type: "trailer", version });
      expect((await owner.get(BASE)).body.version).toBe(version + 1);
      expect(text).not.toContain("zz-later");
    });
  });

  async function ownToken(): Promise<string> {
    return (await owner.post(`${BASE}/tokens`, {})).body.token;
  }
});
