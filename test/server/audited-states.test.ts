import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

describe.each(STORES)("what an audit event shows, on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let number = 0;
  let base: string;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  /** Every test has an organization of its own. */
  beforeEach(async () => {
    const key = `acme-${number++}`;
    base = `/v1/organizations/${key}`;
    ada = await server.found({ organization: key, owner: "ada@acme.example", title: "Acme" });
    await ada.post(`${base}/tenants`, { tenant: "eu" });
    await ada.post(`${base}/projects`, { project: "atlas", tenant: "eu" });
  });

  async function joins(email: string, invitation: object): Promise<string> {
    const { id } = (await ada.post(`${base}/invitations`, { email, ...invitation })).body;
    const answer = await ada.post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": email });
    expect(answer.status).toBe(200);
    return id;
  }

  const last = async () => (await ada.get(`${base}/audit-events`)).body.items.at(-1);

  test("of a change of the organization: the version and the etag that it had, and those that it has", async () => {
    const before = (await ada.get(base)).body;
    const after = (await ada.patch(base, { title: "Acme Observability" })).body;
    expect([before.version, after.version]).toEqual([3, 4]);
    expect(await last()).toMatchObject({ kind: "update-organization", version: 4 });
    expect((await last()).before).toEqual(before);
    expect((await last()).after).toEqual(after);
  });

  test("of changes that are one write: each has the state that the one before left", async () => {
    await joins("grace@acme.example", { role: "member" });
    const member = `${base}/members/grace@acme.example`;
    const before = (await ada.get(member)).body;
    const after = (await ada.patch(member, { role: "viewer", permissions: { "issues:triage": "allow" } })).body;
    const [role, permissions] = (await ada.get(`${base}/audit-events`)).body.items.slice(-2);
    expect(role.before).toEqual(before);
    expect(permissions.before).toEqual(role.after);
    expect(permissions.after).toEqual(after);
  });

  test("of an acceptance: the grant that came with it", async () => {
    const target = { scope: "project", project: "atlas" };
    const id = await joins("guest@acme.example", { role: "project-developer", target });
    expect(await last()).toMatchObject({
      kind: "accept-invitation",
      before: { id, status: "pending", target: { ...target, role: "project-developer" } },
      after: { email: "guest@acme.example", role: "member", grants: [{ project: "atlas", role: "project-developer" }] },
    });
  });

  test("of an acceptance that grants nothing: no grants, for the place may be gone", async () => {
    await joins("plain@acme.example", { role: "member" });
    expect((await last()).after).not.toHaveProperty("grants");
    const target = { scope: "project", project: "atlas" };
    const late = { email: "late@acme.example", role: "project-viewer", target };
    const { id } = (await ada.post(`${base}/invitations`, late)).body;
    await ada.delete(`${base}/projects/atlas`);
    await ada.post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": "late@acme.example" });
    expect(await last()).toMatchObject({ kind: "accept-invitation", after: { email: "late@acme.example" } });
    expect((await last()).after).not.toHaveProperty("grants");
  });

  test("of a person: the address as they are kept, however the request spells it", async () => {
    await joins("Grace@acme.example", { role: "member" });
    const seen: string[] = [];
    const note = async () => seen.push((await last()).address);
    await ada.patch(`${base}/members/GRACE@ACME.example`, { role: "viewer" });
    await note();
    await ada.put(`${base}/projects/atlas/members/GRACE@ACME.example`, { role: "project-viewer" });
    await note();
    await ada.put(`${base}/projects/atlas/members/grace@ACME.example`, { role: "project-admin" });
    await note();
    await ada.delete(`${base}/projects/atlas/members/gracE@ACME.example`);
    await note();
    await ada.delete(`${base}/members/graCE@ACME.example`);
    await note();
    await ada.post(`${base}/invitations`, { email: "Linus@acme.example", role: "member" });
    await ada.post(`${base}/invitations/LINUS@acme.example/resend`);
    await note();
    await ada.delete(`${base}/invitations/LINUS@acme.example`);
    await note();
    const [grace, linus] = ["members/Grace@acme.example", "members/Linus@acme.example"];
    expect(seen).toEqual([grace, ...Array(3).fill(`projects/atlas/${grace}`), grace, linus, linus]);
  });

  test("effective access, too, is of the address as it is kept", async () => {
    await joins("Grace@acme.example", { role: "member" });
    expect((await ada.get(`${base}/members/GRACE@acme.example/access`)).body.email).toBe("Grace@acme.example");
  });
});
