import { describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { evolve } from "../../src/membership/evolve.ts";
import { address, model, organization } from "../_support/build.ts";

const ADA = emailKey(address("ada"));
const BOB = emailKey(address("bob"));

describe("what a change carries with it", () => {
  const rules = model("standard");
  const live = organization({
    tier: "enterprise",
    members: { ada: "owner", bob: { role: "member", overrides: { "issues:triage": "deny" } } },
    tenants: { eu: { bob: "tenant-admin" }, us: { bob: "tenant-member" } },
    projects: { "eu/watch": { bob: "project-admin" }, "us/band": { bob: "project-viewer" } },
  });

  test("removing a member removes every tenant and project grant", () => {
    const after = evolve(rules, live, { kind: "remove-member", email: address("bob") });
    expect(after.members.has(BOB)).toBe(false);
    for (const place of [...after.tenants.values(), ...after.projects.values()]) expect(place.members.size).toBe(0);
  });

  test("deleting a tenant deletes its projects and the grants there, and leaves the others", () => {
    const after = evolve(rules, live, { kind: "delete-tenant", tenant: "eu" });
    expect([...after.tenants.keys(), ...after.projects.keys()]).toEqual(["us", "band"]);
    expect(after.projects.get("band")?.members.get(BOB)?.role).toBe("project-viewer");
  });

  test("a change of role resets the member's overrides", () => {
    const after = evolve(rules, live, { kind: "change-role", email: address("bob"), role: "viewer" });
    expect(after.members.get(BOB)).toMatchObject({ role: "viewer", overrides: {} });
  });

  test("the organization that a change starts from stays as it was", () => {
    const before = structuredClone([...live.tenants]);
    evolve(rules, live, { kind: "remove-member", email: address("bob") });
    expect([...live.tenants]).toEqual(before);
    expect(live.members.get(BOB)?.role).toBe("member");
  });

  test("accepting an invitation to a project joins the organization and grants the role there", () => {
    const invited = evolve(rules, live, {
      kind: "invite-member",
      email: address("gus"),
      role: "member",
      attributes: {},
      target: { place: { scope: "project", project: "watch" }, role: "project-viewer" },
    });
    const after = evolve(rules, invited, { kind: "accept-invitation", email: address("gus") });
    expect(after.members.get(emailKey(address("gus")))).toMatchObject({ status: "active", role: "member" });
    expect(after.projects.get("watch")?.members.get(emailKey(address("gus")))?.role).toBe("project-viewer");
    const shouted = evolve(rules, invited, { kind: "accept-invitation", email: address("gus").toUpperCase() });
    expect(shouted).toEqual(after);
  });

  test("a transfer of ownership swaps two roles in one step", () => {
    const start = organization({ tier: "pro", members: { ada: "owner", bob: "member" } });
    const after = evolve(model("ranked-roles"), start, { kind: "transfer-ownership", email: address("bob") });
    expect([after.members.get(ADA)?.role, after.members.get(BOB)?.role]).toEqual(["admin", "owner"]);
  });
});

describe("what a draft counts", () => {
  test("seats, holders and active members follow every step", () => {
    const rules = model("standard");
    const draft = new OrganizationDraft(
      rules,
      organization({
        tier: "free",
        members: {
          ada: "owner",
          bob: "member",
          p: { role: "viewer", status: "invited" },
          x: { role: "viewer", status: "expired" },
        },
      }),
    );
    expect([draft.seatsTaken(), draft.activeWithRole("viewer"), draft.holdersOf("organization", "viewer")]).toEqual([
      3, 0, 2,
    ]);
    draft.deleteMember(emailKey(address("p")));
    draft.setMember({ email: address("bob"), role: "viewer", status: "active", attributes: {}, overrides: {} });
    expect([draft.seatsTaken(), draft.activeWithRole("viewer"), draft.holdersOf("organization", "viewer")]).toEqual([
      2, 1, 2,
    ]);
  });
});
