import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import { formatPlace } from "../../src/membership/scope.ts";
import { subjectsTouchedBy } from "../../src/membership/touched-subjects.ts";
import { address, type Sketch } from "../_support/build.ts";
import { draftOf, PROMISED, target, WATCH } from "../_support/told-organizations.ts";

const live = PROMISED;
const draft = (sketch: Sketch = live, on = "standard") => draftOf(sketch, on);

describe("whose access a change touches", () => {
  const touched = (change: Change, on = draft()) =>
    subjectsTouchedBy(on, change).map(({ email, place }) => `${email.split("@")[0]} at ${formatPlace(place)}`);
  const bob = address("bob");

  test("of an invitation, the newcomer at the organization and where they are invited to", () => {
    const invite = { kind: "invite-member", email: address("New"), role: "member", attributes: {} } as const;
    expect(touched(invite)).toEqual(["new at organization"]);
    expect(touched({ ...invite, target })).toEqual(["new at organization", "new at projects/watch"]);
  });

  test.each(["cancel-invitation", "resend-invitation", "accept-invitation", "remove-member"] as const)(
    "of %s, the one person everywhere",
    (kind) => {
      expect(touched({ kind, email: bob })).toEqual([
        "bob at organization",
        "bob at tenants/eu",
        "bob at projects/watch",
      ]);
      expect(touched({ kind, email: address("zoe") })).toEqual(["zoe at organization"]);
      expect(touched({ kind, email: address("gus") })).toEqual(["gus at organization", "gus at projects/watch"]);
    },
  );

  test("of a role or an override, the one person at the organization", () => {
    expect(touched({ kind: "change-role", email: bob, role: "viewer" })).toEqual(["bob at organization"]);
    expect(touched({ kind: "override-permissions", email: bob, overrides: {} })).toEqual(["bob at organization"]);
  });

  test("of a transfer, every owner who is one by now, and the next one", () => {
    expect(touched({ kind: "transfer-ownership", email: bob })).toEqual(["ada at organization", "bob at organization"]);
    const keepers = draft(
      {
        roles: { admin: ["addRole"], clerk: ["inviteUser"] },
        members: { ada: "admin", bob: "clerk", cy: "ghost" },
      },
      "custom-roles",
    );
    expect(touched({ kind: "transfer-ownership", email: bob }, keepers)).toEqual([
      "ada at organization",
      "bob at organization",
    ]);
  });

  test("of a custom role, whoever has it or is invited to it, wherever it holds", () => {
    const update = (role: string): Change => ({ kind: "update-role", role, permissions: [] });
    expect(touched(update("scribe"))).toEqual(["cy at organization", "di at organization"]);
    expect(touched(update("tester"))).toEqual(["cy at projects/watch", "cy at projects/band"]);
    for (const role of ["nobody", "project-viewer"]) expect(touched(update(role))).toEqual([]);
    const tenants = draft({
      ...live,
      roles: { porter: { scope: "tenant" } },
      tenants: { eu: { bob: "porter", cy: "tenant-admin" }, us: { ada: "porter" } },
    });
    expect(touched(update("porter"), tenants)).toEqual(["bob at tenants/eu", "ada at tenants/us"]);
    const promised: InvitationTarget = { place: WATCH, role: "tester" };
    const invited = draft({
      ...live,
      members: {
        ...live.members,
        gus: { role: "member", status: "invited", invitation: { id: "i", target: promised } },
      },
    });
    expect(touched(update("tester"), invited)).toEqual([
      "cy at projects/watch",
      "gus at projects/watch",
      "cy at projects/band",
    ]);
  });

  test("of a grant, the one person at the place", () => {
    for (const kind of ["grant-tenant-role", "change-tenant-role"] as const)
      expect(touched({ kind, tenant: "eu", email: bob, role: "tenant-member" })).toEqual(["bob at tenants/eu"]);
    expect(touched({ kind: "revoke-tenant-role", tenant: "eu", email: bob })).toEqual(["bob at tenants/eu"]);
    for (const kind of ["grant-project-role", "change-project-role"] as const)
      expect(touched({ kind, project: "watch", email: bob, role: "tester" })).toEqual(["bob at projects/watch"]);
    expect(touched({ kind: "revoke-project-role", project: "watch", email: bob })).toEqual(["bob at projects/watch"]);
  });

  test("of the end of a place, whoever has a role there or is promised one, each once", () => {
    const watch = ["bob at projects/watch", "cy at projects/watch", "gus at projects/watch", "hal at projects/watch"];
    expect(touched({ kind: "delete-project", project: "watch" })).toEqual(watch);
    expect(touched({ kind: "delete-tenant", tenant: "eu" })).toEqual(["bob at tenants/eu", ...watch]);
    expect(touched({ kind: "delete-tenant", tenant: "us" })).toEqual([
      "cy at tenants/us",
      "cy at projects/band",
      "ada at projects/band",
    ]);
    expect(touched({ kind: "delete-project", project: "nothing" })).toEqual([]);
    const both = draft();
    both.setGrant(WATCH, { email: address("gus"), role: "tester" });
    expect(
      touched({ kind: "delete-project", project: "watch" }, both).filter((one) => one.startsWith("gus")),
    ).toHaveLength(1);
  });

  test.each<Change>([
    { kind: "update-organization", tier: "pro" },
    { kind: "delete-organization" },
    { kind: "create-role", role: "new", scope: "organization", permissions: ["read"] },
    { kind: "delete-role", role: "scribe" },
    { kind: "update-attributes", email: bob, attributes: {} },
    { kind: "create-tenant", tenant: "apac" },
    { kind: "update-tenant", tenant: "eu", title: "Europe" },
    { kind: "create-project", project: "ring", tenant: "eu" },
    { kind: "update-project", project: "watch", title: "Watch" },
  ])("of $kind, nobody's own", (change) => {
    expect(touched(change)).toEqual([]);
  });
});
