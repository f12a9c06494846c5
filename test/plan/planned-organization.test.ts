import { describe, expect, test } from "vitest";
import { emailKey } from "../../src/membership/email.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { plannedOrganization } from "../../src/plan/planned-organization.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { storyPlan } from "../_support/plan-story.ts";

function planned(live: Sketch, wanted: Sketch): Organization {
  return plannedOrganization(
    model("standard"),
    organization({ tier: "enterprise", ...live }),
    storyPlan({ live, wanted }),
  );
}

/** `bob tenant-member` of a tenant or a project. */
function grants(place: Organization["tenants"] | Organization["projects"], key: string): string[] {
  return [...(place.get(key)?.members.values() ?? [])].map(({ email, role }) => `${email} ${role}`);
}

describe("an organization as a plan leaves it", () => {
  test("has what the plan changes, and leaves the one that was read alone", () => {
    const live = organization({ tier: "enterprise", members: { ada: "owner", bob: "member" } });
    const wanted: Sketch = { members: { ada: "owner", bob: "viewer" } };
    const after = plannedOrganization(
      model("standard"),
      live,
      storyPlan({ live: { members: { ada: "owner", bob: "member" } }, wanted }),
    );
    expect(after.members.get(emailKey(address("bob")))?.role).toBe("viewer");
    expect(live.members.get(emailKey(address("bob")))?.role).toBe("member");
  });

  test("has what waits for an invitation as if it had been accepted, spelled as the invitation is", () => {
    const live: Sketch = {
      members: { ada: "owner", "Ivy@ACME.example": { role: "member", status: "invited" } },
      tenants: { eu: {} },
      projects: { "eu/watch": {} },
    };
    const after = planned(live, {
      members: { ada: "owner", "ivy@acme.example": "member" },
      tenants: { eu: { ivy: "tenant-member" } },
      projects: { "eu/watch": { ivy: "project-viewer" } },
    });
    expect(grants(after.tenants, "eu")).toEqual(["Ivy@ACME.example tenant-member"]);
    expect(grants(after.projects, "watch")).toEqual(["Ivy@ACME.example project-viewer"]);
  });

  test("has no grant for what waits at the organization, nor for a place that the plan did not come to", () => {
    const overrides = { "audit-log:read": "allow" } as const;
    const after = planned(
      { members: { ada: "owner" }, tenants: { eu: {} } },
      { members: { ada: "owner", ivy: { role: "member", overrides } }, tenants: { eu: {} } },
    );
    expect(grants(after.tenants, "eu")).toEqual([]);
    expect(after.members.get(emailKey(address("ivy")))?.status).toBe("invited");
    const made = storyPlan({ live: { members: { ada: "owner" } }, wanted: { members: { ada: "owner" } } });
    const waiting = [
      { address: "tenants/eu/members/o/k@acme.example", for: "invitation accepted", role: "tenant-member" },
      { address: "see tenants/eu/members/x@acme.example", for: "invitation accepted", role: "tenant-member" },
    ];
    const live = organization({ members: { ada: "owner" }, tenants: { eu: {} } });
    const end = plannedOrganization(model("standard"), live, { ...made, waiting });
    expect(grants(end.tenants, "eu")).toEqual(["o/k@acme.example tenant-member"]);
  });
});
