import { done } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Handlers } from "../http/wire-request.ts";
import type { Service } from "../service.ts";
import { tenantsListing } from "../store/keyed-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { getGrant, listGrants, putGrant, unknownPlace } from "./grants.ts";
import { reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type TenantOperations = Pick<
  Handlers,
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
export function tenantOperations(service: Service): TenantOperations {
  return {
    listTenants: reading(service, ({ query }, { db, state }) =>
      page(query, state.version, tenantsListing(db, state.id)),
    ),
    createTenant: writing(service, ({ body }) => intent({ kind: "create-tenant", ...body }), { created: true }),
    getTenant: reading(service, async ({ params: { tenant } }, { db, state, now }) => {
      const found = await tryReadObject(db, state, { kind: "tenant", key: tenant }, now);
      return found === undefined ? unknownPlace({ scope: "tenant", tenant }) : done(200, found.body, found.changed);
    }),
    updateTenant: writing(service, ({ params: { tenant }, body }) =>
      intent({ kind: "update-tenant", tenant, ...body }),
    ),
    deleteTenant: writing(service, ({ params: { tenant } }) => intent({ kind: "delete-tenant", tenant })),
    listTenantMembers: reading(service, ({ params: { tenant }, query }, look) =>
      listGrants(service, look, { scope: "tenant", tenant }, query),
    ),
    getTenantMember: reading(service, ({ params: { tenant, email } }, look) =>
      getGrant(look, { scope: "tenant", tenant }, email),
    ),
    putTenantMember: writing(service, (request, deed) => {
      const { tenant, email } = request.params;
      return putGrant(deed, { scope: "tenant", tenant }, { email, role: request.body.role }, request);
    }),
    deleteTenantMember: writing(service, ({ params: { tenant, email } }) =>
      intent({ kind: "revoke-tenant-role", tenant, email }),
    ),
  };
}
