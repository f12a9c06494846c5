import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findExpiringAccess } from "../../src/charter/find-expiring-access.ts";
import { loadCharter } from "../../src/charter/load-charter.ts";
import type { LoadedCharter } from "../../src/charter/loaded-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import type { Declaration } from "../../src/membership/declaration.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { findBuiltIn } from "../../src/role-models/built-in.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const FIXTURES = fileURLToPath(new URL("../_fixtures/", import.meta.url));
const GUEST = emailKey("guest@partner.example");
const GRACE = emailKey("grace@acme.example");

function complete(today: string): Declaration {
  return resolveCharter(loadCharter(["charters/complete.yaml"], { cwd: FIXTURES }), undefined, { today });
}

async function load(text: string): Promise<LoadedCharter> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), text);
  const loaded = loadCharter([], { cwd });
  expect([...loaded.findings, ...validateCharter(loaded, undefined)]).toEqual([]);
  return loaded;
}

describe("what a charter asks for", () => {
  test("everything that it says, each thing with its place", () => {
    const { organization, unmanaged, guards, roleModel, absentGrants } = complete("2026-11-22");
    expect(roleModel).toBe("standard");
    expect(organization).toMatchObject({
      key: "acme",
      title: "Acme Observability",
      tier: "enterprise",
      settings: { seats: 0 },
    });
    expect(unmanaged).toEqual({
      members: "remove",
      roles: "ignore",
      tenants: "report",
      projects: "report",
      grants: "report",
    });
    expect(organization.roles.get("flasher")).toMatchObject({ scope: "project", permissions: ["build"] });
    expect(organization.members.get(GRACE)).toEqual({
      email: "grace@acme.example",
      role: "admin",
      status: "active",
      attributes: { memberType: "employee" },
      overrides: { "audit-log:read": "deny", "issues:triage": "allow" },
      source: { file: "charters/complete.yaml", line: 26, column: 5 },
    });
    expect(organization.projects.get("wearables")).toMatchObject({
      title: "Wearables",
      tenant: "eu",
      source: { line: 49, column: 3 },
    });
    expect(guards).toMatchObject({ removals: 40, promotions: 3, owners: { min: 1, max: 2 }, approvals: "required" });
    expect(guards.required).toEqual([
      { email: "ADA@acme.example", source: { file: "charters/complete.yaml", line: 60, column: 14 } },
    ]);
    expect(absentGrants).toEqual(new Set());
  });

  test("addresses keep their spelling and are found whatever the letter case", () => {
    expect(complete("2026-11-22").organization.members.get(emailKey("ADA@ACME.EXAMPLE"))?.email).toBe(
      "Ada@acme.example",
    );
  });

  test("groups become grants of each of their people", () => {
    const grants = complete("2026-11-22").organization.tenants.get("us")?.members;
    expect([...(grants?.values() ?? [])].map(({ email, role }) => `${email} ${role}`)).toEqual([
      "grace@acme.example tenant-member",
      "linus@acme.example tenant-member",
    ]);
  });

  test("whoever has a role in a project only is an implied member with the joining role", () => {
    expect(complete("2026-11-22").organization.members.get(GUEST)).toMatchObject({
      role: "member",
      implied: true,
      status: "active",
    });
  });

  test("the last day still counts; the day after, the person is to be removed and their grants are gone", () => {
    expect(complete("2026-12-31").organization.members.has(GRACE)).toBe(true);
    const after = complete("2027-01-01");
    expect(after.organization.members.has(GRACE)).toBe(false);
    expect(after.absent.get(GRACE)).toMatchObject({ email: "grace@acme.example", source: { line: 26 } });
    expect(after.organization.tenants.get("eu")?.members.has(GRACE)).toBe(false);
    expect([...after.absent.keys()]).toEqual([GRACE, "mallory@acme.example"]);
  });

  test("a grant whose time is over is taken away by its address, and the person stays", () => {
    const after = complete("2027-04-01");
    expect(after.absentGrants).toEqual(new Set(["tenants/us/members/linus@acme.example"]));
    expect(after.organization.members.has(emailKey("linus@acme.example"))).toBe(true);
  });

  test("of two groups that give the same role, the longer one counts", async () => {
    const loaded = await load(`charter: v1
organization: acme
groups: { a: [ada@acme.example], b: [Ada@acme.example] }
tenants:
  eu:
    members:
      - { group: a, role: tenant-member, until: 2026-01-01 }
      - { group: b, role: tenant-member }
`);
    const { organization, absentGrants } = resolveCharter(loaded, undefined, { today: "2026-11-22" });
    expect(organization.tenants.get("eu")?.members.size).toBe(1);
    expect(absentGrants.size).toBe(0);
  });

  test.each([
    ["before", "tenant-admin", "2026-12-31"],
    ["after", "tenant-member", "2027-01-01"],
    ["after both", undefined, "2027-04-01"],
  ])("an entry by address stands over a group's, in either order, until its last day: %s", async (_, role, today) => {
    const [address, group] = [
      "{ email: Grace@acme.example, role: tenant-admin, until: 2026-12-31 }",
      "{ group: platform, role: tenant-member, until: 2027-03-31 }",
    ];
    for (const entries of [`[${address}, ${group}]`, `[${group}, ${address}]`]) {
      const loaded = await load(`charter: v1
organization: acme
roleModel: tenants-and-projects
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: member }
groups: { platform: [grace@acme.example] }
tenants: { eu: { members: ${entries} } }
`);
      expect(validateCharter(loaded, undefined)).toEqual([]);
      const { organization, absentGrants } = resolveCharter(loaded, undefined, { today });
      const grants = [...(organization.tenants.get("eu")?.members.values() ?? [])];
      expect(grants.map((grant) => grant.role)).toEqual(role === undefined ? [] : [role]);
      expect(absentGrants.size).toBe(role === undefined ? 1 : 0);
    }
  });

  test("of somebody with an entry by address, it is that one that expires, and not their group's", async () => {
    const loaded = await load(`charter: v1
organization: acme
groups: { platform: [grace@acme.example, linus@acme.example] }
tenants:
  eu:
    members:
      - { group: platform, role: tenant-member, until: 2026-11-30 }
      - { email: Grace@acme.example, role: tenant-admin }
`);
    const expiring = findExpiringAccess(loaded, { today: "2026-11-22", days: 14 });
    expect(expiring.map(({ address }) => address)).toEqual(["tenants/eu/members/linus@acme.example"]);
  });

  test.each([
    ["title", "title: Acme\ntier: pro\n"],
    ["tier", "tier: pro\n"],
    ["organization", ""],
  ])("what is wanted of the organization itself is at its first field: %s", async (first, fields) => {
    const text = `charter: v1\norganization: acme\nroleModel: standard\n${fields}`;
    const loaded = await load(text);
    const lineOf = (field: string) => text.split("\n").findIndex((line) => line.startsWith(field)) + 1;
    const resolved = (model: RoleModel) =>
      resolveCharter(loaded, model, { today: "2026-11-22" }).organization.source?.line;
    expect(resolved(findBuiltIn("standard"))).toBe(lineOf(first));
    expect(resolved(findBuiltIn("ranked-roles"))).toBe(lineOf("roleModel"));
  });

  test("a login that every object inherits is nobody's identity", () => {
    const { github } = complete("2026-11-22").identities;
    expect(github["ada-l"]).toBe("ada@acme.example");
    expect(github.constructor).toBeUndefined();
  });

  test("a charter without a role model is resolved as it is written, without implied members", async () => {
    const loaded = await load(`charter: v1
organization: acme
projects: { wearables: { members: [{ email: ada@acme.example, role: anything }] } }
`);
    const { organization, roleModel } = resolveCharter(loaded, undefined, { today: "2026-11-22" });
    expect(roleModel).toBeUndefined();
    expect(organization.members.size).toBe(0);
    expect(organization.projects.get("wearables")?.members.size).toBe(1);
  });

  test("the day has to be a day", () => {
    expect(() => complete("tomorrow")).toThrow("today must be a day");
  });
});

describe("a real organization of fifteen hundred people", () => {
  test.each(readdirSync(`${FIXTURES}kubernetes-org`))("%s has nothing wrong with it", (name) => {
    const loaded = loadCharter([`kubernetes-org/${name}`], { cwd: FIXTURES });
    expect([...loaded.findings, ...validateCharter(loaded, undefined)]).toEqual([]);
    const { organization } = resolveCharter(loaded, undefined, { today: "2026-11-22" });
    expect(organization.members.size).toBe(loaded.document?.members?.length);
    expect(organization.projects.size).toBe(Object.keys(loaded.document?.projects ?? {}).length);
  });
});
