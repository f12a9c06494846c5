import type { Role } from "../../membership/role-model.ts";
import type { Heat } from "./page-data.ts";

const STEPS = 5;

/**
 * How much a role can do, as a fifth of what the highest one can: by its level, or by the number of its permissions
 * where the platform ranks nothing.
 */
export function heatScale(roles: Iterable<Role>): (role: Role) => Heat {
  const all = [...roles];
  const ranked = all.some(({ level }) => level !== undefined);
  const measure = ({ level, permissions }: Role) => (ranked ? (level ?? 0) : permissions.size);
  const highest = Math.max(1, ...all.map(measure));
  return (role) => Math.min(STEPS, Math.max(1, Math.ceil((measure(role) / highest) * STEPS))) as Heat;
}
