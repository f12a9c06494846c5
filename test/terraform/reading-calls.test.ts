import { describe, expect, it } from "vitest";
import { fromDynamicValue } from "../../src/terraform/codec/dynamic-value.ts";
import type { ListResourceEvent } from "../../src/terraform/protocol/messages.ts";
import { findResource, RESOURCES } from "../../src/terraform/provider/registry.ts";
import { typeOf } from "../../src/terraform/schema/shape.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { openCore } from "../_support/terraform-core.ts";
import { ADA, GRACE, LINUS, openStage } from "../_support/terraform-stage.ts";

const NOWHERE = { url: "http://members.acme.example", token: "any", organization: "acme" };

describe("data sources", () => {
  it("show the organization, its people, roles and rules, and who asks", async () => {
    const stage = await openStage({ tier: "pro" });
    await stage.apply({
      "charter_member.grace": { email: GRACE, role: "security-lead" },
      "charter_tenant.eu": { key: "eu" },
      "charter_tenant_member.ada": { tenant: "eu", email: ADA, role: "tenant-admin" },
    });
    const core = await stage.open();
    expect(await core.read("charter_organization")).toMatchObject({
      key: "acme",
      tier: "pro",
      role_model: "standard",
      seats_taken: 2,
      seat_limit: 25,
    });
    expect(await core.read("charter_members", { status: "invited" })).toMatchObject({
      roles: { [GRACE]: "security-lead" },
    });
    expect(await core.read("charter_members", { tenant: "eu" })).toMatchObject({ roles: { [ADA]: "tenant-admin" } });
    expect(await core.read("charter_roles")).toMatchObject({ levels: { owner: 100, viewer: 20 }, custom: [] });
    expect(await core.read("charter_roles", { scope: "tenant" })).toMatchObject({
      keys: ["tenant-admin", "tenant-member"],
    });
    expect(await core.read("charter_role_model")).toMatchObject({
      key: "standard",
      member_limits: { free: 5, pro: 25 },
      owner_roles: ["owner"],
    });
    expect(await core.read("charter_access", { email: ADA, tenant: "eu" })).toMatchObject({
      role: "tenant-admin",
      through: { "projects:access": "organization role owner", read: "organization role owner" },
    });
    expect(await core.read("charter_access", { email: GRACE })).toMatchObject({ role: null, permissions: [] });
    expect(await core.read("charter_whoami")).toMatchObject({ email: ADA, role: "owner", ceiling: null });
    await expect(core.read("charter_members", { tenant: "mars" })).rejects.toThrow('there is no tenant "mars"');
    await expect(core.read("charter_access", { email: ADA, project: "x" })).rejects.toThrow('there is no project "x"');
  });
});

describe("a listing of people", () => {
  it("has them in one order, whatever case their addresses are written in", async () => {
    const members = { "Grace@acme.example": "member", "ada@acme.example": "owner", "LINUS@acme.example": "viewer" };
    const stage = await openStage({ organization: organizationOf(members) });
    const core = await stage.open();
    const inOrder = ["ada@acme.example", "Grace@acme.example", "LINUS@acme.example"];
    expect((await core.read("charter_members")).emails).toEqual(inOrder);
  });
});

describe("functions", () => {
  it("give the comparison form of an address", async () => {
    const core = await openCore(NOWHERE);
    expect(await core.call("email_key", "Ada@ACME.example")).toBe(ADA);
    await expect(core.call("email_key", "ada")).rejects.toThrow("is not an e-mail address");
  });

  it("decode the text of a charter into a value of its own type", async () => {
    const core = await openCore(NOWHERE);
    const text = "members:\n  - { email: ada@acme.example, role: owner, until: 2026-12-31 }\nn: 3\nempty:\n";
    expect(await core.call("decode", text)).toMatchObject({
      type: { kind: "object", attributes: { n: "number", empty: "dynamic" } },
      value: { members: [{ email: ADA, role: "owner", until: "2026-12-31" }], n: 3, empty: null },
    });
    await expect(core.call("decode", "a: 1\na: 2\n")).rejects.toThrow('line 2, column 1: "a" is given twice');
    await expect(core.call("decode", "a: [")).rejects.toThrow(/line \d+, column \d+/);
    await expect(core.call("decode", "a: .nan")).rejects.toThrow("not a number");
  });
});

describe("identities and listings, for later versions of Terraform", () => {
  it("name what is there, and an identity imports it", async () => {
    const stage = await openStage();
    await stage.apply({ "charter_member.grace": { email: GRACE, role: "member" } });
    await stage.change({ kind: "invite-member", email: LINUS, role: "viewer", attributes: {} });
    const core = await stage.open();
    const events: ListResourceEvent[] = [];
    const request = { typeName: "charter_member", config: undefined, includeResourceObject: true, limit: 2 };
    for await (const event of core.provider.listResource(request)) events.push(event);
    expect(events.map(({ displayName }) => displayName)).toEqual([`members/${ADA}`, `members/${GRACE}`]);
    const { shape } = findResource("charter_member");
    expect(fromDynamicValue(events[1]?.resourceObject, typeOf(shape))).toMatchObject({
      role: "member",
      status: "invited",
    });
    const imported = await core.provider.importResourceState({
      typeName: "charter_member",
      id: "",
      identity: events[1]?.identity,
      clientCapabilities: undefined,
    });
    expect(imported.importedResources?.[0]?.identity).toEqual(events[1]?.identity);
  });

  it("are there for everything that can be listed", async () => {
    const stage = await openStage();
    await stage.apply({
      "charter_role.triage": { key: "triage", permissions: ["read"] },
      "charter_tenant.eu": { key: "eu" },
      "charter_tenant_member.ada": { tenant: "eu", email: ADA, role: "tenant-admin" },
      "charter_project.w": { key: "w", tenant: "eu" },
      "charter_project_member.ada": { project: "w", email: ADA, role: "project-admin" },
    });
    const core = await stage.open();
    const listed: (string | undefined)[] = [];
    for (const [typeName, { list }] of RESOURCES) {
      const request = { typeName, config: undefined, includeResourceObject: true, limit: 0 };
      if (list === undefined) continue;
      for await (const event of core.provider.listResource(request)) listed.push(event.displayName);
    }
    expect(listed).toEqual([
      "roles/triage",
      `members/${ADA}`,
      "tenants/eu",
      `tenants/eu/members/${ADA}`,
      "projects/w",
      `projects/w/members/${ADA}`,
    ]);
  });
});
