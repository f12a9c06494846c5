import type { CustomRole } from "../membership/organization.ts";
import type { DifferenceBuilder } from "./difference.ts";

/** Custom roles. A role whose scope changes is another role: deleted and created anew. */
export function diffRoles(builder: DifferenceBuilder): void {
  const { desired, current } = builder;
  for (const role of desired.roles.values()) {
    const live = current.roles.get(role.key);
    if (live === undefined) create(builder, role);
    else if (live.scope === role.scope) update(builder, role, live);
    else if (builder.wantRemoval("roles", { kind: "delete-role", role: role.key }, role.source)) create(builder, role);
  }
  for (const role of current.roles.values()) {
    if (desired.roles.has(role.key) || builder.unmanaged("roles", `roles/${role.key}`) !== "remove") continue;
    builder.wantRemoval("roles", { kind: "delete-role", role: role.key });
  }
}

function create(builder: DifferenceBuilder, { key, scope, title, permissions, source }: CustomRole): void {
  const titled = title === undefined ? {} : { title };
  builder.want({ kind: "create-role", role: key, scope, ...titled, permissions: [...permissions].sort() }, source);
}

function update(builder: DifferenceBuilder, role: CustomRole, live: CustomRole): void {
  const retitled = role.title !== undefined && role.title !== live.title;
  const changed = new Set(role.permissions).symmetricDifference(new Set(live.permissions)).size > 0;
  if (!retitled && !changed) return;
  const title = retitled ? { title: role.title } : {};
  const permissions = changed ? { permissions: [...role.permissions].sort() } : {};
  builder.want({ kind: "update-role", role: role.key, ...(title as { title?: string }), ...permissions }, role.source);
}
