import { describe, expect, test } from "vitest";
import type { Organization } from "../../src/membership/organization.ts";
import { diff } from "../../src/plan/diff.ts";
import { address, declare, model, organization, read, type Sketch } from "../_support/build.ts";
import { changes, compare, undeclared } from "../_support/difference-of.ts";

const ADA = { ada: "owner" } as const;
const bob = address("bob");

describe("the organization", () => {
  const live: Sketch = { title: "Acme", tier: "pro", settings: { seats: 2 }, members: ADA };

  test("is managed field by field, where it is declared and differs", () => {
    expect(changes(live, { members: ADA })).toStrictEqual([]);
    expect(changes(live, live)).toStrictEqual([]);
    expect(changes(live, { ...live, title: "Other" })).toStrictEqual([{ kind: "update-organization", title: "Other" }]);
    expect(changes(live, { ...live, tier: "free" })).toStrictEqual([{ kind: "update-organization", tier: "free" }]);
    expect(changes(live, { ...live, settings: { seats: 3 } })).toStrictEqual([
      { kind: "update-organization", settings: { seats: 3 } },
    ]);
  });

  test("has a setting's default where nothing is set, and settings are named in order", () => {
    const unset: Sketch = { members: ADA };
    expect(changes(unset, { settings: { seats: 0 }, members: ADA })).toStrictEqual([]);
    const [change] = changes(unset, { settings: { seats: 1, zone: "eu", area: "x" }, members: ADA });
    expect(JSON.stringify(change)).toBe('{"kind":"update-organization","settings":{"area":"x","seats":1,"zone":"eu"}}');
  });

  test("is changed where the charter says it", () => {
    const source = { file: "charter.yaml", line: 3, column: 1 };
    const desired = { ...organization({ title: "Acme", members: ADA }), source };
    expect(compare({ members: ADA }, desired).wanted).toStrictEqual([
      { change: { kind: "update-organization", title: "Acme" }, source },
    ]);
    expect(compare({ members: ADA }, { title: "Acme", members: ADA }).wanted[0]).not.toHaveProperty("source");
  });
});

describe("custom roles", () => {
  test("are created with their permissions in order, and a title where there is one", () => {
    const roles = {
      clerk: ["read", "issues:triage"],
      aide: { title: "Aide", permissions: [], scope: "project" as const },
    };
    expect(changes({ members: ADA }, { roles, members: ADA })).toStrictEqual([
      { kind: "create-role", role: "clerk", scope: "organization", permissions: ["issues:triage", "read"] },
      { kind: "create-role", role: "aide", scope: "project", title: "Aide", permissions: [] },
    ]);
  });

  test("are edited where title or permissions differ, in whichever order they are written", () => {
    const live: Sketch = { roles: { clerk: { title: "Clerk", permissions: ["read", "issues:triage"] } }, members: ADA };
    const clerk = (role: object) => changes(live, { roles: { clerk: role }, members: ADA });
    expect(clerk({ permissions: ["issues:triage", "read"] })).toStrictEqual([]);
    expect(clerk({ title: "Clerk", permissions: ["issues:triage", "read"] })).toStrictEqual([]);
    expect(clerk({ title: "Clerks", permissions: ["read", "issues:triage"] })).toStrictEqual([
      { kind: "update-role", role: "clerk", title: "Clerks" },
    ]);
    expect(clerk({ permissions: ["read", "policies:create"] })).toStrictEqual([
      { kind: "update-role", role: "clerk", permissions: ["policies:create", "read"] },
    ]);
    expect(clerk({ permissions: ["read"] })).toStrictEqual([
      { kind: "update-role", role: "clerk", permissions: ["read"] },
    ]);
  });

  test("of another scope are deleted and created, where the charter says it", () => {
    const source = { file: "charter.yaml", line: 7, column: 3 };
    const live: Sketch = { roles: { clerk: ["read"] }, members: ADA };
    const wanted: Sketch = { roles: { clerk: { scope: "project", permissions: ["read"], source } }, members: ADA };
    expect(compare(live, wanted).wanted).toStrictEqual([
      { change: { kind: "delete-role", role: "clerk" }, source },
      { change: { kind: "create-role", role: "clerk", scope: "project", permissions: ["read"] }, source },
    ]);
    const completeness = { ...read({}).completeness, roles: { state: "truncated", reason: "" } as const };
    const withheld = diff(model("standard"), declare(wanted), read(live, { completeness }));
    expect([withheld.wanted, withheld.withheld]).toStrictEqual([[], [{ address: "roles/clerk", listing: "roles" }]]);
  });

  test("that no file declares are removed, reported or ignored", () => {
    const live: Sketch = { roles: { clerk: ["read"] }, members: ADA };
    expect(changes(live, { members: ADA })).toStrictEqual([{ kind: "delete-role", role: "clerk" }]);
    const reported = compare(live, { members: ADA }, undeclared("report"));
    expect([reported.wanted, reported.unmanaged]).toStrictEqual([[], [{ address: "roles/clerk" }]]);
    const ignored = compare(live, { members: ADA }, undeclared("ignore"));
    expect([ignored.wanted, ignored.unmanaged]).toStrictEqual([[], []]);
  });
});

describe("tenants and projects", () => {
  const live: Sketch = { members: ADA, tenants: { eu: {}, us: {} }, projects: { "eu/watch": {} } };
  const titled = (sketch: Sketch, title: string | undefined): Organization => {
    const made = organization(sketch);
    return {
      ...made,
      tenants: new Map([...made.tenants].map(([key, tenant]) => [key, { ...tenant, title }])),
      projects: new Map([...made.projects].map(([key, project]) => [key, { ...project, title }])),
    };
  };

  test("are created with what is declared of them", () => {
    const wanted: Sketch = { members: ADA, tenants: { eu: {} }, projects: { "eu/watch": {}, ring: {} } };
    expect(changes({ members: ADA }, wanted)).toStrictEqual([
      { kind: "create-tenant", tenant: "eu" },
      { kind: "create-project", project: "watch", tenant: "eu" },
      { kind: "create-project", project: "ring" },
    ]);
    expect(changes({ members: ADA }, titled({ ...wanted, projects: { "eu/watch": {} } }, "T"))).toStrictEqual([
      { kind: "create-tenant", tenant: "eu", title: "T" },
      { kind: "create-project", project: "watch", tenant: "eu", title: "T" },
    ]);
  });

  test("are retitled where a title is declared and differs", () => {
    expect(changes(titled(live, "Old"), titled(live, undefined))).toStrictEqual([]);
    expect(changes(titled(live, "Old"), titled(live, "Old"))).toStrictEqual([]);
    expect(changes(titled(live, "Old"), titled(live, "New"))).toStrictEqual([
      { kind: "update-tenant", tenant: "eu", title: "New" },
      { kind: "update-tenant", tenant: "us", title: "New" },
      { kind: "update-project", project: "watch", title: "New" },
    ]);
  });

  test("are moved where another tenant is declared, and left where none is", () => {
    expect(changes(live, { ...live, projects: { "us/watch": {} } })).toStrictEqual([
      { kind: "update-project", project: "watch", tenant: "us" },
    ]);
    expect(changes(live, { ...live, projects: { watch: {} } })).toStrictEqual([]);
  });

  test("that no file declares are removed, a project with its tenant, or reported", () => {
    expect(changes(live, { members: ADA, tenants: { us: {} } })).toStrictEqual([
      { kind: "delete-tenant", tenant: "eu" },
    ]);
    expect(changes(live, { members: ADA, tenants: { eu: {}, us: {} } })).toStrictEqual([
      { kind: "delete-project", project: "watch" },
    ]);
    const reported = compare(live, { members: ADA, tenants: { us: {} } }, undeclared("report"));
    expect([reported.wanted, reported.unmanaged]).toStrictEqual([
      [],
      [{ address: "tenants/eu" }, { address: "projects/watch" }],
    ]);
    const lone: Sketch = { members: ADA, tenants: { eu: {} }, projects: { lone: {} } };
    expect(changes(lone, { members: ADA })).toStrictEqual([
      { kind: "delete-tenant", tenant: "eu" },
      { kind: "delete-project", project: "lone" },
    ]);
  });

  test("that disappear take their grants along; those that stay unmanaged are left with theirs", () => {
    const granted: Sketch = {
      members: { ...ADA, bob: "member" },
      tenants: { eu: { bob: "tenant-member" } },
      projects: { "eu/watch": { bob: "project-viewer" }, "eu/ring": { bob: "project-viewer" } },
    };
    const members = granted.members ?? {};
    expect(changes(granted, { members })).toStrictEqual([{ kind: "delete-tenant", tenant: "eu" }]);
    const left = compare(granted, { members, tenants: { eu: { bob: "tenant-member" } } }, undeclared("report"));
    expect([left.wanted, left.unmanaged]).toStrictEqual([
      [],
      [{ address: "projects/watch" }, { address: "projects/ring" }],
    ]);
  });
});

describe("grants", () => {
  const members = { ...ADA, bob: "member", cid: "member" };
  const live: Sketch = {
    members,
    tenants: { eu: { bob: "tenant-member", cid: "tenant-member" } },
    projects: { "eu/watch": { bob: "project-viewer", cid: "project-viewer" } },
  };

  test("are given, changed and taken, in tenants and in projects", () => {
    const wanted: Sketch = {
      members,
      tenants: { eu: { ada: "tenant-admin", bob: "tenant-admin" } },
      projects: { "eu/watch": { ada: "project-admin", bob: "project-admin" } },
    };
    const [ada, cid] = [address("ada"), address("cid")];
    expect(changes(live, live)).toStrictEqual([]);
    expect(changes(live, wanted)).toStrictEqual([
      { kind: "grant-tenant-role", tenant: "eu", email: ada, role: "tenant-admin" },
      { kind: "change-tenant-role", tenant: "eu", email: bob, role: "tenant-admin" },
      { kind: "revoke-tenant-role", tenant: "eu", email: cid },
      { kind: "grant-project-role", project: "watch", email: ada, role: "project-admin" },
      { kind: "change-project-role", project: "watch", email: bob, role: "project-admin" },
      { kind: "revoke-project-role", project: "watch", email: cid },
    ]);
  });

  test("that no file declares are reported with their role, or ignored", () => {
    const wanted: Sketch = { members, tenants: { eu: {} }, projects: { "eu/watch": {} } };
    const reported = compare(live, wanted, undeclared("report"));
    expect([reported.wanted, reported.unmanaged]).toStrictEqual([
      [],
      [
        { address: `tenants/eu/members/${bob}`, role: "tenant-member" },
        { address: "tenants/eu/members/cid@acme.example", role: "tenant-member" },
        { address: `projects/watch/members/${bob}`, role: "project-viewer" },
        { address: "projects/watch/members/cid@acme.example", role: "project-viewer" },
      ],
    ]);
    expect(compare(live, wanted, undeclared("ignore"))).toMatchObject({ wanted: [], unmanaged: [] });
  });

  test("that are declared absent are taken whatever else the charter says, and not reported", () => {
    const wanted: Sketch = { members, tenants: { eu: {} }, projects: { "eu/watch": {} } };
    const absentGrants = new Set([`tenants/eu/members/${bob}`]);
    const difference = compare(live, wanted, {
      declaration: { ...undeclared("report").declaration, absentGrants },
    });
    expect(difference.wanted).toStrictEqual([{ change: { kind: "revoke-tenant-role", tenant: "eu", email: bob } }]);
    expect(difference.unmanaged.map(({ address: at }) => at)).not.toContain(`tenants/eu/members/${bob}`);
  });

  test("of somebody who leaves go with them", () => {
    expect(
      changes(live, { ...live, members: { ...ADA, cid: "member" }, tenants: { eu: { cid: "tenant-member" } } }),
    ).toStrictEqual([{ kind: "remove-member", email: bob }]);
  });

  test("of somebody who is not active yet wait; of somebody declared nowhere they are left to the rules", () => {
    const wanted = (people: Record<string, string>): Sketch => ({
      members: { ...ADA, new: "member", ...people },
      tenants: { eu: { new: "tenant-member", ghost: "tenant-member" } },
    });
    const difference = compare({ members: ADA, tenants: { eu: {} } }, wanted({}));
    expect(difference.waiting).toStrictEqual([
      { address: "tenants/eu/members/new@acme.example", for: "invitation accepted", role: "tenant-member" },
    ]);
    expect(difference.wanted.map(({ change }) => change)).toStrictEqual([
      { kind: "invite-member", email: address("new"), role: "member", attributes: {} },
      { kind: "grant-tenant-role", tenant: "eu", email: address("ghost"), role: "tenant-member" },
    ]);
    const expired: Sketch = { members: { ...ADA, ghost: { role: "member", status: "expired" } }, tenants: { eu: {} } };
    expect(compare(expired, wanted({}), undeclared("ignore")).waiting.map(({ address: at }) => at)).toStrictEqual([
      "tenants/eu/members/new@acme.example",
      "tenants/eu/members/ghost@acme.example",
    ]);
  });
});
