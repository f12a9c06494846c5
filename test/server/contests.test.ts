import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sketch } from "../_support/build.ts";
import { type Contest, contest } from "../_support/contest.ts";
import { type ApiAnswer, startTestServer, type TestServer } from "../_support/membership-server.ts";
import { newDatabase, STORES } from "../_support/stores.ts";

/** How often each race is run; who wins is never decided here, only that somebody may. */
const ROUNDS = Number(process.env.CHARTER_RACE_ROUNDS ?? 5);

const statuses = (answers: readonly ApiAnswer[]) => answers.map(({ status }) => status);
const sorted = (answers: readonly ApiAnswer[]) => statuses(answers).toSorted((left, right) => left - right);

describe.each(STORES)("on $name", ({ name }) => {
  let servers: TestServer[] = [];
  let number = 0;

  beforeAll(async () => {
    const database = name === "PostgreSQL" ? { database: await newDatabase() } : {};
    const start = () => startTestServer({ allowImpersonation: true, ...database });
    servers = await Promise.all(name === "PostgreSQL" ? [start(), start()] : [start()]);
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  /** The race, so many times over, each time in an organization of its own and with another server first. */
  async function race(roleModel: string, sketch: Sketch, round: (one: Contest, time: number) => Promise<void>) {
    for (let time = 0; time < ROUNDS; time++) {
      const one = await contest(servers, { key: `acme-${number++}`, roleModel, sketch });
      if (time % 2 === 1) one.at("ada");
      await round(one, time);
      await one.end();
    }
  }

  const free: Sketch = { tier: "free", members: { ada: "owner", bob: "admin", cy: "member", dee: "viewer" } };
  const enterprise: Sketch = { ...free, tier: "enterprise" };

  test("the last seat goes to one of an invitation, another, and an expired one that is sent again", async () => {
    const sketch: Sketch = {
      ...free,
      members: { ...free.members, eve: { role: "viewer", status: "expired" } },
    };
    await race("standard", sketch, async ({ at, all, base }) => {
      const answers = await all(
        () => at("ada").post(`${base}/invitations`, { email: "one@acme.example", role: "viewer" }),
        () => at("bob").post(`${base}/invitations`, { email: "two@acme.example", role: "viewer" }),
        () => at("ada").post(`${base}/invitations/eve@acme.example/resend`),
        () => at("bob").post(`${base}/invitations`, { email: "three@acme.example", role: "viewer" }),
      );
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(answers.filter(({ body }) => body.code === "seat-limit-reached")).toHaveLength(3);
    });
  });

  test("of three owners who step down and remove each other at once, one stays", async () => {
    const owners: Sketch = { tier: "enterprise", members: { ada: "owner", bob: "owner", cy: "owner" } };
    await race("standard", owners, async ({ at, all, base }) => {
      await all(
        () => at("ada").patch(`${base}/members/ada@acme.example`, { role: "admin" }),
        () => at("bob").patch(`${base}/members/bob@acme.example`, { role: "viewer" }),
        () => at("cy").delete(`${base}/members/ada@acme.example`),
        () => at("ada").delete(`${base}/members/bob@acme.example`),
        () => at("bob").delete(`${base}/members/cy@acme.example`),
        () => at("cy").delete(`${base}/members/cy@acme.example`),
      );
    });
  });

  test("of two who take the keystone permission out of each other's role, one succeeds", async () => {
    const all6 = ["addProject", "inviteUser", "deleteUser", "addRole", "license", "logs"];
    const sketch: Sketch = {
      tier: "standard",
      roles: { admin: all6, second: all6 },
      members: { ada: "admin", bob: "second" },
    };
    await race("custom-roles", sketch, async ({ at, all, base }) => {
      const answers = await all(
        () => at("ada").patch(`${base}/roles/second`, { permissions: ["logs"] }),
        () => at("bob").patch(`${base}/roles/admin`, { permissions: ["logs"] }),
      );
      expect([
        [200, 403],
        [200, 409],
      ]).toContainEqual(sorted(answers));
    });
  });

  test("transfers of ownership that cross leave one owner", async () => {
    await race("ranked-roles", { tier: "pro", members: free.members ?? {} }, async ({ at, all, base }) => {
      const to = (person: string) => ({ to: `${person}@acme.example` });
      const answers = await all(
        () => at("ada").post(`${base}/ownership-transfer`, to("bob")),
        () => at("ada").post(`${base}/ownership-transfer`, to("cy")),
        () => at("bob").post(`${base}/ownership-transfer`, to("ada")),
        () => at("cy").post(`${base}/ownership-transfer`, { ...to("dee"), formerOwnerRole: "viewer" }),
        () => at("bob").delete(`${base}/members/cy@acme.example`),
      );
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    });
  });

  test("a role is deleted, or given, invited to and granted, never both", async () => {
    const sketch: Sketch = {
      ...enterprise,
      roles: { scribe: ["issues:triage"], builder: { scope: "project", permissions: [] } },
      tenants: { eu: {} },
      projects: { "eu/atlas": {} },
    };
    await race("standard", sketch, async ({ at, all, base }) => {
      const [scribeGone, given, invited, builderGone, granted] = await all(
        () => at("ada").delete(`${base}/roles/scribe`),
        () => at("ada").patch(`${base}/members/dee@acme.example`, { role: "scribe" }),
        () => at("bob").post(`${base}/invitations`, { email: "new@acme.example", role: "scribe" }),
        () => at("ada").delete(`${base}/roles/builder`),
        () => at("ada").put(`${base}/projects/atlas/members/cy@acme.example`, { role: "builder" }),
      );
      expect(scribeGone?.status === 204 && (given?.status === 200 || invited?.status === 201)).toBe(false);
      expect(builderGone?.status === 204 && granted?.status === 200).toBe(false);
    });
  });

  test("one idempotency key at once has one effect and one answer, and for another body it is refused", async () => {
    await race("standard", enterprise, async ({ at, all, base }) => {
      const invite = (email: string) => () =>
        at("ada").post(`${base}/invitations`, { email, role: "viewer" }, { "idempotency-key": "once" });
      const answers = await all(...Array.from({ length: 6 }, (_, index) => invite(`p${index % 2}@acme.example`)));
      const done = answers.filter(({ status }) => status === 201);
      expect(new Set(done.map(({ text }) => text)).size).toBe(1);
      expect(done).toHaveLength(3);
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
        Array(3).fill([422, "idempotency-key-reused"]),
      );
    });
  });

  test("of many who change what they all saw, one does", async () => {
    await race("standard", enterprise, async ({ at, all, base }) => {
      const roles = ["admin", "member", "security-lead", "billing-admin", "viewer"];
      const answers = await all(
        ...roles.map(
          (role) => () => at("ada").patch(`${base}/members/dee@acme.example`, { role }, { "if-match": '"v1"' }),
        ),
      );
      expect(sorted(answers)).toEqual([200, 412, 412, 412, 412]);
    });
  });

  test("nobody keeps a grant who is removed while it is given", async () => {
    const sketch: Sketch = { ...enterprise, tenants: { eu: {} }, projects: { "eu/atlas": {}, "eu/borealis": {} } };
    await race("standard", sketch, async ({ at, all, base }) => {
      const removed = () => at("ada").delete(`${base}/members/dee@acme.example`);
      const granted = (place: string, role: string) => () =>
        at("bob").put(`${base}/${place}/members/dee@acme.example`, { role });
      const answers = await all(
        granted("projects/atlas", "project-viewer"),
        removed,
        granted("projects/borealis", "project-viewer"),
        granted("tenants/eu", "tenant-member"),
      );
      expect(answers[1]?.status).toBe(204);
    });
  });

  test("no project stays in a tenant that is deleted while it is made there, or moved in", async () => {
    const sketch: Sketch = {
      ...enterprise,
      tenants: { eu: {}, us: {} },
      projects: { "us/atlas": { cy: "project-admin" } },
    };
    await race("standard", sketch, async ({ at, all, base }) => {
      const answers = await all(
        () => at("bob").post(`${base}/projects`, { project: "borealis", tenant: "eu" }),
        () => at("ada").delete(`${base}/tenants/eu`),
        () => at("bob").patch(`${base}/projects/atlas`, { tenant: "eu" }),
        () => at("ada").put(`${base}/tenants/eu/members/cy@acme.example`, { role: "tenant-member" }),
      );
      expect(answers[1]?.status).toBe(204);
    });
  });

  test("an invitation is accepted or cancelled, and one that is sent again is still accepted once", async () => {
    const invited = { role: "viewer", status: "invited" } as const;
    await race("standard", { ...enterprise, members: { ...enterprise.members, eve: invited } }, async (one) => {
      const { at, all, base } = one;
      const { id } = (await at("ada").get(`${base}/invitations/eve@acme.example`)).body;
      const accept = () =>
        at("ada").post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": "eve@acme.example" });
      const answers = await all(
        accept,
        () => at("ada").delete(`${base}/invitations/${id}`),
        () => at("bob").post(`${base}/invitations/${id}/resend`),
        accept,
      );
      const [first, cancelled, , second] = statuses(answers);
      expect([first, second].filter((status) => status === 200).length + (cancelled === 204 ? 1 : 0)).toBe(1);
    });
  });

  test("a tier is lowered, or what it has no room for comes, never both", async () => {
    await race("standard", enterprise, async ({ at, all, base }) => {
      await all(
        () => at("ada").post(`${base}/invitations`, { email: "p1@acme.example", role: "viewer" }),
        () => at("bob").post(`${base}/invitations`, { email: "p2@acme.example", role: "viewer" }),
        () => at("ada").patch(base, { tier: "free" }),
        () => at("bob").patch(`${base}/members/dee@acme.example`, { role: "security-lead" }),
        () => at("ada").post(`${base}/roles`, { role: "scribe", permissions: ["read"] }),
        () => at("bob").post(`${base}/invitations`, { email: "p3@acme.example", role: "viewer" }),
      );
    });
  });

  test("an organization that is deleted under everybody is not there, and no internal error", async () => {
    await race("standard", { ...enterprise, tenants: { eu: {} } }, async ({ at, all, base }) => {
      await all(
        () => at("bob").get(`${base}/snapshot`),
        () => at("bob").post(`${base}/tenants`, { tenant: "us" }),
        () => at("bob").get(`${base}/members/cy@acme.example/access`),
        () => at("ada").delete(base),
        () => at("bob").get(`${base}/snapshot`),
        () => at("bob").get("/v1/me"),
        () => at("cy").post(`${base}/tokens`, {}),
        () => at("ada").delete(base),
        () => at("bob").post(`${base}/invitations`, { email: "p1@acme.example", role: "viewer" }),
      );
      expect((await at("ada").get(base)).status).toBe(404);
    });
  });
});
