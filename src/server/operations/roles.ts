import { done, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { rolesListing } from "../store/keyed-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type RoleOperations = Pick<Operations, "listRoles" | "createRole" | "getRole" | "updateRole" | "deleteRole">;

/** Custom roles. */
export function roleOperations(means: Means): RoleOperations {
  return {
    listRoles: reading(means, ({ query }, { db, state }) => page(query, state.version, rolesListing(db, state.id))),
    createRole: writing(means, ({ body }) => intent({ kind: "create-role", ...body }), { created: true }),
    getRole: reading(means, async ({ params }, { db, state, now }) => {
      const role = await tryReadObject(db, state, { kind: "role", key: params.role }, now);
      return role === undefined
        ? problem(404, "unknown-role", `there is no custom role ${JSON.stringify(params.role)}`)
        : done(200, role.body, role.changed);
    }),
    updateRole: writing(means, ({ params, body }) => intent({ kind: "update-role", role: params.role, ...body })),
    deleteRole: writing(means, ({ params }) => intent({ kind: "delete-role", role: params.role })),
  };
}
