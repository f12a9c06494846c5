import { describe, expect, test } from "vitest";
import { addressOf, type ChangeKind, type PlannableChange } from "../../src/membership/change.ts";
import { changeFault } from "../../src/plan/change-fault.ts";

const email = "bob@acme.example";
const target = { place: { scope: "project", project: "watch" }, role: "project-viewer" };

/** A sound change of every kind, with every field that it may have. */
const SOUND: Readonly<Record<PlannableChange["kind"], object>> = {
  "update-organization": { title: "", tier: "pro", settings: { seats: 3, region: "eu", open: true, old: null } },
  "transfer-ownership": { email, formerOwnerRole: "admin" },
  "create-role": { role: "clerk", scope: "organization", title: "", permissions: ["read"] },
  "update-role": { role: "clerk", title: "", permissions: [] },
  "delete-role": { role: "clerk" },
  "invite-member": { email, role: "member", attributes: { team: "core", level: 1, remote: false }, target },
  "cancel-invitation": { email },
  "resend-invitation": { email },
  "change-role": { email, role: "admin" },
  "update-attributes": { email, attributes: { team: null, level: 1, remote: true, site: "eu" } },
  "override-permissions": { email, overrides: { read: "allow", write: "deny", list: null } },
  "remove-member": { email },
  "create-tenant": { tenant: "eu", title: "" },
  "update-tenant": { tenant: "eu", title: "" },
  "delete-tenant": { tenant: "eu" },
  "grant-tenant-role": { tenant: "eu", email, role: "tenant-admin" },
  "change-tenant-role": { tenant: "eu", email, role: "tenant-admin" },
  "revoke-tenant-role": { tenant: "eu", email },
  "create-project": { project: "watch", tenant: "eu", title: "" },
  "update-project": { project: "watch", tenant: "eu", title: "" },
  "delete-project": { project: "watch" },
  "grant-project-role": { project: "watch", email, role: "project-admin" },
  "change-project-role": { project: "watch", email, role: "project-admin" },
  "revoke-project-role": { project: "watch", email },
};

/** What a change of each kind may lack. */
const OPTIONAL: Readonly<Partial<Record<ChangeKind, readonly string[]>>> = {
  "update-organization": ["title", "tier", "settings"],
  "transfer-ownership": ["formerOwnerRole"],
  "create-role": ["title"],
  "update-role": ["title", "permissions"],
  "invite-member": ["target"],
  "create-tenant": ["title"],
  "create-project": ["tenant", "title"],
  "update-project": ["tenant", "title"],
};

const KINDS = Object.keys(SOUND) as PlannableChange["kind"][];

function change(kind: PlannableChange["kind"], fields: object = SOUND[kind]): PlannableChange {
  return { kind, ...fields } as PlannableChange;
}

function fault(kind: PlannableChange["kind"], fields: object): string | undefined {
  return changeFault(change(kind, fields), kind, addressOf(change(kind)));
}

/** The fault of a change of this kind, of which one field is another. */
function faultWith(kind: PlannableChange["kind"], field: string, value: unknown): string | undefined {
  return fault(kind, { ...SOUND[kind], [field]: value });
}

describe.each(KINDS)("%s", (kind) => {
  test("is sound with everything that it may have", () => {
    expect(fault(kind, SOUND[kind])).toBeUndefined();
  });

  test("may lack what is optional, and nothing else", () => {
    for (const field of Object.keys(SOUND[kind])) {
      const mayLack = OPTIONAL[kind]?.includes(field) === true;
      const { [field]: _left, ...rest } = SOUND[kind] as Record<string, unknown>;
      expect([field, fault(kind, rest)]).toEqual([field, mayLack ? undefined : `has no sound ${field}`]);
    }
  });

  test("has no field of another kind of value", () => {
    for (const field of Object.keys(SOUND[kind])) {
      for (const value of [7n, [[]], { place: {} }, () => ""]) {
        expect([field, faultWith(kind, field, value)]).toEqual([field, `has no sound ${field}`]);
      }
    }
  });

  test("has no field that is not its own", () => {
    expect(faultWith(kind, "colour", "red")).toBe(`has colour, which is no field of ${kind}`);
    expect(faultWith(kind, "constructor", "red")).toBe(`has constructor, which is no field of ${kind}`);
  });

  test("is no change of another kind, nor about another object", () => {
    const other = kind === "delete-role" ? "remove-member" : "delete-role";
    expect(changeFault(change(kind), other, addressOf(change(kind)))).toBe(`is no ${other}`);
    expect(changeFault(change(kind), kind, "roles/elsewhere")).toBe(
      `is about ${addressOf(change(kind))}, and not about roles/elsewhere`,
    );
  });
});

test("a kind that there is not is no change, whatever its line says", () => {
  for (const kind of ["delete-organization", "toString", ""]) {
    expect(changeFault({ kind } as never, kind, "organization")).toBe(`is no ${kind}`);
  }
});

test("keys, addresses, roles and tiers have at least one character; titles may be empty", () => {
  for (const [kind, field] of [
    ["update-organization", "tier"],
    ["transfer-ownership", "formerOwnerRole"],
    ["delete-role", "role"],
    ["remove-member", "email"],
    ["delete-tenant", "tenant"],
    ["delete-project", "project"],
    ["update-project", "tenant"],
  ] as const) {
    expect([kind, field, faultWith(kind, field, "")]).toEqual([kind, field, `has no sound ${field}`]);
  }
});

test("a role's scope is one of the three", () => {
  const faults = ["organization", "tenant", "project", "planet", ""].map((one) =>
    faultWith("create-role", "scope", one),
  );
  expect(faults).toEqual([undefined, undefined, undefined, "has no sound scope", "has no sound scope"]);
});

test("a role's permissions are text, each of them", () => {
  expect(faultWith("create-role", "permissions", ["read", 1])).toBe("has no sound permissions");
  expect(faultWith("update-role", "permissions", "read")).toBe("has no sound permissions");
});

test("an invitation's attributes have values, and a patch may take one away", () => {
  expect(faultWith("invite-member", "attributes", { team: null })).toBe("has no sound attributes");
  expect(faultWith("invite-member", "attributes", { team: "core", level: {} })).toBe("has no sound attributes");
  expect(faultWith("update-attributes", "attributes", { team: null, level: {} })).toBe("has no sound attributes");
  expect(faultWith("update-attributes", "attributes", null)).toBe("has no sound attributes");
});

test("an override allows, denies or is taken back", () => {
  expect(faultWith("override-permissions", "overrides", { read: "allow", write: "maybe" })).toBe(
    "has no sound overrides",
  );
});

test("an invitation to a place names a tenant or a project, by key, and a role there", () => {
  const to = (place: unknown, role: unknown = "project-viewer") =>
    faultWith("invite-member", "target", { place, role }) ?? "sound";
  expect(to({ scope: "tenant", tenant: "eu" })).toBe("sound");
  expect(to({ scope: "project", project: "watch" })).toBe("sound");
  for (const place of [
    { scope: "tenant" },
    { scope: "project" },
    { scope: "tenant", project: "watch" },
    { scope: "project", tenant: "eu" },
    { scope: "tenant", tenant: "" },
    { scope: "project", project: "" },
    { scope: "organization", tenant: "eu", project: "watch" },
    null,
    "tenant",
  ])
    expect([place, to(place)]).toEqual([place, "has no sound target"]);
  expect(to({ scope: "tenant", tenant: "eu" }, "")).toBe("has no sound target");
  expect(faultWith("invite-member", "target", "project-viewer")).toBe("has no sound target");
});

test("named values are no list and not nothing", () => {
  for (const value of [[], null]) {
    expect(faultWith("update-organization", "settings", value)).toBe("has no sound settings");
    expect(faultWith("override-permissions", "overrides", value)).toBe("has no sound overrides");
    expect(faultWith("invite-member", "attributes", value)).toBe("has no sound attributes");
  }
});
