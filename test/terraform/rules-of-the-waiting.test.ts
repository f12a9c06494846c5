import { describe, expect, it } from "vitest";
import { ADA, GRACE, LINUS, openStage, type StageOptions, told } from "../_support/terraform-stage.ts";

const NEW = "new@acme.example";
const eu = { "charter_tenant.eu": { key: "eu" } };
const places = { ...eu, "charter_project.w": { key: "w", tenant: "eu" } };

/** An organization with a tenant and a project, and grace, who has not answered her invitation. */
async function withGraceInvited(options: StageOptions = {}) {
  const stage = await openStage(options);
  await stage.apply(places);
  await stage.change({ kind: "invite-member", email: GRACE, role: "member", attributes: {} });
  const refused = async (address: string, values: object, token?: string) => {
    const declared = { ...places, [address]: { ...values } };
    return told((await stage.plan(declared, token === undefined ? {} : { token })).diagnostics);
  };
  const joined = async (email: string, role: string) => {
    await stage.change({ kind: "invite-member", email, role, attributes: {} });
    await stage.accept(email);
    return await stage.tokenOf(email);
  };
  return { stage, refused, joined };
}

describe("what waits until somebody has joined is judged in the plan that declares it", () => {
  it("permissions of somebody who is to be invited", async () => {
    const { stage, refused } = await withGraceInvited();
    const planned = (permissions: object) => refused("charter_member.new", { email: NEW, role: "member", permissions });
    expect(await planned({ read: "deny" })).toEqual([
      `error permission-not-overridable: members/${NEW} at permissions`,
    ]);
    expect(await planned({ nosuch: "deny" })).toEqual([`error unknown-permission: members/${NEW} at permissions`]);
    expect(await planned({ "policies:create": "deny" })).toEqual([]);
    const { diagnostics } = await stage.plan({
      "charter_member.new": { email: NEW, role: "member", permissions: { read: "deny" } },
    });
    expect(diagnostics[0]?.detail).toBe(
      `read cannot be switched for one member; only audit-log:read, api-keys:create, policies:create and issues:triage are; this waits until ${NEW} has joined, and is refused then`,
    );
  });

  it("permissions of somebody who is invited, once they are added to what is managed", async () => {
    const stage = await openStage();
    const grace = (more: object) => ({ "charter_member.grace": { email: GRACE, role: "member", ...more } });
    await stage.apply(grace({}));
    const { diagnostics } = await stage.plan(grace({ permissions: { read: "deny" } }));
    expect(told(diagnostics)).toEqual([`error permission-not-overridable: members/${GRACE} at permissions`]);
    const another = await stage.plan(grace({ role: "admin", permissions: { nosuch: "allow" } }));
    expect(told(another.diagnostics)).toEqual([`error unknown-permission: members/${GRACE} at permissions`]);
    expect((await stage.apply(grace({ permissions: { "policies:create": "deny" } }))).diagnostics).toEqual([]);
    await stage.accept(GRACE);
    expect((await stage.apply(grace({ permissions: { "policies:create": "deny" } }))).diagnostics).toEqual([]);
    const core = await stage.open();
    expect((await core.import("charter_member", GRACE)).values.permissions).toEqual({ "policies:create": "deny" });
  });

  it("permissions are refused beside the invitation that is refused itself", async () => {
    const { refused } = await withGraceInvited();
    const values = { email: NEW, role: "nobody", permissions: { read: "deny" } };
    expect(await refused("charter_member.new", values)).toEqual([
      `error unknown-role: members/${NEW} at role`,
      `error permission-not-overridable: members/${NEW} at permissions`,
    ]);
  });

  it("permissions in a whole set, each at the key of whom they are for", async () => {
    const { refused } = await withGraceInvited();
    const set = {
      members: { [ADA]: "owner", [GRACE]: "member", [NEW]: "member" },
      permissions: { [GRACE.toUpperCase()]: { nosuch: "allow" }, [NEW]: { read: "deny" } },
    };
    expect(await refused("charter_members.all", set)).toEqual([
      `error unknown-permission: members/${GRACE} at permissions.${GRACE}`,
      `error permission-not-overridable: members/${NEW} at permissions.${NEW}`,
    ]);
  });

  it("nobody promises a permission that they lack", async () => {
    const { stage, refused, joined } = await withGraceInvited();
    const token = await joined(LINUS, "admin");
    const values = { email: NEW, role: "member", permissions: { "audit-log:read": "allow" } };
    expect(await refused("charter_member.new", values, token)).toEqual([]);
    await stage.change({ kind: "override-permissions", email: LINUS, overrides: { "audit-log:read": "deny" } });
    expect(await refused("charter_member.new", values, token)).toEqual([
      `error permission-not-held: members/${NEW} at permissions`,
    ]);
  });

  it("roles at a tenant and a project, one by one", async () => {
    const { refused } = await withGraceInvited();
    const at = (scope: string, key: string, role: string) =>
      refused(`charter_${scope}_member.grace`, { [scope]: key, email: GRACE, role });
    expect(await at("tenant", "eu", "project-admin")).toEqual([
      `error wrong-scope: tenants/eu/members/${GRACE} at role`,
    ]);
    expect(await at("tenant", "eu", "zz")).toEqual([`error unknown-role: tenants/eu/members/${GRACE} at role`]);
    expect(await at("project", "w", "tenant-member")).toEqual([
      `error wrong-scope: projects/w/members/${GRACE} at role`,
    ]);
    expect(await at("tenant", "mars", "tenant-member")).toEqual([
      `error unknown-tenant: tenants/mars/members/${GRACE} at tenant`,
    ]);
    expect(await at("project", "phobos", "zz")).toEqual([
      `error unknown-role: projects/phobos/members/${GRACE} at role`,
      `error unknown-project: projects/phobos/members/${GRACE} at project`,
    ]);
    expect(await at("tenant", "eu", "tenant-member")).toEqual([]);
    expect(await at("project", "w", "project-viewer")).toEqual([]);
  });

  it("roles at a tenant and a project, as whole sets", async () => {
    const { refused } = await withGraceInvited();
    const at = (scope: string, key: string, role: string) =>
      refused(`charter_${scope}_members.all`, { [scope]: key, members: { [GRACE]: role } });
    expect(await at("tenant", "eu", "zz")).toEqual([
      `error unknown-role: tenants/eu/members/${GRACE} at members.${GRACE}`,
    ]);
    expect(await at("project", "w", "tenant-member")).toEqual([
      `error wrong-scope: projects/w/members/${GRACE} at members.${GRACE}`,
    ]);
    expect(await at("tenant", "mars", "tenant-member")).toEqual([
      `error unknown-tenant: tenants/mars/members/${GRACE} at tenant`,
    ]);
    expect(await at("project", "w", "project-viewer")).toEqual([]);
  });

  it("roles by who promises them: nowhere without the right to give any, and no more than they hold", async () => {
    const { stage, refused, joined } = await withGraceInvited();
    const role = { role: "keeper", scope: "project", permissions: ["members:manage", "read"] } as const;
    await stage.change({ kind: "create-role", ...role });
    const token = await joined(LINUS, "member");
    const planned = (key: string) =>
      refused("charter_project_member.grace", { project: "w", email: GRACE, role: key }, token);
    expect(await planned("project-viewer")).toEqual([`error permission-missing: projects/w/members/${GRACE} at email`]);
    await stage.change({ kind: "grant-project-role", project: "w", email: LINUS, role: "keeper" });
    expect(await planned("project-viewer")).toEqual([]);
    expect(await planned("project-developer")).toEqual([
      `error permission-not-held: projects/w/members/${GRACE} at role`,
    ]);
    await stage.change({ kind: "change-project-role", project: "w", email: LINUS, role: "project-admin" });
    expect(await planned("project-developer")).toEqual([]);
  });

  it("of somebody whom the same plan invites", async () => {
    const stage = await openStage();
    const { diagnostics } = await stage.plan({
      ...eu,
      "charter_member.new": { email: NEW, role: "member" },
      "charter_tenant_member.new": { tenant: "eu", email: NEW, role: "project-admin" },
    });
    expect(told(diagnostics)).toEqual([`error wrong-scope: tenants/eu/members/${NEW} at role`]);
  });
});

describe("a promise that a state has made already", () => {
  const kept = { "charter_tenant_member.grace": { tenant: "eu", email: GRACE, role: "tenant-member" } };
  const permitted = {
    "charter_member.new": { email: NEW, role: "member", permissions: { "policies:create": "deny" } },
  };

  it("is no matter of who plans next and changes nothing", async () => {
    const { stage, joined } = await withGraceInvited();
    const declared = { ...places, ...kept, ...permitted };
    expect((await stage.apply(declared)).diagnostics).toEqual([]);
    const token = await joined(LINUS, "viewer");
    expect(await stage.plan(declared, { token })).toEqual({ diagnostics: [], actions: {} });
  });

  it("is an error once its role is gone, before the person joins", async () => {
    const { stage } = await withGraceInvited();
    await stage.change({ kind: "create-role", role: "builder", scope: "project", permissions: ["build"] });
    const declared = {
      ...places,
      "charter_project_members.w": { project: "w", members: { [GRACE]: "builder" } },
    };
    expect((await stage.apply(declared)).diagnostics).toEqual([]);
    expect((await stage.plan(declared)).diagnostics).toEqual([]);
    await stage.change({ kind: "delete-role", role: "builder" });
    const { diagnostics, actions } = await stage.plan(declared);
    expect(told(diagnostics)).toEqual([`error unknown-role: projects/w/members/${GRACE} at members.${GRACE}`]);
    expect(actions).toEqual({});
  });
});
