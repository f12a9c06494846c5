import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import { issueToken } from "../../src/server/index.ts";
import type { TestServer } from "../_support/membership-server.ts";
import { readWhole } from "../_support/sound-organization.ts";
import { STORES } from "../_support/stores.ts";

describe.each(STORES)("on $name, an invitation to a project that is deleted", (store) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  test.each(["projects/watch", "tenants/eu"])(
    "with %s leads into the organization, and into no project that gets its key",
    async (gone) => {
      const organization = `gone-${gone.split("/")[0]}`;
      const ada = await server.found({ organization, owner: "ada@acme.example", tier: "enterprise" });
      const base = `/v1/organizations/${organization}`;
      for (const tenant of ["eu", "us"]) expect((await ada.post(`${base}/tenants`, { tenant })).status).toBe(201);
      expect((await ada.post(`${base}/projects`, { project: "watch", tenant: "eu" })).status).toBe(201);
      const target = { scope: "project", project: "watch" };
      const invitation = { email: "eve@acme.example", role: "project-admin", target };
      expect((await ada.post(`${base}/invitations`, invitation)).status).toBe(201);
      expect((await ada.delete(`${base}/${gone}`)).status).toBe(204);
      expect((await ada.post(`${base}/projects`, { project: "watch", tenant: "us" })).status).toBe(201);
      const token = await issueToken(server.store, { email: "ada@acme.example", at: server.clock.now });
      await acceptInvitationsAs({ url: server.url, token }, "eve@acme.example", organization);
      const { organization: live } = await readWhole({ url: server.url, token, organization });
      expect([...live.members.values()].map(({ email, role, status }) => [email, role, status])).toContainEqual([
        "eve@acme.example",
        "member",
        "active",
      ]);
      expect(live.projects.get("watch")).toMatchObject({ tenant: "us", members: new Map() });
    },
  );
});
