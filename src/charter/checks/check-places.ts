import { quoted } from "../../diagnostics/printable.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { People } from "../people.ts";
import { GrantCheck } from "./grant-check.ts";

/** Tenants and projects are of scopes that the role model has, belong together, and have people with roles in them. */
export function checkPlaces(check: CharterCheck, people: People): void {
  const { tenants = {}, projects = {} } = check.document;
  const grants = new GrantCheck(check, people);
  if (hasScope(check, "tenant", tenants)) {
    for (const [key, { members = [] }] of Object.entries(tenants))
      grants.place("tenant", ["tenants", key, "members"], members);
  }
  if (hasScope(check, "project", projects)) {
    for (const [key, { tenant, members = [] }] of Object.entries(projects)) {
      checkTenant(check, key, tenant);
      grants.place("project", ["projects", key, "members"], members);
    }
  }
}

function hasScope(check: CharterCheck, scope: "tenant" | "project", places: object): boolean {
  const { model } = check;
  if (model === undefined || model.scopes.has(scope)) return true;
  if (Object.keys(places).length > 0) {
    const message = `the role model ${quoted(model.key)} has no ${scope}s; remove them`;
    check.error("wrong-scope", [`${scope}s`], message, { part: "key" });
  }
  return false;
}

function checkTenant(check: CharterCheck, key: string, tenant: string | undefined): void {
  const { document, model } = check;
  const within = model?.scopes.get("project")?.within;
  const path = ["projects", key, "tenant"];
  if (tenant === undefined) {
    if (within === undefined || check.leftOut.has(path)) return;
    const message = `the project ${quoted(key)} must belong to a tenant; name one with tenant`;
    check.error("project-without-tenant", ["projects", key], message, { part: "key" });
    return;
  }
  if (model !== undefined && within === undefined) {
    const message = `projects belong to no tenant in the role model ${quoted(model.key)}; remove tenant: ${tenant}`;
    check.error("wrong-scope", path, message, { part: "key" });
    return;
  }
  const tenants = document.tenants ?? {};
  if (Object.hasOwn(tenants, tenant) || check.mayHave("tenants", tenant)) return;
  const message = () => `there is no tenant ${quoted(tenant)}; ${suggestion(tenant, Object.keys(tenants))}`;
  check.error("unknown-tenant", path, message);
}
