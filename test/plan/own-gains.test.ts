import { describe, expect, test } from "vitest";
import type { PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { subjectsTouchedBy } from "../../src/membership/touched-subjects.ts";
import { watchGains } from "../../src/plan/own-gains.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const LIVE: Sketch = {
  roles: { clerk: ["read"], scribe: ["read"] },
  members: { ada: "owner", bob: "member", cid: "clerk", dan: "admin" },
  tenants: { eu: { bob: "tenant-member", cid: "tenant-admin" }, us: {} },
  projects: { "us/watch": { bob: "project-viewer" }, "us/ring": { cid: "project-viewer" } },
};

/** What somebody gains by one change; by the changes before it they gained it already, if at all. */
function gains(person: string, change: PlannableChange, earlier: readonly PlannableChange[] = []): string | undefined {
  const live = new OrganizationDraft(model("standard"), organization(LIVE));
  const step = live.copy();
  for (const one of earlier) applyChange(step, one);
  const gained = watchGains(live, step, address(person), change, subjectsTouchedBy(step, change));
  applyChange(step, change);
  return gained();
}

const bob = address("bob");

describe("what somebody gains by a change", () => {
  test("is the permissions that they did not have, in order, and where", () => {
    expect(gains("bob", { kind: "change-role", email: bob, role: "security-lead" })).toBe(
      "gains audit-log:read, policies:manage and security:manage at organization",
    );
    expect(gains("bob", { kind: "change-tenant-role", tenant: "eu", email: bob, role: "tenant-admin" })).toBe(
      "gains members:manage, projects:manage and settings:manage at tenants/eu",
    );
    expect(
      gains("ada", { kind: "grant-project-role", project: "watch", email: address("ada"), role: "project-viewer" }),
    ).toBe("gains read at projects/watch");
  });

  test("is nothing by what is done to somebody else, or takes something away", () => {
    expect(gains("cid", { kind: "change-role", email: bob, role: "admin" })).toBeUndefined();
    expect(gains("bob", { kind: "change-role", email: bob, role: "viewer" })).toBeUndefined();
    expect(gains("bob", { kind: "revoke-tenant-role", tenant: "eu", email: bob })).toBeUndefined();
    expect(gains("bob", { kind: "change-role", email: bob, role: "member" })).toBeUndefined();
  });

  test("is a permission put into their role", () => {
    const edit = { kind: "update-role", permissions: ["read", "issues:triage"] } as const;
    expect(gains("cid", { ...edit, role: "clerk" })).toBe("gains issues:triage at organization");
    expect(gains("cid", { ...edit, role: "scribe" })).toBeUndefined();
  });

  test("is nothing by another role of the same level and permissions", () => {
    expect(gains("cid", { kind: "change-role", email: address("cid"), role: "scribe" })).toBeUndefined();
  });
});

describe("a project that moves", () => {
  const move: PlannableChange = { kind: "update-project", project: "watch", tenant: "eu" };

  test("gives those of its new tenant what they hold there, and others nothing", () => {
    expect(gains("cid", move)).toBe(
      "gains members:manage, projects:access, projects:manage and settings:manage at projects/watch",
    );
    expect(gains("bob", move)).toBe("gains projects:access at projects/watch");
    expect(gains("dan", move)).toBeUndefined();
    expect(gains("cid", { kind: "update-project", project: "watch", title: "Watch" })).toBeUndefined();
  });

  test("is compared with what was held before the plan, whatever the plan took first", () => {
    const taken: PlannableChange = { kind: "revoke-tenant-role", tenant: "eu", email: address("cid") };
    expect(gains("cid", move, [taken])).toBeUndefined();
    const given: PlannableChange = {
      kind: "grant-tenant-role",
      tenant: "us",
      email: address("cid"),
      role: "tenant-admin",
    };
    expect(gains("cid", move, [given])).toMatch(/^gains .* at projects\/watch$/);
  });

  test("is told from one that only gets a title", () => {
    const given: PlannableChange = {
      kind: "grant-tenant-role",
      tenant: "us",
      email: address("cid"),
      role: "tenant-admin",
    };
    expect(gains("cid", { kind: "update-project", project: "watch", title: "Watch" }, [given])).toBeUndefined();
  });

  test("gives nothing that flows down from the organization already", () => {
    expect(gains("ada", move)).toBeUndefined();
  });
});
