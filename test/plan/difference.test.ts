import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import type { Declaration, UnmanagedPolicy } from "../../src/membership/declaration.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { diff } from "../../src/plan/diff.ts";
import type { Difference } from "../../src/plan/difference.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { address, declare, model, organization, read, type Sketch } from "../_support/build.ts";

const ADA = { ada: "owner" } as const;
const bob = address("bob");

interface Compared {
  readonly on?: string;
  readonly declaration?: Partial<Declaration>;
}

function compare(
  live: Sketch | Organization,
  wanted: Sketch | Organization,
  { on, declaration }: Compared = {},
): Difference {
  return diff(model(on ?? "standard"), declare(wanted, declaration), read(live));
}

/** The changes that it takes, not yet ordered. */
function changes(live: Sketch | Organization, wanted: Sketch | Organization, compared?: Compared): object[] {
  return compare(live, wanted, compared).wanted.map(({ change }) => change);
}

/** Every undeclared thing is treated so. */
function undeclared(policy: UnmanagedPolicy): Compared {
  return {
    declaration: { unmanaged: { members: policy, roles: policy, tenants: policy, projects: policy, grants: policy } },
  };
}

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

describe("people", () => {
  test("declared absent are removed, or their invitation cancelled; those not there need nothing", () => {
    const absent = new Map(["bob", "ivy", "ghost"].map((name) => [emailKey(address(name)), { email: address(name) }]));
    const live: Sketch = { members: { ...ADA, bob: "member", ivy: { role: "member", status: "invited" } } };
    const difference = compare(
      live,
      { members: ADA },
      { declaration: { ...undeclared("report").declaration, absent } },
    );
    expect(difference.wanted).toStrictEqual([
      { change: { kind: "remove-member", email: bob } },
      { change: { kind: "cancel-invitation", email: address("ivy") } },
    ]);
    expect(difference.unmanaged).toStrictEqual([]);
  });

  test("who cannot be removed, because the listing is not complete, keep their grants", () => {
    const live: Sketch = { members: { ...ADA, bob: "member" }, tenants: { eu: { bob: "tenant-member" } } };
    const completeness = { ...read({}).completeness, members: { state: "truncated", reason: "" } as const };
    const wanted = declare({ members: ADA, tenants: { eu: {} } });
    const difference = diff(model("standard"), wanted, read(live, { completeness }));
    expect(difference.withheld).toStrictEqual([{ address: `members/${bob}`, listing: "members" }]);
    expect(difference.wanted).toStrictEqual([{ change: { kind: "revoke-tenant-role", tenant: "eu", email: bob } }]);
  });

  test("change by role, attributes and overrides, each where it differs", () => {
    const source = { file: "charter.yaml", line: 5, column: 5 };
    const person = {
      role: "member",
      attributes: { memberType: "external" },
      overrides: { "audit-log:read": "allow" },
    } as const;
    const live: Sketch = { members: { ...ADA, bob: person } };
    const to = (changed: object) =>
      compare(live, { members: { ...ADA, bob: { ...person, ...changed, source } } }).wanted;
    expect(to({})).toStrictEqual([]);
    expect(to({ attributes: { memberType: "freelancer" } })).toStrictEqual([
      { change: { kind: "update-attributes", email: bob, attributes: { memberType: "freelancer" } }, source },
    ]);
    expect(to({ attributes: {} })).toStrictEqual([
      { change: { kind: "update-attributes", email: bob, attributes: { memberType: null } }, source },
    ]);
    expect(to({ overrides: { "policies:create": "deny", "audit-log:read": "deny" } })).toStrictEqual([
      {
        change: {
          kind: "override-permissions",
          email: bob,
          overrides: { "audit-log:read": "deny", "policies:create": "deny" },
        },
        source,
      },
    ]);
    expect(to({ overrides: {} })).toStrictEqual([
      { change: { kind: "override-permissions", email: bob, overrides: { "audit-log:read": null } }, source },
    ]);
    expect(to({ role: "viewer" })).toStrictEqual([
      { change: { kind: "change-role", email: bob, role: "viewer" }, source },
      { change: { kind: "override-permissions", email: bob, overrides: { "audit-log:read": "allow" } }, source },
    ]);
    expect(to({ role: "viewer", overrides: {} })).toStrictEqual([
      { change: { kind: "change-role", email: bob, role: "viewer" }, source },
    ]);
  });

  test("have overrides whose patch is in order of permissions", () => {
    const live: Sketch = {
      members: { ...ADA, bob: { role: "member", overrides: { "policies:create": "deny", "api-keys:create": "deny" } } },
    };
    const wanted: Sketch = {
      members: { ...ADA, bob: { role: "member", overrides: { "issues:triage": "allow", "audit-log:read": "allow" } } },
    };
    expect(JSON.stringify(changes(live, wanted))).toContain(
      '{"api-keys:create":null,"audit-log:read":"allow","issues:triage":"allow","policies:create":null}',
    );
  });

  test("with an expired invitation are invited again; what it promised otherwise is cancelled first", () => {
    const live = (role: string): Sketch => ({ members: { ...ADA, bob: { role, status: "expired" } } });
    const wanted: Sketch = { members: { ...ADA, bob: "member" } };
    expect(changes(live("member"), wanted)).toStrictEqual([{ kind: "resend-invitation", email: bob }]);
    expect(changes(live("viewer"), wanted)).toStrictEqual([
      { kind: "cancel-invitation", email: bob },
      { kind: "invite-member", email: bob, role: "member", attributes: {} },
    ]);
  });

  test("invited with other attributes are invited anew", () => {
    const live: Sketch = { members: { ...ADA, bob: { role: "member", status: "invited" } } };
    const wanted: Sketch = { members: { ...ADA, bob: { role: "member", attributes: { memberType: "external" } } } };
    expect(changes(live, wanted)).toStrictEqual([
      { kind: "cancel-invitation", email: bob },
      { kind: "invite-member", email: bob, role: "member", attributes: { memberType: "external" } },
    ]);
    expect(
      changes(
        { members: { ...ADA, bob: { role: "member", status: "invited", attributes: { memberType: "external" } } } },
        wanted,
      ),
    ).toStrictEqual([]);
  });

  test("have attributes by default from a setting as it will be", () => {
    const on = "member-types";
    const employee = { memberType: "employee" };
    const live: Sketch = {
      settings: { taktInterval: "20m" },
      members: { ada: { role: "owner", attributes: { ...employee, taktInterval: "30m" } } },
    };
    const wanted: Sketch = {
      settings: { taktInterval: "30m" },
      members: { ada: { role: "owner", attributes: employee } },
    };
    expect(changes(live, wanted, { on })).toStrictEqual([
      { kind: "update-organization", settings: { taktInterval: "30m" } },
    ]);
  });

  test("who are invited wait for their overrides, and those without any for nothing", () => {
    const overrides = { "audit-log:read": "allow" } as const;
    const wanted: Sketch = { members: { ...ADA, bob: { role: "member", overrides }, cid: "member" } };
    const pending = { role: "member", status: "invited" } as const;
    const waiting = [{ address: `members/${bob}`, for: "invitation accepted", role: "member" }];
    expect(compare({ members: ADA }, wanted).waiting).toStrictEqual(waiting);
    expect(compare({ members: { ...ADA, bob: pending, cid: pending } }, wanted).waiting).toStrictEqual(waiting);
  });
});

describe("people declared through grants alone", () => {
  const guest = { role: "member", implied: true } as const;
  const projects: Sketch["projects"] = { "eu/watch": {}, "eu/ring": {} };
  const live: Sketch = { members: ADA, tenants: { eu: {} }, projects };
  const wanted = (members: Sketch["members"] = {}, given: Sketch["projects"] = {}): Sketch => ({
    members: { ...ADA, gus: guest, ...members },
    tenants: { eu: { gus: "tenant-member" } },
    projects: given,
  });
  const gus = address("gus");
  const target = (project: string, role = "project-viewer") => ({ place: { scope: "project", project }, role });
  const invited = (to: ReturnType<typeof target>): Sketch => ({
    ...live,
    members: { ...ADA, gus: { role: "member", status: "invited", invitation: { id: "i", target: to as never } } },
  });
  const both = { "eu/ring": { gus: "project-viewer" }, "eu/watch": { gus: "project-admin" } };

  test("are invited to the first project, and their other grants wait", () => {
    const difference = compare(live, wanted({}, both));
    expect(difference.wanted).toStrictEqual([
      { change: { kind: "invite-member", email: gus, role: "member", attributes: {}, target: target("ring") } },
    ]);
    expect(difference.waiting.map(({ address: at }) => at.replace("@acme.example", ""))).toStrictEqual([
      "tenants/eu/members/gus",
      "projects/ring/members/gus",
      "projects/watch/members/gus",
    ]);
  });

  test("are invited to the organization where no project is declared for them", () => {
    const given = { "eu/watch": {}, "eu/ring": {} };
    expect(changes(live, wanted({}, given))).toStrictEqual([
      { kind: "invite-member", email: gus, role: "member", attributes: {} },
    ]);
  });

  test("are in sync while the invitation promises what is declared first, and invited anew where it does not", () => {
    expect(changes(invited(target("ring")), wanted({}, both))).toStrictEqual([]);
    for (const other of [target("watch"), target("ring", "project-admin")]) {
      expect(changes(invited(other), wanted({}, both))).toStrictEqual([
        { kind: "cancel-invitation", email: gus },
        { kind: "invite-member", email: gus, role: "member", attributes: {}, target: target("ring") },
      ]);
    }
    expect(changes(invited(target("ring")), wanted({}, projects))).toStrictEqual([]);
    const plain: Sketch = { ...live, members: { ...ADA, gus: { role: "viewer", status: "invited" } } };
    expect(changes(plain, wanted({}, both))).toStrictEqual([]);
  });

  test("are invited where the platform invites to directly: tenants alone, or neither", () => {
    const invitedBy = (direct: Record<string, string>) => {
      const document = tryFindBuiltInDocument("standard");
      if (document?.invitations === undefined) throw new Error("standard says nothing of invitations");
      const rules = compileRoleModel({ ...document, invitations: { ...document.invitations, direct } });
      const [first] = diff(rules, declare(wanted({}, both)), read(live)).wanted;
      return first?.change;
    };
    const plain = { kind: "invite-member", email: gus, role: "member", attributes: {} };
    const tenant = { place: { scope: "tenant", tenant: "eu" }, role: "tenant-member" };
    expect(invitedBy({})).toStrictEqual(plain);
    expect(invitedBy({ tenant: "member" })).toStrictEqual({ ...plain, target: tenant });
    expect(invitedBy({ project: "member", tenant: "member" })).toStrictEqual({ ...plain, target: target("ring") });
  });

  test("keep whatever role and overrides they have in the organization", () => {
    const active: Sketch = {
      ...live,
      members: { ...ADA, gus: { role: "admin", overrides: { "audit-log:read": "deny" } } },
    };
    expect(changes(active, { ...wanted({}, projects), tenants: { eu: {} } })).toStrictEqual([]);
  });

  test("are told from people who are declared themselves, who are invited to the organization", () => {
    const own = { ...both, "eu/ring": { gus: "project-viewer", bob: "project-viewer" } };
    expect(changes(live, wanted({ bob: "viewer" }, own))).toStrictEqual([
      { kind: "invite-member", email: gus, role: "member", attributes: {}, target: target("ring") },
      { kind: "invite-member", email: bob, role: "viewer", attributes: {} },
    ]);
  });
});

describe("ownership", () => {
  const on = "ranked-roles";

  test("moves by one change, where exactly one person owns", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    const source = { file: "charter.yaml", line: 8, column: 5 };
    const wanted: Sketch = { members: { ada: "viewer", bob: { role: "owner", source } } };
    expect(compare(live, wanted, { on }).wanted).toStrictEqual([
      { change: { kind: "transfer-ownership", email: bob, formerOwnerRole: "viewer" }, source },
    ]);
    expect(changes(live, live, { on })).toStrictEqual([]);
    expect(changes(live, { members: { ada: "admin", bob: "admin" } }, { on })).toStrictEqual([
      { kind: "change-role", email: address("ada"), role: "admin" },
    ]);
  });

  test("leaves the former owner in the model's role where no file declares them", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    expect(changes(live, { members: { bob: "owner" } }, { on, ...undeclared("report") })).toStrictEqual([
      { kind: "transfer-ownership", email: bob, formerOwnerRole: "admin" },
    ]);
  });

  test("moves besides what else changes of the two", () => {
    const overrides = { read: "deny" } as const;
    const live: Sketch = { members: { ada: { role: "owner", overrides }, bob: { role: "admin", overrides } } };
    const wanted: Sketch = { members: { ada: { role: "viewer", overrides }, bob: { role: "owner", overrides } } };
    expect(changes(live, wanted, { on }).slice(1)).toStrictEqual([
      { kind: "override-permissions", email: address("ada"), overrides },
      { kind: "override-permissions", email: bob, overrides },
    ]);
  });

  test("is asked for by the transfer alone, where the heir has not joined", () => {
    for (const members of [{ ada: "owner", bob: { role: "admin", status: "invited" } }, { ada: "owner" }] as const) {
      expect(changes({ members }, { members: { ada: "admin", bob: "owner" } }, { on })).toStrictEqual([
        { kind: "transfer-ownership", email: bob, formerOwnerRole: "admin" },
      ]);
    }
  });

  test("is taken up by somebody where nobody has it", () => {
    const live: Sketch = { members: { ada: "admin", ivy: { role: "owner", status: "invited" } } };
    expect(changes(live, { members: { ada: "owner" } }, { on, ...undeclared("ignore") })).toStrictEqual([
      { kind: "transfer-ownership", email: address("ada"), formerOwnerRole: "admin" },
    ]);
  });

  test("counts nobody as present owner who has not joined", () => {
    const live: Sketch = { members: { ivy: { role: "owner", status: "invited" }, ada: "admin" } };
    const [transfer] = changes(live, { members: { ada: "owner", ivy: "viewer" } }, { on });
    expect(transfer).toStrictEqual({
      kind: "transfer-ownership",
      email: address("ada"),
      formerOwnerRole: "admin",
    });
  });

  test("is assigned where several may own, and where it is a permission", () => {
    const live: Sketch = { members: { ada: "owner", bob: "admin" } };
    expect(changes(live, { members: { ada: "admin", bob: "owner" } })).toStrictEqual([
      { kind: "change-role", email: address("ada"), role: "admin" },
      { kind: "change-role", email: bob, role: "owner" },
    ]);
  });
});
