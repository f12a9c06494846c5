import { done } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { tenantsListing } from "../store/keyed-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { getGrant, listGrants, putGrant, unknownPlace } from "./grants.ts";
import { reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type TenantOperations = Pick<
  Operations,
  | "listTenants"
  | "createTenant"
  | "getTenant"
  | "updateTenant"
  | "deleteTenant"
  | "listTenantMembers"
  | "getTenantMember"
  | "putTenantMember"
  | "deleteTenantMember"
>;

/** Tenants, and the grants there. */
export function tenantOperations(means: Means): TenantOperations {
  return {
    listTenants: reading(means, ({ query }, { db, state }) => page(query, state.version, tenantsListing(db, state.id))),
    createTenant: writing(means, ({ body }) => intent({ kind: "create-tenant", ...body }), { created: true }),
    getTenant: reading(means, async ({ params: { tenant } }, { db, state, now }) => {
      const found = await tryReadObject(db, state, { kind: "tenant", key: tenant }, now);
      return found === undefined ? unknownPlace({ scope: "tenant", tenant }) : done(200, found.body, found.changed);
    }),
    updateTenant: writing(means, ({ params: { tenant }, body }) => intent({ kind: "update-tenant", tenant, ...body })),
    deleteTenant: writing(means, ({ params: { tenant } }) => intent({ kind: "delete-tenant", tenant })),
    listTenantMembers: reading(means, ({ params: { tenant }, query }, look) =>
      listGrants(means, look, { scope: "tenant", tenant }, query),
    ),
    getTenantMember: reading(means, ({ params: { tenant, email } }, look) =>
      getGrant(look, { scope: "tenant", tenant }, email),
    ),
    putTenantMember: writing(means, (request, deed) => {
      const { tenant, email } = request.params;
      return putGrant(deed, { scope: "tenant", tenant }, { email, role: request.body.role }, request);
    }),
    deleteTenantMember: writing(means, ({ params: { tenant, email } }) =>
      intent({ kind: "revoke-tenant-role", tenant, email }),
    ),
  };
}
