import { done } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { projectsListing } from "../store/keyed-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { getGrant, listGrants, putGrant, unknownPlace } from "./grants.ts";
import { reading } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type ProjectOperations = Pick<
  Operations,
  | "listProjects"
  | "createProject"
  | "getProject"
  | "updateProject"
  | "deleteProject"
  | "listProjectMembers"
  | "getProjectMember"
  | "putProjectMember"
  | "deleteProjectMember"
>;

/** Projects, and the grants there. */
export function projectOperations(means: Means): ProjectOperations {
  return {
    listProjects: reading(means, ({ query }, { db, state }) =>
      page(query, state.version, projectsListing(db, state.id)),
    ),
    createProject: writing(means, ({ body }) => intent({ kind: "create-project", ...body }), { created: true }),
    getProject: reading(means, async ({ params: { project } }, { db, state, now }) => {
      const found = await tryReadObject(db, state, { kind: "project", key: project }, now);
      return found === undefined ? unknownPlace({ scope: "project", project }) : done(200, found.body, found.changed);
    }),
    updateProject: writing(means, ({ params: { project }, body }) =>
      intent({ kind: "update-project", ...body, project }),
    ),
    deleteProject: writing(means, ({ params: { project } }) => intent({ kind: "delete-project", project })),
    listProjectMembers: reading(means, ({ params: { project }, query }, look) =>
      listGrants(means, look, { scope: "project", project }, query),
    ),
    getProjectMember: reading(means, ({ params: { project, email } }, look) =>
      getGrant(look, { scope: "project", project }, email),
    ),
    putProjectMember: writing(means, (request, deed) => {
      const { project, email } = request.params;
      return putGrant(deed, { scope: "project", project }, { email, role: request.body.role }, request);
    }),
    deleteProjectMember: writing(means, ({ params: { project, email } }) =>
      intent({ kind: "revoke-project-role", project, email }),
    ),
  };
}
