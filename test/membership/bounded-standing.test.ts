import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Actor } from "../../src/membership/standing.ts";
import { cascadesOf } from "../../src/plan/effects.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const EVE = address("eve");
const SOCK = address("sock");

function codes(on: string, sketch: Sketch, change: Change, actor: Actor = { email: EVE }): string[] {
  return judge(new OrganizationDraft(model(on), organization(sketch)), actor, change).map(({ code }) => code);
}

function invite(role: string, project?: string): Change {
  const common = { kind: "invite-member", email: SOCK, attributes: {} } as const;
  if (project === undefined) return { ...common, role };
  return { ...common, role: "member", target: { place: { scope: "project", project }, role } };
}

describe("a permission that was denied", () => {
  const denied: Sketch = {
    tier: "enterprise",
    members: { ada: "owner", eve: { role: "admin", overrides: { "issues:triage": "deny" } } },
  };

  test("does not come back by a change of one's own role to the same or a lower one that has it", () => {
    for (const role of ["admin", "member"]) {
      expect(codes("standard", denied, { kind: "change-role", email: EVE, role })).toContain("self-promotion");
    }
    expect(codes("standard", denied, { kind: "change-role", email: EVE, role: "viewer" })).toEqual([]);
  });

  test("is not handed on with a role that has it; a role of what is left is", () => {
    expect(codes("standard", denied, invite("admin"))).toEqual(["permission-not-held"]);
    expect(codes("standard", denied, invite("member"))).toEqual(["permission-not-held"]);
    expect(codes("standard", denied, invite("viewer"))).toEqual([]);
  });

  test("is denied to an owner by another one as well", () => {
    const owners: Sketch = { members: { ada: "owner", eve: { role: "owner", overrides: { "logs:read": "deny" } } } };
    expect(codes("permission-overrides", owners, { kind: "change-role", email: EVE, role: "owner" })).toContain(
      "self-promotion",
    );
    expect(codes("permission-overrides", owners, invite("owner"))).toEqual(["permission-not-held"]);
    expect(codes("permission-overrides", owners, invite("member"))).toEqual([]);
  });
});

describe("a token whose ceiling is a custom role", () => {
  const live: Sketch = {
    tier: "enterprise",
    roles: { recruiter: ["members:manage"], heir: ["ownership:transfer"] },
    members: { ada: "owner", eve: "admin", sock: "viewer" },
  };

  test("assigns what the ceiling contains, and not its holder's own role of the same level", () => {
    const token: Actor = { email: EVE, ceiling: "recruiter" };
    const assign = (role: string): Change => ({ kind: "change-role", email: SOCK, role });
    expect(codes("ranked-roles", live, assign("admin"), token)).toEqual(["permission-not-held"]);
    expect(codes("ranked-roles", live, assign("recruiter"), token)).toEqual([]);
  });

  test("does not hand over an organization of which it holds one permission", () => {
    const transfer: Change = { kind: "transfer-ownership", email: SOCK };
    expect(codes("ranked-roles", live, transfer, { email: address("ada"), ceiling: "heir" })).toEqual([
      "permission-not-held",
    ]);
    expect(codes("ranked-roles", live, transfer, { email: address("ada"), ceiling: "owner" })).toEqual([]);
  });
});

describe("an invitation through a project", () => {
  const projects = { "eu/watch": { eve: "project-admin" } };
  const by = (role: string): Sketch => ({
    tier: "enterprise",
    members: { ada: "owner", eve: role },
    tenants: { eu: {} },
    projects,
  });

  test("brings nobody into the organization above whoever invites", () => {
    expect(codes("standard", by("viewer"), invite("project-viewer", "watch"))).toEqual(["role-above-actor"]);
    expect(codes("standard", by("member"), invite("project-viewer", "watch"))).toEqual([]);
  });

  test("promises nothing once the project is deleted, also where another gets its key", () => {
    const draft = new OrganizationDraft(
      model("standard"),
      organization({ ...by("admin"), tenants: { eu: {}, us: {} } }),
    );
    applyChange(draft, invite("project-admin", "watch"));
    const gone: Change = { kind: "delete-project", project: "watch" };
    expect(cascadesOf(draft, gone)).toEqual([
      "removes 1 grant there",
      "removes 1 promised grant there from its invitation",
    ]);
    applyChange(draft, gone);
    applyChange(draft, { kind: "create-project", project: "watch", tenant: "us" });
    applyChange(draft, { kind: "accept-invitation", email: SOCK });
    expect(draft.member(emailKey(SOCK))?.status).toBe("active");
    expect(draft.placesOf(emailKey(SOCK))).toEqual([]);
    expect(draft.holdersOf("project", "project-admin")).toBe(0);
  });

  test("promises nothing once the project's tenant is deleted", () => {
    const draft = new OrganizationDraft(model("standard"), organization(by("admin")));
    applyChange(draft, invite("project-admin", "watch"));
    applyChange(draft, { kind: "delete-tenant", tenant: "eu" });
    expect(draft.member(emailKey(SOCK))?.invitation).not.toHaveProperty("target");
  });
});

describe("moving a project", () => {
  const live = (permissions: string[]): Sketch => ({
    tier: "enterprise",
    roles: { mover: permissions },
    members: { ada: "owner", eve: "mover" },
    tenants: { eu: {}, us: { eve: "tenant-admin" } },
    projects: { "eu/watch": {} },
  });
  const move: Change = { kind: "update-project", project: "watch", tenant: "us" };

  test("into a tenant of one's own takes more than the right to create and delete projects", () => {
    expect(codes("standard", live(["projects:manage", "settings:manage"]), move)).toEqual(["permission-missing"]);
  });

  test("hands on what the tenant's roles give: through a custom role, all of that must be held", () => {
    const held = ["projects:manage", "settings:manage", "members:manage"];
    expect(codes("standard", live(held), move)).toEqual(["permission-not-held"]);
    expect(codes("standard", live(held), move, { email: address("ada") })).toEqual([]);
  });
});
