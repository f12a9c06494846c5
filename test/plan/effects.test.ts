import { describe, expect, test } from "vitest";
import type { PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import type { Member } from "../../src/membership/organization.ts";
import { cascadesOf } from "../../src/plan/effects.ts";
import type { PlannedChange } from "../../src/plan/plan.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { lines, type Story, storyPlan } from "../_support/plan-story.ts";

/** What a change does besides, in an organization as it is; `#` stands for the addresses' domain. */
function effects(live: Sketch, change: PlannableChange, on = "standard"): string[] {
  const draft = new OrganizationDraft(model(on), organization(live));
  return cascadesOf(draft, change).map((text) => text.replaceAll("@acme.example", "#"));
}

/** Effects of the planned change of this line. */
function planned(story: Story, line: string): readonly string[] {
  const plan = storyPlan(story);
  return (plan.changes[lines(plan).indexOf(line)] as PlannedChange).effects;
}

const bob = address("bob");

describe("a change of role", () => {
  test("resets the overrides that there are, in order, and says nothing where there are none", () => {
    const overrides = { "policies:create": "deny", "audit-log:read": "allow" } as const;
    const live: Sketch = { members: { ada: "owner", bob: { role: "member", overrides }, cid: "member" } };
    const change = { kind: "change-role", role: "viewer" } as const;
    expect(effects(live, { ...change, email: bob })).toEqual(["resets overrides audit-log:read, policies:create"]);
    expect(effects(live, { ...change, email: address("cid") })).toEqual([]);
    expect(effects(live, { ...change, email: address("nobody") })).toEqual([]);
  });
});

describe("a transfer of ownership", () => {
  const live: Sketch = {
    members: {
      ada: "owner",
      bob: { role: "admin", overrides: { read: "deny" } },
      ivy: { role: "owner", status: "invited" },
      cid: "viewer",
    },
  };

  test("says what the active owner becomes, by the charter or the role model, and what it resets", () => {
    const transfer = { kind: "transfer-ownership", email: bob } as const;
    expect(effects(live, { ...transfer, formerOwnerRole: "viewer" }, "ranked-roles")).toEqual([
      "ada# becomes viewer",
      "resets overrides read",
    ]);
    expect(effects(live, transfer, "ranked-roles")).toEqual(["ada# becomes admin", "resets overrides read"]);
  });

  test("lowers nobody where the keystone is a permission", () => {
    const roles = { admin: ["addRole"] };
    expect(
      effects(
        { roles, members: { ada: "admin", bob: "admin" } },
        { kind: "transfer-ownership", email: bob },
        "custom-roles",
      ),
    ).toEqual([]);
  });
});

const PLACES: Sketch = {
  members: { ada: "owner", bob: "member", cid: "member" },
  tenants: { eu: { bob: "tenant-member", cid: "tenant-admin" }, us: { bob: "tenant-admin" } },
  projects: { "us/watch": { bob: "project-viewer" }, "eu/ring": { cid: "project-admin" }, "eu/belt": {}, lone: {} },
};

describe("a removal", () => {
  test("of a member names the roles below that go with it, in order", () => {
    expect(effects(PLACES, { kind: "remove-member", email: bob })).toEqual([
      "removes projects/watch project-viewer, tenants/eu tenant-member and tenants/us tenant-admin",
    ]);
    expect(effects(PLACES, { kind: "remove-member", email: address("ada") })).toEqual([]);
  });

  test("of an invitation takes back what it promised below, if it did", () => {
    const target = { place: { scope: "project", project: "watch" }, role: "project-viewer" } as const;
    const invited = (invitation: Member["invitation"]): Sketch => ({
      members: { bob: { role: "member", status: "invited", ...(invitation && { invitation }) } },
    });
    const cancel = { kind: "cancel-invitation", email: bob } as const;
    expect(effects(invited({ id: "i", target }), cancel)).toEqual([
      "takes back projects/watch project-viewer, which it promised",
    ]);
    expect(effects(invited({ id: "i" }), cancel)).toEqual([]);
    expect(effects({}, cancel)).toEqual([]);
  });

  test("of a tenant counts its projects and all grants that go with it", () => {
    expect(effects(PLACES, { kind: "delete-tenant", tenant: "eu" })).toEqual([
      "deletes 2 projects belt and ring",
      "removes 3 grants there",
    ]);
    expect(effects({ ...PLACES, projects: {} }, { kind: "delete-tenant", tenant: "us" })).toEqual([
      "removes 1 grant there",
    ]);
    expect(effects({ tenants: { eu: {} } }, { kind: "delete-tenant", tenant: "eu" })).toEqual([]);
  });

  test("of a project counts its grants", () => {
    expect(effects(PLACES, { kind: "delete-project", project: "ring" })).toEqual(["removes 1 grant there"]);
    expect(effects(PLACES, { kind: "delete-project", project: "lone" })).toEqual([]);
  });

  test("of a place tells what invitations promised there", () => {
    const promised = (role: string): Partial<Member> & { role: string } => ({
      role: "member",
      status: "invited",
      invitation: { id: "i", target: { place: { scope: "project", project: "watch" }, role } },
    });
    const one: Sketch = { members: { ada: "owner", ivy: promised("project-viewer") }, projects: { watch: {} } };
    expect(effects(one, { kind: "delete-project", project: "watch" })).toEqual([
      "removes 1 promised grant there from its invitation",
    ]);
    const more: Sketch = {
      members: { ...one.members, eve: promised("project-admin"), bob: "member" },
      projects: { watch: { bob: "project-viewer" } },
    };
    expect(effects(more, { kind: "delete-project", project: "watch" })).toEqual([
      "removes 1 grant there",
      "removes 2 promised grants there from their invitations",
    ]);
  });
});

describe("a project that is edited", () => {
  test("changes the access of those with a role in either tenant by moving, and nobody's by its title", () => {
    const update = { kind: "update-project", project: "watch" } as const;
    expect(effects(PLACES, { ...update, tenant: "eu" })).toEqual([
      "changes the access of 2 people with a role in tenants/us or tenants/eu",
    ]);
    const alone: Sketch = { ...PLACES, tenants: { eu: {}, us: { bob: "tenant-admin" } } };
    expect(effects(alone, { ...update, tenant: "eu" })).toEqual([
      "changes the access of 1 person with a role in tenants/us or tenants/eu",
    ]);
    expect(effects(PLACES, { ...update, title: "Watch" })).toEqual([]);
    expect(effects(PLACES, { ...update, title: "Watch", tenant: "us" })).toEqual([]);
  });
});

describe("an edited role", () => {
  const live: Sketch = {
    roles: { clerk: ["read"], fitter: { scope: "project", permissions: ["build"] } },
    members: { ada: "owner", bob: "clerk", cid: "member" },
    projects: { watch: { cid: "fitter", bob: "fitter" }, ring: { cid: "project-viewer" } },
  };

  test("names its holders, and where they hold it, if its permissions change", () => {
    expect(effects(live, { kind: "update-role", role: "clerk", permissions: [] })).toEqual([
      "changes the access of bob#",
    ]);
    expect(effects(live, { kind: "update-role", role: "fitter", permissions: [] })).toEqual([
      "changes the access of bob# in projects/watch and cid# in projects/watch",
    ]);
  });

  test("names people as they are spelled", () => {
    const spelled: Sketch = { roles: { clerk: ["read"] }, members: { "Bob@Acme.example": "clerk" } };
    expect(effects(spelled, { kind: "update-role", role: "clerk", permissions: [] })).toEqual([
      "changes the access of Bob@Acme.example",
    ]);
  });

  test("changes nobody's access by a title, nor where nobody holds it", () => {
    expect(effects(live, { kind: "update-role", role: "clerk", title: "Clerk" })).toEqual([]);
    expect(
      effects(
        { roles: { clerk: [] }, members: { ada: "owner" } },
        { kind: "update-role", role: "clerk", permissions: [] },
      ),
    ).toEqual([]);
    expect(effects(live, { kind: "update-role", role: "none", permissions: [] })).toEqual([]);
  });
});

describe("a seat", () => {
  test("that is bought is a cost, by how many more", () => {
    const live: Sketch = { tier: "team", settings: { seats: 2 }, members: { ada: "owner" } };
    const update = (seats: number | null): PlannableChange => ({ kind: "update-organization", settings: { seats } });
    const on = "tenants-and-projects";
    expect(effects(live, update(5), on)).toEqual(["costs: buys 3 more seats, billed"]);
    expect(effects({ ...live, settings: {} }, update(1), on)).toEqual(["costs: buys 1 more seats, billed"]);
    expect(effects(live, update(2), on)).toEqual([]);
    expect(effects(live, update(1), on)).toEqual([]);
    expect(effects(live, update(null), on)).toEqual([]);
    expect(effects(live, { kind: "update-organization", title: "Acme" }, on)).toEqual([]);
  });

  test("that was bought once and comes back with a tier is a cost again, and one that goes is none", () => {
    const live = (tier: string): Sketch => ({ tier, settings: { seats: 10 }, members: { ada: "owner" } });
    const to = (tier: string, seats?: number): PlannableChange => ({
      kind: "update-organization",
      tier,
      ...(seats === undefined ? {} : { settings: { seats } }),
    });
    expect(effects(live("free"), to("pro"))).toEqual(["costs: buys 10 more seats, billed"]);
    expect(effects(live("enterprise"), to("pro"))).toEqual(["costs: buys 10 more seats, billed"]);
    expect(effects(live("free"), to("pro", 4))).toEqual(["costs: buys 4 more seats, billed"]);
    expect(effects(live("free"), to("pro", 12))).toEqual(["costs: buys 12 more seats, billed"]);
    expect(effects(live("free"), to("pro", 0))).toEqual([]);
    expect(effects({ ...live("free"), settings: {} }, to("pro"))).toEqual([]);
    expect(effects(live("pro"), to("pro"))).toEqual([]);
    expect(effects(live("pro"), to("pro", 12))).toEqual(["costs: buys 2 more seats, billed"]);
    expect(effects(live("pro"), to("enterprise"))).toEqual([]);
    expect(effects({ ...live("free"), tier: "none" }, to("nowhere"))).toEqual([]);
    const rules = model("standard");
    const sold = { ...rules.tiers.get("enterprise"), memberLimit: 50, extraSeats: "seats" } as const;
    const tiers = new Map([...rules.tiers, ["enterprise", { ...sold, key: "enterprise" } as never]]);
    const both = new OrganizationDraft({ ...rules, tiers }, organization(live("pro")));
    expect(cascadesOf(both, to("enterprise"))).toEqual([]);
    expect(cascadesOf(both, to("enterprise", 11))).toEqual(["costs: buys 1 more seats, billed"]);
  });

  test("costs nothing where the setting is not billed, or none of the model's", () => {
    const live: Sketch = { members: { ada: "owner" } };
    expect(effects(live, { kind: "update-organization", settings: { other: 4 } })).toEqual([]);
    expect(effects(live, { kind: "update-organization", settings: { taktInterval: 4 } }, "member-types")).toEqual([]);
  });

  test("is counted for an invitation where the tier has a limit", () => {
    const invite: PlannableChange = { kind: "invite-member", email: bob, role: "member", attributes: {} };
    const live: Sketch = { tier: "free", members: { ada: "owner", cid: "viewer" } };
    expect(effects(live, invite)).toEqual(["takes seat 3 of 5"]);
    const rules = model("standard");
    const uncounted = { ...rules, invitations: { ...rules.invitations, pendingTakesSeat: false } };
    expect(cascadesOf(new OrganizationDraft(uncounted, organization(live)), invite)).toEqual([]);
    expect(effects({ tier: "enterprise", members: { ada: "owner" } }, invite)).toEqual([]);
  });

  test("is counted for an invitation that is sent again after it expired, and not for one that holds its seat still", () => {
    const again: PlannableChange = { kind: "resend-invitation", email: bob };
    const live = (status: "expired" | "invited"): Sketch => ({
      tier: "free",
      members: { ada: "owner", bob: { role: "member", status } },
    });
    expect(effects(live("expired"), again)).toEqual(["takes seat 2 of 5"]);
    expect(effects(live("invited"), again)).toEqual([]);
    expect(effects({ tier: "free", members: { ada: "owner" } }, again)).toEqual([]);
  });
});

describe("a sensitive permission", () => {
  test("is flagged where somebody gains it, and where a new role contains it", () => {
    const live: Sketch = { members: { ada: "owner", bob: "member" } };
    const wanted: Sketch = {
      roles: { payer: ["billing:manage", "read", "members:manage"], clerk: ["read"] },
      members: { ada: "owner", bob: "payer" },
    };
    const story = { live, wanted };
    expect(planned(story, "create-role roles/payer")).toEqual(["contains sensitive billing:manage and members:manage"]);
    expect(planned(story, "create-role roles/clerk")).toEqual([]);
    expect(planned(story, "change-role members/bob")).toEqual(["grants sensitive billing:manage and members:manage"]);
  });

  test("is not flagged for somebody who had it already", () => {
    const live: Sketch = { members: { ada: "owner", bob: "billing-admin" } };
    const wanted: Sketch = { members: { ada: "owner", bob: "owner" } };
    const [effect] = planned({ live, wanted }, "change-role members/bob");
    expect(effect).toMatch(/^grants sensitive /);
    expect(effect).not.toContain("billing:manage");
    expect(planned({ live: wanted, wanted: live }, "change-role members/bob")).toEqual([]);
  });

  test("is named in order with the others that come at once", () => {
    const live: Sketch = { members: { ada: "owner", bob: "viewer" } };
    expect(planned({ live, wanted: { members: { ada: "owner", bob: "owner" } } }, "change-role members/bob")).toEqual([
      "grants sensitive billing:manage, members:manage, organization:delete, ownership:transfer, permissions:override and roles:manage",
    ]);
  });

  test("is flagged after what else the change does", () => {
    const live: Sketch = {
      members: { ada: "owner", bob: { role: "member", overrides: { "audit-log:read": "allow" } } },
    };
    const story = { live, wanted: { members: { ada: "owner", bob: "billing-admin" } } };
    expect(planned(story, "change-role members/bob")).toEqual([
      "resets overrides audit-log:read",
      "grants sensitive billing:manage",
    ]);
  });
});
