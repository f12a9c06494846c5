import { describe, expect, test } from "vitest";
import type { UnmanagedPolicy } from "../../src/membership/declaration.ts";
import type { InvitationTarget, Member } from "../../src/membership/organization.ts";
import { address, declare, type Sketch } from "../_support/build.ts";
import { compare } from "../_support/difference-of.ts";
import { codes, lines, type Story, storyPlan, waits } from "../_support/plan-story.ts";

const ivy = address("ivy");
const ADMIN: InvitationTarget = { place: { scope: "project", project: "watch" }, role: "project-admin" };

/** Ivy, with an invitation that promises a role in the project. */
function promised(status: Member["status"] = "invited", target = ADMIN): Member & { role: string } {
  const invitation = { id: "i", target };
  return { email: ivy, role: "member", status, attributes: {}, overrides: {}, invitation };
}

function live(person: Sketch["members"] = { ivy: promised() }): Sketch {
  return { members: { ada: "owner", ...person }, tenants: { eu: {} }, projects: { "eu/watch": {} } };
}

/** What is declared: Ivy as a member, and at the project in this role or in none. */
function wanted(role?: string, members: Sketch["members"] = { ivy: "member" }): Sketch {
  const grants: Record<string, string> = role === undefined ? {} : { ivy: role };
  return { ...live(members), projects: { "eu/watch": grants } };
}

/** The difference under these policies for grants and, as for the rest, members. */
function under(grants: UnmanagedPolicy, from: Sketch, to: Sketch, members: UnmanagedPolicy = "report") {
  const unmanaged = { ...declare({}).unmanaged, members, grants };
  const found = compare(from, to, { declaration: { unmanaged } });
  const kinds = found.wanted.map(({ change }) => change.kind);
  const places = (entries: readonly { address: string; role?: string }[]) =>
    entries.map(({ address: at, role }) => `${at.replace("@acme.example", "")} ${role}`);
  return { kinds, unmanaged: places(found.unmanaged), waiting: places(found.waiting) };
}

const ANEW = ["cancel-invitation", "invite-member"];
const AT_WATCH = "projects/watch/members/ivy";

describe("what an invitation promises in a project", () => {
  test("is in sync as long as it is what the charter declares there, and expired it is sent again", () => {
    const waiting = [`${AT_WATCH} project-admin`];
    for (const policy of ["report", "remove", "ignore"] as const) {
      expect(under(policy, live(), wanted("project-admin"))).toEqual({ kinds: [], unmanaged: [], waiting });
      const expired = live({ ivy: promised("expired") });
      const again = { kinds: ["resend-invitation"], unmanaged: [], waiting };
      expect(under(policy, expired, wanted("project-admin"))).toEqual(again);
    }
  });

  test("and the charter declares otherwise is taken back, pending or expired, and what is declared waits", () => {
    for (const status of ["invited", "expired"] as const) {
      for (const policy of ["report", "remove", "ignore"] as const) {
        const found = under(policy, live({ ivy: promised(status) }), wanted("project-viewer"));
        expect(found).toEqual({ kinds: ANEW, unmanaged: [], waiting: [`${AT_WATCH} project-viewer`] });
      }
    }
  });

  test("and nobody declares is reported, taken back or passed over, as a grant there would be", () => {
    const noted = [`${AT_WATCH} project-admin`];
    expect(under("report", live(), wanted())).toEqual({ kinds: [], unmanaged: noted, waiting: [] });
    expect(under("remove", live(), wanted())).toEqual({ kinds: ANEW, unmanaged: [], waiting: [] });
    expect(under("ignore", live(), wanted())).toEqual({ kinds: [], unmanaged: [], waiting: [] });
    const expired = live({ ivy: promised("expired") });
    expect(under("report", expired, wanted()).kinds).toEqual(["resend-invitation"]);
    expect(under("report", expired, wanted()).unmanaged).toEqual(noted);
    expect(under("remove", expired, wanted()).kinds).toEqual(ANEW);
  });

  test("is taken back once the time of the declared grant is over, whatever the policy", () => {
    const absentGrants = new Set([`${AT_WATCH}@acme.example`]);
    const found = compare(live(), wanted(), {
      declaration: { absentGrants, unmanaged: { ...declare({}).unmanaged, grants: "ignore" } },
    });
    expect(found.wanted.map(({ change }) => change.kind)).toEqual(ANEW);
  });

  test("is left alone where no file declares the project, and goes with it where that goes", () => {
    const { projects: _, ...rest } = wanted();
    const unmanaged = declare({}).unmanaged;
    const kept = compare(live(), rest, { declaration: { unmanaged: { ...unmanaged, projects: "ignore" } } });
    expect(kept.wanted).toEqual([]);
    const gone = compare(live(), rest, { declaration: { unmanaged } });
    expect(gone.wanted.map(({ change }) => change.kind)).toEqual(["delete-project"]);
  });

  test("or in a tenant is compared with what the charter declares in that tenant", () => {
    const target = { place: { scope: "tenant", tenant: "eu" }, role: "tenant-admin" } as const;
    const from = live({ ivy: promised("invited", target) });
    const declared = (eu: Record<string, string>): Sketch => ({ ...wanted(), tenants: { eu } });
    expect(under("remove", from, declared({ ivy: "tenant-admin" })).kinds).toEqual([]);
    expect(under("remove", from, declared({ ivy: "tenant-member" })).kinds).toEqual(ANEW);
    expect(under("report", from, declared({})).unmanaged).toEqual(["tenants/eu/members/ivy tenant-admin"]);
  });

  test("to somebody whom nobody declares ends with the invitation, where grants that nobody declares end", () => {
    for (const status of ["invited", "expired"] as const) {
      const from = live({ ivy: promised(status) });
      const to = wanted(undefined, {});
      expect(under("remove", from, to)).toEqual({ kinds: ["cancel-invitation"], unmanaged: [], waiting: [] });
      expect(under("report", from, to).unmanaged).toEqual([`${AT_WATCH} project-admin`, "members/ivy member"]);
      expect(under("report", from, to, "remove").unmanaged).toEqual([]);
      expect(under("ignore", from, to, "ignore")).toEqual({ kinds: [], unmanaged: [], waiting: [] });
    }
  });

  test("does not count where the invitation is sent anew for another reason", () => {
    const found = under("report", live(), wanted(undefined, { ivy: "viewer" }));
    expect(found).toEqual({ kinds: ANEW, unmanaged: [], waiting: [] });
  });
});

describe("a plan that takes a promise back", () => {
  const roles = { lead: { scope: "project" as const, permissions: ["build"] } };
  const story: Story = {
    live: { ...live({ ivy: promised("invited", { ...ADMIN, role: "lead" }) }), roles },
    wanted: wanted(),
  };

  test("says so, and what the person loses by it", () => {
    const plan = storyPlan({ live: live(), wanted: wanted("project-viewer") });
    expect(lines(plan)).toEqual(["cancel-invitation members/ivy", "invite-member members/ivy"]);
    expect(plan.changes[0]?.effects).toEqual(["takes back projects/watch project-admin, which it promised"]);
    expect(plan.access.map(({ scope, gains }) => [scope, gains])).toEqual([["projects/watch", []]]);
    expect(plan.changes[1]?.change).not.toHaveProperty("target");
  });

  test("deletes the role that nobody else has, once it is taken back", () => {
    const plan = storyPlan(story);
    expect(codes(plan)).toEqual([]);
    expect(waits(plan)).toEqual([
      "cancel-invitation members/ivy",
      "invite-member members/ivy < cancel-invitation members/ivy",
      "delete-role roles/lead < cancel-invitation members/ivy",
    ]);
  });

  test("comes to no changes once it is applied", () => {
    const after: Sketch = live({ ivy: { role: "member", status: "invited" } });
    expect(storyPlan({ ...story, live: after }).changes).toEqual([]);
  });
});
