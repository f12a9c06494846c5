import type { Project, Tenant } from "../membership/organization.ts";
import { formatPlace, type Place } from "../membership/scope.ts";
import type { DifferenceBuilder } from "./difference.ts";

/** Tenants and projects themselves; their grants are compared elsewhere. */
export function diffPlaces(builder: DifferenceBuilder): void {
  // A project goes with its tenant, as an effect of the tenant's deletion.
  const vanishing = new Set<string>();
  for (const tenant of builder.desired.tenants.values()) changeTenant(builder, tenant);
  for (const project of builder.desired.projects.values()) changeProject(builder, project);
  for (const { key } of builder.current.tenants.values()) {
    const place: Place = { scope: "tenant", tenant: key };
    if (builder.desired.tenants.has(key) || builder.unmanaged("tenants", formatPlace(place)) !== "remove") continue;
    if (builder.wantRemoval("tenants", { kind: "delete-tenant", tenant: key })) vanishing.add(key);
  }
  for (const project of builder.current.projects.values()) {
    if (!vanishing.has(project.tenant ?? "")) removeProject(builder, project.key);
  }
}

function changeTenant(builder: DifferenceBuilder, { key, title, source }: Tenant): void {
  const live = builder.current.tenants.get(key);
  if (live === undefined)
    builder.want({ kind: "create-tenant", tenant: key, ...(title === undefined ? {} : { title }) }, source);
  else if (title !== undefined && title !== live.title)
    builder.want({ kind: "update-tenant", tenant: key, title }, source);
}

function changeProject(builder: DifferenceBuilder, { key, title, tenant, source }: Project): void {
  const live = builder.current.projects.get(key);
  const titled = title === undefined || title === live?.title ? {} : { title };
  const placed = tenant === undefined || tenant === live?.tenant ? {} : { tenant };
  if (live === undefined) builder.want({ kind: "create-project", project: key, ...placed, ...titled }, source);
  else if (Object.keys({ ...titled, ...placed }).length > 0)
    builder.want({ kind: "update-project", project: key, ...placed, ...titled }, source);
}

function removeProject(builder: DifferenceBuilder, key: string): void {
  const address = formatPlace({ scope: "project", project: key });
  if (builder.desired.projects.has(key) || builder.unmanaged("projects", address) !== "remove") return;
  builder.wantRemoval("projects", { kind: "delete-project", project: key });
}
