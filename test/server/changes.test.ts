import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";

let server: TestServer;
let ada: Caller;
let base: string;
let number = 0;

beforeAll(async () => {
  server = await startTestServer({ allowImpersonation: true });
});
afterAll(() => server.close());

beforeEach(async () => {
  base = `/v1/organizations/acme-${number++}`;
  ada = await server.found({ organization: base.slice(18), owner: "ada@acme.example" });
  await joined("grace@acme.example", "admin");
});

async function joined(email: string, role: string): Promise<void> {
  const { body } = await ada.post(`${base}/invitations`, { email, role });
  await ada.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": email });
}

async function place(): Promise<void> {
  await ada.post(`${base}/tenants`, { tenant: "eu" });
  await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
  await ada.put(`${base}/tenants/eu/members/grace@acme.example`, { role: "tenant-admin" });
  await ada.put(`${base}/projects/atlas/members/grace@acme.example`, { role: "project-viewer" });
}

describe("what goes with what", () => {
  test("removing a member removes every grant, and the audit event tells which", async () => {
    await place();
    expect((await ada.delete(`${base}/members/grace@acme.example`)).status).toBe(204);
    expect((await ada.get(`${base}/tenants/eu/members`)).body.total).toBe(0);
    expect((await ada.get(`${base}/projects/atlas/members`)).body.total).toBe(0);
    const { items } = (await ada.get(`${base}/audit-events`)).body;
    expect(items.at(-1)).toMatchObject({
      kind: "remove-member",
      before: { grants: [{ project: "atlas" }, { tenant: "eu", role: "tenant-admin" }] },
      after: null,
    });
  });

  test("deleting a tenant deletes its projects and every grant there, and leaves the members", async () => {
    await place();
    await ada.delete(`${base}/tenants/eu`);
    expect((await ada.get(`${base}/projects/atlas`)).body.code).toBe("unknown-project");
    const { text } = await ada.get(`${base}/snapshot`);
    expect(text).not.toContain("-member");
    expect((await ada.get(`${base}/members/grace@acme.example`)).status).toBe(200);
  });

  test("taking a grant away leaves the membership", async () => {
    await place();
    expect((await ada.delete(`${base}/tenants/eu/members/grace@acme.example`)).status).toBe(204);
    expect((await ada.get(`${base}/members/grace@acme.example`)).status).toBe(200);
    expect((await ada.get(`${base}/projects/atlas/members`)).body.total).toBe(1);
  });

  test("a change of role resets overrides; the ones in the same patch are applied after it", async () => {
    const member = `${base}/members/grace@acme.example`;
    await ada.patch(member, { permissions: { "audit-log:read": "deny", "issues:triage": "deny" } });
    const reset = await ada.patch(member, { role: "member" });
    expect(reset.body).toMatchObject({ role: "member", permissions: {} });
    const both = await ada.patch(member, { role: "viewer", permissions: { "issues:triage": "allow" } });
    expect(both.body).toMatchObject({ role: "viewer", permissions: { "issues:triage": "allow" } });
    const taken = await ada.patch(member, { permissions: { "issues:triage": null } });
    expect(taken.body.permissions).toEqual({});
  });

  test("one refused part of a patch undoes the parts before it", async () => {
    const member = `${base}/members/grace@acme.example`;
    const { version } = (await ada.get(base)).body;
    const refused = await ada.patch(member, { role: "member", attributes: { memberType: "robot" } });
    expect(refused).toMatchObject({ status: 422, body: { code: "attribute-invalid" } });
    expect((await ada.get(member)).body.role).toBe("admin");
    expect((await ada.get(base)).body.version).toBe(version);
  });

  test("a custom role takes effect at once for its holders, and is deleted once nobody has it", async () => {
    await ada.post(`${base}/roles`, { role: "responder", permissions: ["issues:triage"] });
    await ada.patch(`${base}/members/grace@acme.example`, { role: "responder" });
    const before = await ada.get(`${base}/members/grace@acme.example/access`);
    expect(before.body.places[0].permissions).toEqual([
      { permission: "issues:triage", through: "organization role responder" },
    ]);
    await ada.patch(`${base}/roles/responder`, { permissions: ["issues:triage", "audit-log:read"] });
    const after = await ada.get(`${base}/members/grace@acme.example/access`);
    expect(after.body.places[0].permissions).toHaveLength(2);
    const used = await ada.delete(`${base}/roles/responder`);
    expect(used).toMatchObject({ status: 409, body: { code: "role-in-use" } });
    await ada.patch(`${base}/members/grace@acme.example`, { role: "viewer" });
    expect((await ada.delete(`${base}/roles/responder`)).status).toBe(204);
    expect((await ada.get(`${base}/roles`)).body.total).toBe(0);
  });

  test("access is shown place by place, and through what", async () => {
    await place();
    await ada.patch(`${base}/members/grace@acme.example`, { role: "viewer" });
    const { body } = await ada.get(`${base}/members/grace@acme.example/access`);
    expect(body.places.map(({ place, role }: { place: string; role: string }) => [place, role])).toEqual([
      ["organization", "viewer"],
      ["tenants/eu", "tenant-admin"],
      ["projects/atlas", "project-viewer"],
    ]);
    expect(body.places[2].permissions).toContainEqual({
      permission: "projects:access",
      through: "tenants/eu role tenant-admin",
    });
  });
});

describe("the organization itself", () => {
  test("a patch changes what it names, null takes a setting away, and an empty one changes nothing", async () => {
    await ada.patch(base, { title: "Acme", tier: "pro", settings: { seats: 3 } });
    expect((await ada.get(base)).body).toMatchObject({ title: "Acme", tier: "pro", settings: { seats: 3 } });
    const { body } = await ada.patch(base, { settings: { seats: null } });
    expect(body).toMatchObject({ title: "Acme", settings: {} });
    const same = await ada.patch(base, { settings: {} });
    expect(same).toMatchObject({ status: 200, body: { version: body.version } });
  });

  test("whoever creates one is its first owner", async () => {
    const linus = await server.as("linus@elsewhere.example");
    const key = `linus-${number}`;
    const made = await linus.post("/v1/organizations", { organization: key, roleModel: "ranked-roles", title: "L" });
    expect(made).toMatchObject({ status: 201, body: { organization: key, tier: "enterprise", version: 1 } });
    expect((await linus.get("/v1/me")).body.memberships).toContainEqual({
      organization: key,
      role: "owner",
      level: 100,
    });
    const again = await ada.post("/v1/organizations", { organization: key });
    expect(again).toMatchObject({ status: 409, body: { code: "organization-exists" } });
    const unknown = await ada.post("/v1/organizations", { organization: `${key}-2`, tier: "platinum" });
    expect(unknown).toMatchObject({ status: 422, body: { code: "unknown-tier" } });
    const model = await linus.get(`/v1/organizations/${key}/role-model`);
    expect(model.body).toMatchObject({ key: "ranked-roles", ownership: { count: "exactly-one" } });
    const events = await linus.get(`/v1/organizations/${key}/audit-events`);
    expect(events.body.items).toMatchObject([{ kind: "create-organization", actor: "linus@elsewhere.example" }]);
  });

  test("a deleted one is gone with everything in it, and made anew it is empty", async () => {
    await place();
    expect((await ada.delete(base)).status).toBe(204);
    expect((await ada.get(base)).status).toBe(404);
    expect((await ada.get("/v1/me")).body.memberships).not.toContainEqual(
      expect.objectContaining({ organization: base.slice(18) }),
    );
    expect((await ada.post("/v1/organizations", { organization: base.slice(18) })).status).toBe(201);
    expect((await ada.get(`${base}/members`)).body.total).toBe(1);
    expect((await ada.get(`${base}/audit-events`)).body.total).toBe(1);
  });

  test("ownership is handed over in one step, under rules that know one owner", async () => {
    const key = `single-${number}`;
    const owner = await server.found({ organization: key, owner: "ada@acme.example", roleModel: "ranked-roles" });
    const { body } = await owner.post(`/v1/organizations/${key}/invitations`, {
      email: "edsger@acme.example",
      role: "viewer",
    });
    const early = await owner.post(`/v1/organizations/${key}/ownership-transfer`, { to: "edsger@acme.example" });
    expect(early).toMatchObject({ status: 409, body: { code: "owner-must-be-active" } });
    await owner.post(`/v1/me/invitations/${body.id}/accept`, undefined, { "charter-act-as": "edsger@acme.example" });
    const done = await owner.post(`/v1/organizations/${key}/ownership-transfer`, { to: "edsger@acme.example" });
    expect(done).toMatchObject({ status: 200, body: { email: "edsger@acme.example", role: "owner" } });
    const members = await owner.get(`/v1/organizations/${key}/members`);
    expect(members.body.items).toMatchObject([{ role: "admin" }, { role: "owner" }]);
    const events = await owner.get(`/v1/organizations/${key}/audit-events`);
    expect(events.body.items.at(-1)).toMatchObject({
      kind: "transfer-ownership",
      before: { owners: ["ada@acme.example"] },
      after: { owners: ["edsger@acme.example"] },
    });
    const unknown = await owner.post(`/v1/organizations/${key}/ownership-transfer`, { to: "nobody@acme.example" });
    expect(unknown.status).toBe(403);
  });

  test("a first owner gets the attributes that the rules require", async () => {
    const owner = await server.found({ organization: "flow", owner: "ada@acme.example", roleModel: "member-types" });
    expect((await owner.get("/v1/organizations/flow/members/ada@acme.example")).body.attributes).toEqual({
      memberType: "employee",
    });
  });
});

describe("audit events", () => {
  test("every write is one, with who, what, when, before, after, request id and plan digest", async () => {
    const before = (await ada.get(`${base}/audit-events`)).body.total;
    const plan = { "charter-plan-digest": "sha256:abc" };
    const write = await ada.post(`${base}/tenants`, { tenant: "eu", title: "Europe" }, plan);
    await ada.patch(`${base}/tenants/eu`, { title: "EU" }, plan);
    const { body } = await ada.get(`${base}/audit-events`);
    expect(body.total).toBe(before + 2);
    expect(body.items.slice(-2)).toMatchObject([
      {
        kind: "create-tenant",
        address: "tenants/eu",
        actor: "ada@acme.example",
        at: server.clock.now.toISOString(),
        before: null,
        after: { tenant: "eu", title: "Europe" },
        requestId: write.headers.get("x-request-id"),
        planDigest: "sha256:abc",
      },
      { kind: "update-tenant", before: { title: "Europe" }, after: { title: "EU" }, version: body.version },
    ]);
  });

  test("a patch of several parts is several events of one version", async () => {
    await ada.patch(`${base}/members/grace@acme.example`, {
      role: "member",
      attributes: { memberType: "external" },
      permissions: { "issues:triage": "deny" },
    });
    const { items, version } = (await ada.get(`${base}/audit-events`)).body;
    expect(items.slice(-3)).toMatchObject([
      { kind: "change-role", version },
      { kind: "update-attributes", version },
      { kind: "override-permissions", version },
    ]);
  });

  test("making and revoking a token is an event, without the token", async () => {
    const { body } = await ada.post(`${base}/tokens`, { title: "ci" });
    await ada.delete(`${base}/tokens/${body.id}`);
    const { items } = (await ada.get(`${base}/audit-events`)).body;
    expect(items.slice(-2)).toMatchObject([{ kind: "create-token" }, { kind: "revoke-token", after: null }]);
    expect(JSON.stringify(items)).not.toContain(body.token);
  });

  test("are for those whom the rules let read them", async () => {
    await joined("viewer@acme.example", "viewer");
    const viewer = await server.as("viewer@acme.example");
    expect(await viewer.get(`${base}/audit-events`)).toMatchObject({
      status: 403,
      body: { code: "permission-missing" },
    });
  });

  test("come page by page, each once", async () => {
    for (let index = 0; index < 5; index++) await ada.post(`${base}/tenants`, { tenant: `t${index}` });
    const ids: string[] = [];
    let cursor = "";
    do {
      const { body } = await ada.get(`${base}/audit-events?limit=3${cursor}`);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.cursor === undefined ? "" : `&cursor=${body.cursor}`;
    } while (cursor !== "");
    expect(ids).toEqual(["1-0", "2-0", "3-0", "4-0", "5-0", "6-0", "7-0", "8-0"]);
  });
});
