import { OrganizationDraft } from "../../src/membership/draft.ts";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type { InvitationTarget } from "../../src/membership/organization.ts";
import type { Place } from "../../src/membership/scope.ts";
import { address, model, organization, type Sketch } from "./build.ts";

export const EU: Place = { scope: "tenant", tenant: "eu" };
export const WATCH: Extract<Place, { scope: "project" }> = { scope: "project", project: "watch" };

export const key = (name: string): EmailKey => emailKey(address(name));

export const target: InvitationTarget = { place: WATCH, role: "project-viewer" };

/** Somebody with something of everything: attributes, overrides, custom roles, roles at two places. */
export const SCRIBE: Sketch = {
  title: "Acme",
  tier: "enterprise",
  settings: { seats: 2 },
  roles: { scribe: { title: "Scribe", permissions: ["read"] }, tester: { scope: "project", permissions: ["build"] } },
  members: {
    ada: "owner",
    bob: { role: "scribe", attributes: { memberType: "external" }, overrides: { "issues:triage": "deny" } },
    gus: { role: "member", status: "invited", invitation: { id: "i", target: { place: WATCH, role: "tester" } } },
    hal: { role: "member", status: "expired" },
  },
  tenants: { eu: { bob: "tenant-admin" }, us: {} },
  projects: { "eu/watch": { bob: "tester", ada: "project-admin" }, "us/band": { bob: "tester" } },
};

/** Somebody in every state, with promises and overrides, whose access is looked at. */
export const PROMISED: Sketch = {
  tier: "enterprise",
  roles: { scribe: ["read"], tester: { scope: "project", permissions: ["build"] } },
  members: {
    ada: "owner",
    al: { role: "owner", status: "invited" },
    bob: { role: "member", overrides: { "audit-log:read": "allow", "issues:triage": "deny" } },
    cy: "scribe",
    di: { role: "scribe", status: "invited" },
    gus: { role: "member", status: "invited", invitation: { id: "i", target } },
    hal: { role: "member", status: "expired", invitation: { id: "j", target } },
  },
  tenants: { eu: { bob: "tenant-admin" }, us: { cy: "tenant-member" } },
  projects: { "eu/watch": { bob: "project-viewer", cy: "tester" }, "us/band": { cy: "tester", ada: "project-viewer" } },
};

/** That organization as the judge sees it. */
export function draftOf(sketch: Sketch, on = "standard"): OrganizationDraft {
  return new OrganizationDraft(model(on), organization(sketch));
}
