import type { Change, ChangeOf } from "../../membership/change.ts";
import { done } from "../http/answer.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { tryReadObject } from "../store/live-object.ts";
import { readModelDocument } from "../store/rulebook.ts";
import { snapshotChunks } from "../store/snapshot.ts";
import type { Wire } from "../to-wire.ts";
import { createOrganization } from "./create-organization.ts";
import { reading, tryLook } from "./reading.ts";
import { intent, writing } from "./writing.ts";

type OrganizationOperations = Pick<
  Operations,
  | "createOrganization"
  | "getOrganization"
  | "updateOrganization"
  | "deleteOrganization"
  | "getRoleModel"
  | "getSnapshot"
>;

export function organizationOperations(means: Means): OrganizationOperations {
  return {
    createOrganization: createOrganization(means),
    getOrganization: reading(means, async (_request, { db, state, now }) => {
      const organization = await tryReadObject(db, state, { kind: "organization" }, now);
      return done(200, organization?.body, organization?.changed);
    }),
    updateOrganization: writing(means, ({ body }) => ({
      object: { kind: "organization" },
      changes: changesOf(body),
    })),
    deleteOrganization: writing(means, () => intent({ kind: "delete-organization" })),
    getRoleModel: reading(means, async (_request, { db, state }) => done(200, await readModelDocument(db, state.id))),
    getSnapshot: async (request) => {
      const look = await means.store.read((db) => tryLook(means, db, request));
      if ("kind" in look) return look;
      return { kind: "lines", chunks: snapshotChunks(means.store, look.state.id, look.now) };
    },
  };
}

/** A patch that names nothing changes nothing, and needs no permission. */
function changesOf({ settings, ...fields }: Wire["OrganizationPatch"]): Change[] {
  const change: ChangeOf<"update-organization"> = {
    kind: "update-organization",
    ...fields,
    ...(Object.keys(settings ?? {}).length === 0 ? {} : { settings: settings ?? {} }),
  };
  return Object.keys(change).length === 1 ? [] : [change];
}
