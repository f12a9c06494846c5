import { done, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Handlers } from "../http/wire-request.ts";
import type { Service } from "../service.ts";
import { rolesListing } from "../store/keyed-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type RoleOperations = Pick<Handlers, "listRoles" | "createRole" | "getRole" | "updateRole" | "deleteRole">;

/** Custom roles. */
export function roleOperations(service: Service): RoleOperations {
  return {
    listRoles: reading(service, ({ query }, { db, state }) => page(query, state.version, rolesListing(db, state.id))),
    createRole: writing(service, ({ body }) => intent({ kind: "create-role", ...body }), { created: true }),
    getRole: reading(service, async ({ params }, { db, state, now }) => {
      const role = await tryReadObject(db, state, { kind: "role", key: params.role }, now);
      return role === undefined
        ? problem(404, "unknown-role", `there is no custom role ${JSON.stringify(params.role)}`)
        : done(200, role.body, role.changed);
    }),
    updateRole: writing(service, ({ params, body }) => intent({ kind: "update-role", role: params.role, ...body })),
    deleteRole: writing(service, ({ params }) => intent({ kind: "delete-role", role: params.role })),
  };
}
