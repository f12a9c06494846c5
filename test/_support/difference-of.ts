import type { Declaration, UnmanagedPolicy } from "../../src/membership/declaration.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { diff } from "../../src/plan/diff.ts";
import type { Difference } from "../../src/plan/difference.ts";
import { declare, model, read, type Sketch } from "./build.ts";

interface Compared {
  readonly on?: string;
  readonly declaration?: Partial<Declaration>;
}

export function compare(
  live: Sketch | Organization,
  wanted: Sketch | Organization,
  { on, declaration }: Compared = {},
): Difference {
  return diff(model(on ?? "standard"), declare(wanted, declaration), read(live));
}

/** The changes that it takes, not yet ordered. */
export function changes(live: Sketch | Organization, wanted: Sketch | Organization, compared?: Compared): object[] {
  return compare(live, wanted, compared).wanted.map(({ change }) => change);
}

/** Every undeclared thing is treated so. */
export function undeclared(policy: UnmanagedPolicy): Compared {
  return {
    declaration: { unmanaged: { members: policy, roles: policy, tenants: policy, projects: policy, grants: policy } },
  };
}
