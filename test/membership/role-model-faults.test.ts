import { describe, expect, test } from "vitest";
import { roleModelFaults } from "../../src/membership/role-model-faults.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { type RoleModelChanges, smallRoleModel } from "../_support/small-role-model.ts";

/** `path: message`, and `(key)` where the fault is in the key at that path. */
function faults(changes: RoleModelChanges): string[] {
  return roleModelFaults(smallRoleModel(changes)).map(
    ({ path, message, inKey }) => `${path.join(".")}${inKey === true ? " (key)" : ""}: ${message}`,
  );
}

const { roles, ownership, permissions, tiers, invitations } = smallRoleModel();
const ofOrganization = roles?.organization ?? {};
const ownerAnd = (key: string, role: NonNullable<NonNullable<typeof roles>["organization"]>[string]) => ({
  roles: { ...roles, organization: { ...ofOrganization, [key]: role } },
});

test("a role model that contradicts itself nowhere has no fault, nor have the built-in ones", () => {
  expect(faults({})).toEqual([]);
  for (const document of builtInDocuments()) expect(roleModelFaults(document)).toEqual([]);
});

describe("a scope that the role model does not have", () => {
  const scopes = { organization: {} };
  const alone = { scopes, customRoles: undefined, invitations: { lifetimeDays: 7 } } as const;

  test("is not one of a permission, and every place that says so is named", () => {
    expect(faults({ ...alone, roles: { organization: ofOrganization } })).toEqual([
      "permissions.manage.scopes.1: there is no scope tenant in this role model",
      "permissions.read.scopes.1: there is no scope tenant in this role model",
      "permissions.read.scopes.2: there is no scope project in this role model",
    ]);
  });

  const without = {
    ...alone,
    permissions: { manage: { title: "Manage" }, pay: { title: "Pay" }, read: { title: "Read" } },
  };

  test("has no roles", () => {
    expect(faults(without)).toEqual(["roles.tenant (key): there is no scope tenant in this role model"]);
  });

  test("has no actions of its own, and no action looks there for its permission", () => {
    const actions = { "project.delete": "manage", "member.remove": { permission: "manage", scope: "tenant" } } as const;
    expect(faults({ ...without, roles: { organization: ofOrganization }, actions })).toEqual([
      "actions.project.delete (key): there is no scope project in this role model",
      "actions.member.remove.scope: there is no scope tenant in this role model",
    ]);
  });

  test("has no custom roles, and nobody is invited to it", () => {
    const more: RoleModelChanges = { customRoles: { scopes: ["organization", "tenant"] }, invitations };
    expect(faults({ ...without, roles: { organization: ofOrganization }, ...more })).toEqual([
      "customRoles.scopes.1: there is no scope tenant in this role model",
      "invitations.direct.project (key): there is no scope project in this role model",
    ]);
  });
});

describe("an action", () => {
  test("needs a permission that there is", () => {
    const actions = { "member.invite": "mange", "audit.read": { permission: "raed" } };
    expect(faults({ actions })).toEqual([
      'actions.member.invite: there is no permission "mange"; there is manage, pay, read',
      'actions.audit.read.permission: there is no permission "raed"; there is manage, pay, read',
    ]);
  });

  test("may ask more for a title, a tier and the settings, with permissions that there are", () => {
    const fields = { title: "pay", tier: "pay", pace: "pay", seats: "buy", colour: "pay" };
    expect(faults({ actions: { "organization.update": { permission: "manage", fields } } })).toEqual([
      'actions.organization.update.fields.seats: there is no permission "buy"; there is manage, pay, read',
      'actions.organization.update.fields.colour (key): there is no field "colour"; there is title, tier, pace, seats',
    ]);
  });

  test("has fields only where it updates the organization", () => {
    expect(faults({ actions: { "member.invite": { permission: "manage", fields: { tier: "pay" } } } })).toEqual([
      'actions.member.invite.fields.tier (key): there is no field "tier"; there is none',
    ]);
  });
});

describe("a role", () => {
  test("has permissions and tiers that there are, each named where it stands", () => {
    const role = {
      title: "Helper",
      level: 50,
      permissions: ["read", "wirte"],
      tiers: ["large", "huge"] as [string, ...string[]],
    };
    expect(faults(ownerAnd("helper", role))).toEqual([
      'roles.organization.helper.permissions.1: there is no permission "wirte"; there is manage, pay, read',
      'roles.organization.helper.tiers.1: there is no tier "huge"; there is small, large',
    ]);
  });

  test("has all permissions except some that there are", () => {
    const role = { title: "Helper", level: 50, permissions: { "all-except": ["pay", "sing"] } };
    expect(faults(ownerAnd("helper", role))).toEqual([
      'roles.organization.helper.permissions.all-except.1: there is no permission "sing"; there is manage, pay, read',
    ]);
  });

  test("hands on and manages roles of its own scope", () => {
    const role = {
      title: "Helper",
      level: 50,
      permissions: "all",
      assigns: ["helper", "lead"],
      manages: ["lead"],
    } as const;
    expect(faults(ownerAnd("helper", { ...role, assigns: [...role.assigns], manages: [...role.manages] }))).toEqual([
      'roles.organization.helper.assigns.1: there is no organization role "lead"; there is owner, member, helper',
      'roles.organization.helper.manages.0: there is no organization role "lead"; there is owner, member, helper',
    ]);
    const lead = { title: "Lead", level: 80, permissions: ["read"], assigns: ["owner"] };
    expect(faults({ roles: { ...roles, tenant: { lead } } })).toEqual([
      'roles.tenant.lead.assigns.0: there is no tenant role "owner"; there is lead',
    ]);
  });

  test("is told of the first fifteen that there are, where there are more", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { title: "P" }]));
    const small = {
      overrides: ["pp"],
      actions: {},
      roles: { organization: { owner: { title: "O", level: 1, permissions: [] } } },
    };
    const rest = { customRoles: undefined, invitations: { lifetimeDays: 7 } };
    const fifteen = "p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14";
    expect(faults({ ...small, ...rest, permissions: many(15) })).toEqual([
      `overrides.0: there is no permission "pp"; there is ${fifteen}`,
    ]);
    expect(faults({ ...small, ...rest, permissions: many(17) })).toEqual([
      `overrides.0: there is no permission "pp"; there is ${fifteen} and 2 more`,
    ]);
  });
});

describe("the keystone", () => {
  test("is a role that there is, and so is the former owner's", () => {
    const named = { ...ownership, keystone: { role: "boss" }, formerOwnerRole: "chief" };
    expect(faults({ ownership: named })).toEqual([
      'ownership.keystone.role: there is no organization role "boss"; there is owner, member',
      'ownership.formerOwnerRole: there is no organization role "chief"; there is owner, member',
    ]);
  });

  test("goes over to somebody else only where the role of who had it is settled", () => {
    const transfer = { ...ownership, handover: "transfer" } as const;
    expect(faults({ ownership: transfer })).toEqual([
      "ownership: a transfer needs formerOwnerRole, the role of the former owner",
    ]);
    expect(faults({ ownership: { ...transfer, formerOwnerRole: "member" } })).toEqual([]);
    expect(faults({ ownership: { ...ownership, count: "exactly-one", handover: "assign" } })).toEqual([
      "ownership.handover: exactly one holder is handed over by transfer; assigning would make a second one",
    ]);
  });

  test("as a permission is there, belongs to a creator, cannot be switched, and is not transferred", () => {
    const permission = { keystone: { permission: "own" }, count: "at-least-one", handover: "transfer" } as const;
    expect(faults({ ownership: permission, overrides: ["read"] })).toEqual([
      'ownership.keystone.permission: there is no permission "own"; there is manage, pay, read',
      "ownership.handover: only a role can be transferred; a keystone permission is assigned",
      "ownership.keystone.permission: a keystone permission needs `founding`: the role of an organization's creator",
    ]);
    const manage = { keystone: { permission: "manage" }, count: "at-least-one", handover: "assign" } as const;
    expect(faults({ ownership: manage, founding: { role: "owner" }, overrides: ["read", "manage"] })).toEqual([
      "overrides.1: manage is the keystone and cannot be switched for single members",
    ]);
    expect(faults({ ownership: manage, founding: { role: "owner" }, overrides: undefined })).toEqual([]);
  });
});

describe("custom roles", () => {
  test("are on tiers that there are", () => {
    expect(faults({ customRoles: { scopes: ["organization"], tiers: ["small", "huge"] } })).toEqual([
      'customRoles.tiers.1: there is no tier "huge"; there is small, large',
    ]);
  });

  test("are what members have where there are no roles; without either nobody could be one", () => {
    const none = {
      roles: { organization: {} },
      founding: { role: "chief", roles: { chief: { permissions: ["manage"] } } },
    };
    const permission = { keystone: { permission: "manage" }, count: "at-least-one", handover: "assign" } as const;
    const rest = { ownership: permission, invitations: { lifetimeDays: 7 } };
    expect(faults({ ...none, ...rest })).toEqual([]);
    const message = "roles: there are neither organization roles nor custom roles: nobody could be a member";
    expect(faults({ ...none, ...rest, customRoles: undefined })).toEqual([message]);
    expect(faults({ ...none, ...rest, roles: undefined, customRoles: undefined })).toEqual([message]);
  });
});

describe("what the creator of an organization gets", () => {
  const manage = { keystone: { permission: "manage" }, count: "at-least-one", handover: "assign" } as const;
  const lacking = "founding.role: the creator would not hold the keystone";

  test("is a role that there is, built-in or founded, whose permissions there are", () => {
    const founding = { role: "king", roles: { chief: { permissions: ["manage", "rule"] } } };
    expect(faults({ founding })).toEqual([
      'founding.role: there is no organization role "king"; there is owner, member, chief',
      'founding.roles.chief.permissions.1: there is no permission "rule"; there is manage, pay, read',
    ]);
    expect(
      faults({ ownership: manage, founding: { role: "x" }, roles: undefined, invitations: { lifetimeDays: 7 } }),
    ).toEqual(['founding.role: there is no organization role "x"; there is none']);
  });

  test("is the keystone, where that is a role", () => {
    expect(faults({ founding: { role: "owner" } })).toEqual([]);
    expect(faults({ founding: { role: "member" } })).toEqual([lacking]);
    const second = { title: "Second", level: 100, permissions: "all" } as const;
    expect(faults({ ...ownerAnd("second", second), founding: { role: "second" } })).toEqual([lacking]);
  });

  test("contains the keystone, where that is a permission", () => {
    const founded = (...held: string[]) => ({ role: "chief", roles: { chief: { permissions: held } } });
    expect(faults({ ownership: manage, founding: founded("read", "manage") })).toEqual([]);
    expect(faults({ ownership: manage, founding: founded("read") })).toEqual([lacking]);
    expect(faults({ ownership: manage, founding: { ...founded("read"), role: "owner" } })).toEqual([]);
    const builtIn = (rule: "all" | string[] | { "all-except": string[] }) => ({
      ownership: manage,
      founding: { role: "owner" },
      roles: { organization: { ...ofOrganization, owner: { title: "Owner", level: 100, permissions: rule } } },
    });
    expect(faults(builtIn("all"))).toEqual([]);
    expect(faults(builtIn(["manage"]))).toEqual([]);
    expect(faults(builtIn(["read"]))).toEqual([lacking]);
    expect(faults(builtIn({ "all-except": ["pay"] }))).toEqual([]);
    expect(faults(builtIn({ "all-except": ["manage"] }))).toEqual([lacking]);
  });
});

describe("a field", () => {
  test("that is a choice has something to choose from", () => {
    expect(faults({ attributes: { mood: { title: "Mood", type: "enum", default: "good" } } })).toEqual([
      "attributes.mood (key): an enum needs its values",
    ]);
    expect(
      faults({
        settings: { mood: { title: "Mood", type: "enum" } },
        attributes: {},
        tiers: { small: { title: "S", memberLimit: 1 } },
      }),
    ).toContain("settings.mood (key): an enum needs its values");
  });

  test("has a default of its own kind", () => {
    const mood = { title: "Mood", type: "enum", values: ["good", "bad"], default: "so-so" } as const;
    expect(faults({ attributes: { mood: { ...mood, values: [...mood.values] } } })).toEqual([
      'attributes.mood.default: the default is "so-so", but must be one of good, bad',
    ]);
    expect(faults({ attributes: { mood: { ...mood, values: ["so-so"] } } })).toEqual([]);
  });

  test("has the value of a setting that there is", () => {
    const pace = { title: "Pace", type: "duration", defaultFrom: "tempo" } as const;
    expect(faults({ attributes: { pace } })).toEqual([
      'attributes.pace.defaultFrom: there is no setting "tempo"; there is pace, seats',
    ]);
    const bare = { tiers: { small: { title: "Small", memberLimit: 3 } }, customRoles: undefined, settings: undefined };
    expect(faults({ ...bare, attributes: { pace } })).toEqual([
      'attributes.pace.defaultFrom: there is no setting "tempo"; there is none',
    ]);
  });
});

describe("seats that can be bought", () => {
  const sold = (extraSeats: string) => ({ tiers: { ...tiers, large: { title: "Large", memberLimit: 9, extraSeats } } });

  test("are counted by an integer setting", () => {
    expect(faults(sold("seats"))).toEqual([]);
    const message = (key: string) => `tiers.large.extraSeats: "${key}" must be an integer setting of this role model`;
    expect(faults(sold("chairs"))).toEqual([message("chairs")]);
    expect(faults(sold("pace"))).toEqual([message("pace")]);
    expect(faults({ ...sold("seats"), settings: undefined, attributes: {} })).toEqual([
      'tiers.small.extraSeats: "seats" must be an integer setting of this role model',
      message("seats"),
    ]);
  });
});

describe("whoever is invited to a project", () => {
  test("joins the organization with a role that there is", () => {
    expect(faults({ invitations: { lifetimeDays: 7, direct: { project: "guest" } } })).toEqual([
      'invitations.direct.project: there is no organization role "guest"; there is owner, member',
    ]);
    const none = {
      roles: { tenant: roles?.tenant ?? {} },
      ownership: { ...ownership, keystone: { permission: "manage" } },
    };
    const founding = { role: "chief", roles: { chief: { permissions: ["manage"] } } };
    const guest = ['invitations.direct.project: there is no organization role "member"; there is none'];
    expect(faults({ ...none, founding, invitations })).toEqual(guest);
    expect(faults({ ...none, roles: undefined, founding, invitations })).toEqual(guest);
  });
});

test("what is switched for single members is a permission", () => {
  expect(faults({ overrides: ["read", "raed"] })).toEqual([
    'overrides.1: there is no permission "raed"; there is manage, pay, read',
  ]);
});

test("permissions named like what every object has are still unknown", () => {
  expect(faults({ overrides: ["toString"], permissions })).toEqual([
    'overrides.0: there is no permission "toString"; there is manage, pay, read',
  ]);
});
