import { describe, expect, test } from "vitest";
import { actingHolding, isAbove } from "../../src/membership/acting.ts";
import { addressOf, type Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import { moves, requiredActions, updatedFields } from "../../src/membership/requirement.ts";
import { formatPlace, ORGANIZATION, type Place } from "../../src/membership/scope.ts";
import { assignmentOf, joiningRole, namedRole, roleAt, subjectOf } from "../../src/membership/subject.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";

const live: Sketch = {
  tier: "enterprise",
  members: { ada: "owner", bob: "member", tom: "viewer" },
  tenants: { eu: { tom: "tenant-admin", bob: "tenant-member" }, us: {} },
  projects: { "eu/watch": { bob: "project-admin" }, loose: {} },
};
const facts = (on = "standard", sketch = live) => new OrganizationDraft(model(on), organization(sketch));
const BOB = address("bob");
const about = { email: BOB };
const inTenant: InvitationTarget = { place: { scope: "tenant", tenant: "eu" }, role: "tenant-member" };
const inProject: InvitationTarget = { place: { scope: "project", project: "watch" }, role: "project-viewer" };
const invite = { kind: "invite-member", email: BOB, role: "member", attributes: {} } as const;

/** Change, its address, what it requires and where, whom it is about, and the role that it assigns. */
const CHANGES: readonly [Change, string, readonly string[], string, string][] = [
  [
    { kind: "update-organization", title: "New" },
    "organization",
    ["organization.update (title) at organization"],
    "",
    "",
  ],
  [{ kind: "delete-organization" }, "organization", ["organization.delete at organization"], "", ""],
  [{ kind: "transfer-ownership", ...about }, `members/${BOB}`, ["ownership.transfer at organization"], "", ""],
  [
    { kind: "create-role", role: "r", scope: "project", permissions: [] },
    "roles/r",
    ["role.create at organization"],
    "",
    "",
  ],
  [{ kind: "update-role", role: "r" }, "roles/r", ["role.update at organization"], "", ""],
  [{ kind: "delete-role", role: "r" }, "roles/r", ["role.delete at organization"], "", ""],
  [invite, `members/${BOB}`, ["member.invite at organization"], "bob at organization", "member"],
  [
    { ...invite, target: inTenant },
    `members/${BOB}`,
    ["tenant.assign-role at tenants/eu"],
    "bob at tenants/eu",
    "tenant-member",
  ],
  [
    { ...invite, target: inProject },
    `members/${BOB}`,
    ["project.assign-role at projects/watch"],
    "bob at projects/watch",
    "project-viewer",
  ],
  [
    { kind: "cancel-invitation", ...about },
    `members/${BOB}`,
    ["invitation.cancel at organization"],
    "bob at organization",
    "",
  ],
  [
    { kind: "resend-invitation", ...about },
    `members/${BOB}`,
    ["invitation.resend at organization"],
    "bob at organization",
    "",
  ],
  [{ kind: "accept-invitation", ...about }, `members/${BOB}`, [], "", ""],
  [
    { kind: "change-role", ...about, role: "viewer" },
    `members/${BOB}`,
    ["member.assign-role at organization"],
    "bob at organization",
    "viewer",
  ],
  [
    { kind: "update-attributes", ...about, attributes: {} },
    `members/${BOB}`,
    ["member.update-attributes at organization"],
    "bob at organization",
    "",
  ],
  [
    { kind: "override-permissions", ...about, overrides: {} },
    `members/${BOB}`,
    ["member.override-permissions at organization"],
    "bob at organization",
    "",
  ],
  [{ kind: "remove-member", ...about }, `members/${BOB}`, ["member.remove at organization"], "bob at organization", ""],
  [{ kind: "create-tenant", tenant: "eu" }, "tenants/eu", ["tenant.create at organization"], "", ""],
  [{ kind: "update-tenant", tenant: "eu", title: "E" }, "tenants/eu", ["tenant.update at tenants/eu"], "", ""],
  [{ kind: "delete-tenant", tenant: "eu" }, "tenants/eu", ["tenant.delete at tenants/eu"], "", ""],
  [
    { kind: "grant-tenant-role", tenant: "eu", ...about, role: "tenant-admin" },
    `tenants/eu/members/${BOB}`,
    ["tenant.assign-role at tenants/eu"],
    "bob at tenants/eu",
    "tenant-admin",
  ],
  [
    { kind: "change-tenant-role", tenant: "eu", ...about, role: "tenant-admin" },
    `tenants/eu/members/${BOB}`,
    ["tenant.assign-role at tenants/eu"],
    "bob at tenants/eu",
    "tenant-admin",
  ],
  [
    { kind: "revoke-tenant-role", tenant: "eu", ...about },
    `tenants/eu/members/${BOB}`,
    ["tenant.remove-member at tenants/eu"],
    "bob at tenants/eu",
    "",
  ],
  [{ kind: "create-project", project: "p" }, "projects/p", ["project.create at organization"], "", ""],
  [{ kind: "create-project", project: "p", tenant: "us" }, "projects/p", ["project.create at tenants/us"], "", ""],
  [
    { kind: "update-project", project: "watch", title: "W" },
    "projects/watch",
    ["project.update at projects/watch"],
    "",
    "",
  ],
  [{ kind: "delete-project", project: "watch" }, "projects/watch", ["project.delete at projects/watch"], "", ""],
  [
    { kind: "grant-project-role", project: "watch", ...about, role: "project-viewer" },
    `projects/watch/members/${BOB}`,
    ["project.assign-role at projects/watch"],
    "bob at projects/watch",
    "project-viewer",
  ],
  [
    { kind: "change-project-role", project: "watch", ...about, role: "project-viewer" },
    `projects/watch/members/${BOB}`,
    ["project.assign-role at projects/watch"],
    "bob at projects/watch",
    "project-viewer",
  ],
  [
    { kind: "revoke-project-role", project: "watch", ...about },
    `projects/watch/members/${BOB}`,
    ["project.remove-member at projects/watch"],
    "bob at projects/watch",
    "",
  ],
];

const required = (change: Change, on = facts()) =>
  requiredActions(on, change).map(
    ({ action, place, field }) => `${action}${field === undefined ? "" : ` (${field})`} at ${formatPlace(place)}`,
  );
const shown = (subject: { readonly email: string; readonly place: Place } | undefined) =>
  subject === undefined ? "" : `${subject.email.split("@")[0]} at ${formatPlace(subject.place)}`;

test.each(CHANGES.map((row) => [row[0].kind, ...row] as const))(
  "%s is about one object and at most one person, and requires what it says",
  (_kind, change, at, actions, subject, role) => {
    expect(addressOf(change)).toBe(at);
    expect(required(change)).toEqual(actions);
    expect(shown(subjectOf(change))).toBe(subject);
    const assignment = assignmentOf(change);
    expect(assignment?.role ?? "").toBe(role);
    if (assignment !== undefined) expect(shown(assignment)).toBe(subject);
  },
);

test("an update of the organization has the fields that it names, in one order", () => {
  const fields = (change: object) => updatedFields({ kind: "update-organization", ...change });
  expect(fields({ settings: { seats: 1, pace: null }, tier: "pro", title: "New" })).toEqual([
    "title",
    "tier",
    "seats",
    "pace",
  ]);
  expect(fields({})).toEqual([]);
});

describe("a project that moves", () => {
  const move = (project: string, tenant?: string) =>
    ({ kind: "update-project", project, ...(tenant === undefined ? {} : { tenant }) }) as const;

  test("goes into another tenant than its own", () => {
    expect(moves(facts(), move("watch", "us"))).toBe(true);
    expect(moves(facts(), move("watch", "eu"))).toBe(false);
    expect(moves(facts(), move("watch"))).toBe(false);
    expect(moves(facts(), move("loose", "eu"))).toBe(true);
  });

  test("is an update, a deletion and a creation, and gives access to whoever is where it goes", () => {
    expect(required(move("watch", "us"))).toEqual([
      "project.update at projects/watch",
      "project.delete at projects/watch",
      "project.create at tenants/us",
      "tenant.assign-role at tenants/eu",
    ]);
    expect(required(move("watch", "eu"))).toEqual(["project.update at projects/watch"]);
    expect(required(move("loose", "eu"))).toEqual([
      "project.update at projects/loose",
      "project.delete at projects/loose",
      "project.create at tenants/eu",
    ]);
  });

  test("gives nothing where the platform assigns no roles at tenants", () => {
    const rules = model("standard");
    const actions = new Map([...rules.actions].filter(([action]) => action !== "tenant.assign-role"));
    const silent = new OrganizationDraft({ ...rules, actions }, organization(live));
    expect(required(move("watch", "us"), silent)).toHaveLength(3);
  });
});

describe("whoever acts", () => {
  const acting = (name: string, change: Change, place: Place) => {
    const holding = actingHolding(facts(), { email: address(name) }, change, place);
    return holding && `${holding.role.key} at ${formatPlace(holding.place)}${isAbove(holding, place) ? ", above" : ""}`;
  };
  const revoke: Change = { kind: "revoke-project-role", project: "watch", email: BOB };
  const WATCH = inProject.place;

  test("acts as what they are where they hold the permission, the widest first", () => {
    expect(acting("ada", revoke, WATCH)).toBe("owner at organization, above");
    expect(acting("tom", revoke, WATCH)).toBe("tenant-admin at tenants/eu, above");
    expect(acting("bob", revoke, WATCH)).toBe("project-admin at projects/watch");
  });

  test("acts as what they are at the place itself, where they hold it nowhere", () => {
    const remove: Change = { kind: "remove-member", email: address("ada") };
    expect(acting("bob", remove, ORGANIZATION)).toBe("member at organization");
    expect(acting("tom", { kind: "delete-organization" }, WATCH)).toBeUndefined();
    expect(acting("tom", { kind: "transfer-ownership", email: BOB }, ORGANIZATION)).toBe("viewer at organization");
    expect(acting("zoe", remove, ORGANIZATION)).toBeUndefined();
  });
});

describe("the role that somebody has", () => {
  test("is the one at the place, granted or not", () => {
    const role = (place: Place, name = "bob") => roleAt(facts(), { email: emailKey(address(name)), place })?.key;
    expect(role(ORGANIZATION)).toBe("member");
    expect(role(inTenant.place)).toBe("tenant-member");
    expect(role(inProject.place)).toBe("project-admin");
    expect(role(inProject.place, "tom")).toBeUndefined();
    expect(role(ORGANIZATION, "zoe")).toBeUndefined();
  });

  test("after a transfer is the former owner's, as it is named or as the platform has it", () => {
    const ranked = facts("ranked-roles", { members: { ada: "owner", bob: "member" } });
    const former = (formerOwnerRole?: string) =>
      namedRole(ranked, {
        kind: "transfer-ownership",
        email: BOB,
        ...(formerOwnerRole === undefined ? {} : { formerOwnerRole }),
      })?.key;
    expect(former()).toBe("admin");
    expect(former("viewer")).toBe("viewer");
    expect(former("nobody")).toBeUndefined();
    expect(namedRole(facts(), { kind: "transfer-ownership", email: BOB })).toBeUndefined();
    expect(namedRole(facts(), { ...invite, target: inProject })?.key).toBe("project-viewer");
    expect(namedRole(facts(), { kind: "create-tenant", tenant: "x" })).toBeUndefined();
  });

  test("on joining through a place below is the platform's, else the one that the invitation names", () => {
    expect(joiningRole(facts(), { ...invite, role: "viewer", target: inProject })?.key).toBe("member");
    expect(joiningRole(facts(), { ...invite, role: "viewer", target: inTenant })?.key).toBe("viewer");
    expect(joiningRole(facts(), invite)).toBeUndefined();
  });
});
