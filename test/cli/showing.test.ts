import { describe, expect, it } from "vitest";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const CHARTER = `charter: v1
organization: acme
roles:
  auditor: { title: Chief auditor, permissions: [audit-log:read] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: auditor, permissions: { "issues:triage": allow } }
  - { email: alan@acme.example, role: member, permissions: { "policies:create": deny }, attributes: { memberType: freelancer } }
tenants:
  eu: { title: Europe, members: [{ email: linus@acme.example, role: tenant-admin }, { email: alan@acme.example, role: tenant-member }] }
  us: { title: America }
projects:
  wearables: { tenant: eu, title: Wearables, members: [{ email: alan@acme.example, role: project-developer }] }
  portal: { tenant: us }
`;

async function live(): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", CHARTER);
  await place.expectExit(0, "apply", "--yes");
  return place;
}

async function grown(): Promise<Workplace> {
  const place = await live();
  await place.acceptAll();
  await place.expectExit(0, "apply", "--yes");
  return place;
}

async function json(place: Workplace, ...argv: string[]) {
  return JSON.parse((await place.expectExit(0, "show", ...argv, "--json")).out);
}

describe("charter show", () => {
  it("members: counts by role on top, then a line each; filters narrow the lines", async () => {
    const place = await grown();
    const { out } = await place.expectExit(0, "show", "members");
    expect(out).toMatch(/^1 owner · 1 admin · 1 member · 1 auditor\n\nemail +role +attributes +overrides\n/);
    expect(out).toMatch(/alan@acme\.example +member +memberType=freelancer +policies:create=deny\n/);
    expect(await json(place, "members", "--role", "admin")).toMatchObject([{ email: "grace@acme.example" }]);
    expect(await json(place, "members", "--search", "LINUS")).toMatchObject([{ role: "auditor" }]);
    expect(await json(place, "members", "--tenant", "eu", "--role", "tenant-admin")).toEqual([
      { email: "linus@acme.example", role: "tenant-admin" },
    ]);
    expect(await json(place, "members", "--project", "wearables")).toEqual([
      { email: "alan@acme.example", role: "project-developer" },
    ]);
    expect(await json(place, "members", "--search", "nobody")).toEqual([]);
    expect((await place.expectExit(0, "show", "members", "--search", "nobody")).out).toBe(
      "1 owner · 1 admin · 1 member · 1 auditor; none of them match\n",
    );
  });

  it("invitations: who is expected until when", async () => {
    const place = await live();
    const { out } = await place.expectExit(0, "show", "invitations");
    expect(out).toMatch(/^1 admin · 1 member · 1 auditor\n3 pending\n\nemail +role +status +expires\n/);
    expect((await place.expectExit(0, "show", "invitations", "--search", "nobody")).out).toBe(
      "1 admin · 1 member · 1 auditor\n3 pending; none of them match\n",
    );
    expect(await json(place, "invitations", "--role", "auditor")).toMatchObject([
      { email: "linus@acme.example", role: "auditor", status: "pending", expires: expect.stringMatching(/^\d{4}-/) },
    ]);
    await place.acceptAll();
    expect((await place.expectExit(0, "show", "invitations")).out).toBe("none\n");
  });

  it("roles: built in and custom, with how many hold each", async () => {
    const place = await grown();
    expect(await json(place, "roles", "--search", "chief")).toEqual([
      {
        role: "auditor",
        title: "Chief auditor",
        scope: "organization",
        kind: "custom",
        people: 1,
        permissions: ["audit-log:read"],
      },
    ]);
    expect(await json(place, "roles", "--role", "tenant-member")).toMatchObject([{ scope: "tenant", people: 1 }]);
  });

  it("tenants and projects: what is in them", async () => {
    const place = await grown();
    expect(await json(place, "tenants", "--search", "euro")).toEqual([
      { tenant: "eu", title: "Europe", members: 2, projects: 1 },
    ]);
    expect((await place.expectExit(0, "show", "tenants")).out).toMatch(/^2 tenants\n\ntenant +title/);
    expect(await json(place, "projects", "--tenant", "us")).toEqual([{ project: "portal", tenant: "us", members: 0 }]);
  });

  it("access: every permission, place by place, and through what", async () => {
    const place = await grown();
    const { out } = await place.expectExit(0, "show", "access", "ALAN@acme.example");
    expect(out).toMatch(/^alan@acme\.example \(active\)\n\norganization: member\n/);
    expect(out).toMatch(/\n {2}projects:access +through tenants\/eu role tenant-member\n/);
    expect(out).not.toContain("policies:create");
    const { scopes } = await json(place, "access", "linus@acme.example");
    expect(scopes[0].permissions).toEqual(
      expect.arrayContaining([{ permission: "issues:triage", through: expect.stringContaining("override") }]),
    );
    const { err } = await place.expectExit(1, "show", "access", "nobody@acme.example");
    expect(err).toContain("nobody@acme.example is no member of acme");
  });

  it.each([
    [["members", "--role", "admn"], /there is no role "admn"\. Did you mean admin\?/],
    [["members", "--tenant", "ue"], /there is no tenant "ue"/],
    [["members", "--project", "wearable"], /there is no project "wearable"; did you mean wearables\?/],
    [["projects", "--tenant", "asia"], /there is no tenant "asia"; `charter show tenants` lists them/],
    [["tenants", "--role", "admin"], /show tenants cannot be narrowed by --role/],
  ])("%j says what is wrong", async (argv, message) => {
    const place = await live();
    const { out, err } = await place.expectExit(1, "show", ...argv);
    expect(out).toBe("");
    expect(err).toMatch(message);
  });

  it("fits the terminal, and is not broken where there is none", async () => {
    const place = await grown();
    const wide = await place.charter("show", "roles");
    expect(wide.out).toMatch(/organization:delete, ownership:transfer, .*, read\n/);
    const narrow = await place.charterIn({ width: 80 }, "show", "roles");
    expect(Math.max(...narrow.out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(narrow.out.replace(/\s+/g, " ")).toContain("organization:delete, ownership:transfer,");
  });
});

describe("charter invitations", () => {
  it("resends and cancels what is pending", async () => {
    const place = await live();
    const letters = async () => (await place.letters()).filter((to) => to === "linus@acme.example").length;
    expect(await letters()).toBe(1);
    const { out } = await place.expectExit(0, "invitations", "resend", "Linus@acme.example");
    expect(out).toBe("resent the invitation of linus@acme.example\n");
    expect(await letters()).toBe(2);
    const cancelled = await place.expectExit(0, "invitations", "cancel", "linus@acme.example", "--json");
    expect(JSON.parse(cancelled.out)).toEqual({
      email: "linus@acme.example",
      organization: "acme",
      invitation: "cancelled",
    });
    expect((await place.expectExit(1, "invitations", "resend", "linus@acme.example")).err).toContain("nor invited");
    expect((await place.expectExit(1, "invitations", "cancel", "ada@acme.example")).err).toContain("a member already");
    expect((await place.expectExit(1, "invitations", "accept", "--as", "linus@acme.example")).err).toContain(
      "has no pending invitation",
    );
  });

  it("accepts for others only where the API lets tokens do so", async () => {
    const place = await openWorkplace({ server: { allowImpersonation: false } });
    await place.write("charter.yaml", CHARTER);
    await place.expectExit(0, "apply", "--yes");
    const { out } = await place.expectExit(1, "invitations", "accept", "--as", "grace@acme.example");
    expect(out).toBe("");
    expect((await place.expectExit(0, "show", "invitations")).out).toContain("grace@acme.example");
  });
});

describe("charter role-model", () => {
  it("lists, shows and exports the built-in ones", async () => {
    const place = await openWorkplace();
    expect((await place.expectExit(0, "role-model", "list")).out).toMatch(/^key +follows\nstandard /);
    expect((await place.expectExit(0, "role-model", "show", "ranked-roles")).out).toContain(
      "exactly one owner, by transfer",
    );
    const { out } = await place.expectExit(0, "role-model", "show", "ranked-roles", "--json");
    await place.write("own.json", out);
    expect((await place.expectExit(0, "role-model", "check", "own.json")).out).toBe(
      "ranked-roles is a valid role model\n",
    );
  });

  it("shows what is wrong with one of your own, at its place", async () => {
    const place = await openWorkplace();
    const { out } = await place.expectExit(0, "role-model", "show", "ranked-roles", "--json");
    await place.write(
      "own.json",
      out.replace('"keystone": {\n      "role": "owner"', '"keystone": {\n      "role": "emperor"'),
    );
    const { err } = await place.expectExit(1, "role-model", "check", "own.json");
    expect(err).toMatch(/^own\.json:\d+:\d+: error \[[a-z-]+\] .*emperor.*\n.*\n.*\n> \d+ \|/);
    const findings = JSON.parse((await place.expectExit(1, "role-model", "check", "own.json", "--json")).out);
    expect(findings).toMatchObject({ valid: false, findings: [{ source: { file: "own.json" } }] });
    expect((await place.expectExit(1, "role-model", "check", "nowhere.yaml")).err).toContain("there is no such file");
  });
});
