import type { Declaration } from "../membership/declaration.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { diffGrants } from "./diff-grants.ts";
import { diffMembers } from "./diff-members.ts";
import { diffOrganization } from "./diff-organization.ts";
import { diffOwnership } from "./diff-ownership.ts";
import { diffPlaces } from "./diff-places.ts";
import { diffRoles } from "./diff-roles.ts";
import { type Difference, DifferenceBuilder } from "./difference.ts";

/** Compares what is wanted with what is. The result is not ordered, and nobody has judged it. */
export function diff(model: RoleModel, declaration: Declaration, reading: Reading): Difference {
  const builder = new DifferenceBuilder(model, declaration, reading);
  diffOrganization(builder);
  diffRoles(builder);
  const transfer = diffOwnership(builder);
  diffMembers(builder, transfer);
  diffPlaces(builder);
  diffGrants(builder);
  return builder.finish();
}
