import { describe, expect, test } from "vitest";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { emailKey } from "../../src/membership/email.ts";
import { diff } from "../../src/plan/diff.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { address, declare, model, read, type Sketch } from "../_support/build.ts";
import { changes, compare, undeclared } from "../_support/difference-of.ts";

const ADA = { ada: "owner" } as const;
const bob = address("bob");

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

  test("have them by default from a setting that nobody has set, by that one's own default", () => {
    const takt = (interval: string): Sketch => ({
      members: { ada: { role: "owner", attributes: { memberType: "employee", taktInterval: interval } } },
    });
    const live: Sketch = { members: { ada: { role: "owner", attributes: { memberType: "employee" } } } };
    expect(changes(live, takt("15m"), { on: "member-types" })).toStrictEqual([]);
    expect(changes(live, takt("20m"), { on: "member-types" })).toHaveLength(1);
    expect(changes(takt("15m"), live, { on: "member-types" })).toStrictEqual([]);
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

  test("are invited to the first project by its key, and their other grants wait", () => {
    const difference = compare(live, wanted({}, both));
    const backwards = { "eu/watch": both["eu/watch"], "eu/ring": both["eu/ring"] };
    expect(compare(live, wanted({}, backwards)).wanted).toStrictEqual(difference.wanted);
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

  test("are in sync while the invitation promises what is declared there, and invited anew where it does not", () => {
    expect(changes(invited(target("ring")), wanted({}, both))).toStrictEqual([]);
    expect(changes(invited(target("watch", "project-admin")), wanted({}, both))).toStrictEqual([]);
    for (const other of [target("watch"), target("ring", "project-admin")]) {
      expect(changes(invited(other), wanted({}, both))).toStrictEqual([
        { kind: "cancel-invitation", email: gus },
        { kind: "invite-member", email: gus, role: "member", attributes: {}, target: target("ring") },
      ]);
    }
    // Only the tenant is declared for them, and they were invited to a project.
    expect(changes(invited(target("ring")), wanted({}, projects))).toStrictEqual([
      { kind: "cancel-invitation", email: gus },
      { kind: "invite-member", email: gus, role: "member", attributes: {} },
    ]);
    const plain: Sketch = { ...live, members: { ...ADA, gus: { role: "viewer", status: "invited" } } };
    expect(changes(plain, wanted({}, both))).toStrictEqual([]);
  });

  test("keep the attributes with which they were invited, where they are invited anew", () => {
    const invitation = { id: "i", target: target("ring", "project-admin") as never };
    const attributes = { memberType: "external" };
    const before: Sketch = {
      ...live,
      members: { ...ADA, gus: { role: "member", status: "invited", attributes, invitation } },
    };
    expect(changes(before, wanted({}, both))[1]).toStrictEqual({
      kind: "invite-member",
      email: gus,
      role: "member",
      attributes,
      target: target("ring"),
    });
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
