import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { reportPage } from "../../src/render/page/report-page.ts";
import { declare, model, organization, read, type Sketch } from "./build.ts";

/** An organization with a little of everything that a page shows. */
export const ACME: Sketch = {
  tier: "enterprise",
  title: "Acme Observability",
  roles: { responder: { title: "Incident responder", permissions: ["issues:triage", "audit-log:read"] } },
  members: {
    ada: "owner",
    bob: "admin",
    cid: { role: "member", attributes: { memberType: "freelancer" }, overrides: { "audit-log:read": "allow" } },
    dan: "member",
    eve: "viewer",
    new: { role: "member", status: "invited", invitation: { id: "i1", expiresAt: "2026-11-29T10:00:00.000Z" } },
    old: { role: "viewer", status: "expired", invitation: { id: "i2", expiresAt: "2026-10-01T10:00:00.000Z" } },
  },
  tenants: { eu: { cid: "tenant-admin", dan: "tenant-member" }, us: {} },
  projects: { "eu/watch": { cid: "project-viewer", eve: "project-admin" }, "us/atlas": { dan: "project-developer" } },
};

/** Bob steps down, Dan becomes an admin, Eve leaves, Fay is invited and gets a role in Europe once she accepts. */
const ACME_WANTED: Sketch = {
  ...ACME,
  members: {
    ada: "owner",
    bob: "member",
    cid: ACME.members?.cid ?? "",
    dan: "admin",
    new: "member",
    old: "viewer",
    fay: "viewer",
  },
  tenants: { eu: { cid: "tenant-admin", dan: "tenant-member", fay: "tenant-member" }, us: {} },
  projects: { "eu/watch": { cid: "project-viewer" }, "us/atlas": { dan: "project-developer" } },
};

/** So many members beside Ada, in forty projects of four tenants. */
export function crowd(members: number): Organization {
  const roles = ["admin", "security-lead", "member", "member", "viewer"];
  const people = Array.from({ length: members }, (_, index) => `person-${String(index).padStart(5, "0")}`);
  const tenants = Object.fromEntries(["t0", "t1", "t2", "t3"].map((key) => [key, {} as Record<string, string>]));
  const projects: Record<string, Record<string, string>> = {};
  for (let index = 0; index < 40; index++) projects[`t${index % 4}/project-${index}`] = {};
  const keys = Object.keys(projects);
  people.forEach((name, index) => {
    (tenants[`t${index % 4}`] ?? {})[name] = "tenant-member";
    (projects[keys[index % keys.length] ?? ""] ?? {})[name] = "project-developer";
  });
  return organization({
    tier: "enterprise",
    members: { ada: "owner", ...Object.fromEntries(people.map((name, index) => [name, roles[index % 5] ?? "viewer"])) },
    tenants,
    projects,
  });
}

/** The plan from one organization to another, as Ada would make it. */
export function planBetween(live: Sketch | Organization, wanted: Sketch | Organization): Plan {
  return makePlan({
    model: model("standard"),
    declaration: declare(wanted),
    reading: read(live, { version: 42 }),
    actor: { email: "ada@acme.example" },
    api: "https://members.acme.example",
  });
}

export function reportOf(live: Sketch | Organization, plan?: Plan): string {
  return reportPage({
    model: model("standard"),
    reading: read(live, { version: 42 }),
    api: "https://members.acme.example",
    read: "2026-11-22T08:40:00.000Z",
    plan,
  });
}

/** The page of {@link ACME} with a plan that changes some of everything. */
export function reportWithPlan(): string {
  return reportOf(ACME, planBetween(ACME, ACME_WANTED));
}
