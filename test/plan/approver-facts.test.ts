import { describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { ORGANIZATION } from "../../src/membership/scope.ts";
import { holdingAt } from "../../src/membership/standing.ts";
import { ApproverFacts } from "../../src/plan/approver-facts.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const [grace, bob] = ["grace", "bob"].map((name) => emailKey(address(name))) as [never, never];
const EU = { scope: "tenant", tenant: "eu" } as const;
const WATCH = { scope: "project", project: "watch" } as const;

const LIVE: Sketch = {
  tier: "enterprise",
  roles: { clerk: ["read"], fitter: { scope: "project", permissions: ["build"] } },
  members: { ada: "owner", grace: "clerk", bob: "clerk" },
  tenants: { eu: { grace: "tenant-member", bob: "tenant-member" }, us: {} },
  projects: { "eu/watch": { grace: "fitter", bob: "fitter" } },
};

/** What the plan has come to: everybody has more, the project is elsewhere, and there is more of everything. */
const STEP: Sketch = {
  tier: "pro",
  title: "Acme",
  roles: { clerk: ["read", "members:manage"], fitter: { scope: "project", permissions: ["build", "read"] }, fresh: [] },
  members: { ada: "owner", grace: "admin", bob: "admin", new: { role: "clerk", status: "invited" } },
  tenants: { eu: { grace: "tenant-admin", bob: "tenant-admin" }, jp: {} },
  projects: { "us/watch": { grace: "project-admin", bob: "project-admin" }, "jp/ring": {} },
};

const draft = (sketch: Sketch) => new OrganizationDraft(model("standard"), organization(sketch));

/** The facts of the step, as they are for Grace's approval. */
function facts(step: Sketch = STEP): ApproverFacts {
  return new ApproverFacts(draft(LIVE), draft(step), "GRACE@acme.example");
}

describe("an approver", () => {
  test("holds what they held before the plan, by their role as it was", () => {
    const held = (place: Parameters<typeof holdingAt>[2]) => [...(holdingAt(facts(), grace, place)?.permissions ?? [])];
    expect(held(ORGANIZATION)).toEqual(["read"]);
    expect(held(EU)).toEqual(["projects:access"]);
    expect(held(WATCH)).toEqual(["build"]);
  });

  test("had nothing where they were nobody, though the plan makes them somebody", () => {
    const outsider = new ApproverFacts(draft(LIVE), draft(STEP), address("new"));
    expect(outsider.member(emailKey(address("new")))).toBeUndefined();
    expect(outsider.grant(EU, emailKey(address("new")))).toBeUndefined();
  });

  test("holds a custom role below as it was", () => {
    expect([...(facts().grantedRole(grace, "fitter")?.permissions ?? [])]).toEqual(["build"]);
    expect(facts().grantedRole(grace, "project-admin")).toBeUndefined();
  });
});

describe("everybody else", () => {
  test("holds what the plan has given them by now", () => {
    expect(facts().member(bob)?.role).toBe("admin");
    expect(facts().grant(EU, bob)?.role).toBe("tenant-admin");
    expect(facts().grantedRole(bob, "fitter")).toBeUndefined();
    expect(facts().grantedRole(bob, "project-admin")?.key).toBe("project-admin");
  });
});

describe("the organization", () => {
  test("is as the plan has made it", () => {
    const seen = facts();
    expect(seen.model.key).toBe("standard");
    expect([seen.organization.title, seen.organization.tier]).toEqual(["Acme", "pro"]);
    expect([...seen.organizationRoles()]).toEqual([...draft(STEP).organizationRoles()]);
    expect([...seen.organizationRoles()]).toContain("fresh");
    expect([seen.hasCustomRoles(), facts({ members: {} }).hasCustomRoles()]).toEqual([true, false]);
    expect([seen.hasTenant("jp"), seen.hasTenant("us")]).toEqual([true, false]);
    expect([...(seen.role("organization", "clerk")?.permissions ?? [])]).toEqual(["read", "members:manage"]);
    expect(seen.seatsTaken()).toBe(4);
    expect([seen.activeWithRole("admin"), seen.activeWithRole("clerk")]).toEqual([2, 0]);
    expect([seen.holdersOf("tenant", "tenant-admin"), seen.holdersOf("organization", "clerk")]).toEqual([2, 1]);
  });

  test("has its projects where they were before the plan, and new ones where it makes them", () => {
    expect([facts().tenantOf("watch"), facts().tenantOf("ring"), facts().tenantOf("none")]).toEqual([
      "eu",
      "jp",
      undefined,
    ]);
  });
});
