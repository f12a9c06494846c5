import type { Change, ChangeOf } from "../../membership/change.ts";
import { ORGANIZATION } from "../../membership/scope.ts";
import { holdsPermission, requiredPermission } from "../../membership/standing.ts";
import { type Answer, done, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Handlers } from "../http/wire-request.ts";
import type { Service } from "../service.ts";
import { auditListing } from "../store/audit-listing.ts";
import { tryReadObject } from "../store/live-object.ts";
import { readModelDocument } from "../store/rulebook.ts";
import { snapshotChunks } from "../store/snapshot.ts";
import type { Wire } from "../to-wire.ts";
import { createOrganization } from "./create-organization.ts";
import { type Look, reading, tryLook } from "./reading.ts";
import { actorFacts } from "./standing-of.ts";
import { intent, writing } from "./writing.ts";

type OrganizationOperations = Pick<
  Handlers,
  | "createOrganization"
  | "getOrganization"
  | "updateOrganization"
  | "deleteOrganization"
  | "getRoleModel"
  | "getSnapshot"
  | "listAuditEvents"
>;

export function organizationOperations(service: Service): OrganizationOperations {
  return {
    createOrganization: createOrganization(service),
    getOrganization: reading(service, async (_request, { db, state, now }) => {
      const organization = await tryReadObject(db, state, { kind: "organization" }, now);
      return done(200, organization?.body, organization?.changed);
    }),
    updateOrganization: writing(service, ({ body }) => ({
      object: { kind: "organization" },
      changes: changesOf(body),
    })),
    deleteOrganization: writing(service, () => intent({ kind: "delete-organization" })),
    getRoleModel: reading(service, async (_request, { db, state }) => done(200, await readModelDocument(db, state.id))),
    getSnapshot: async (request) => {
      const look = await service.store.read((db) => tryLook(service, db, request));
      if ("kind" in look) return look;
      return { kind: "lines", chunks: snapshotChunks(service.store, look.state.id, look.now) };
    },
    listAuditEvents: reading(service, async ({ query }, look) => {
      const refused = await auditRefusal(look);
      return refused ?? page(query, look.state.version, auditListing(look.db, look.state.id));
    }),
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

async function auditRefusal({ db, state, actor, now }: Look): Promise<Answer | undefined> {
  const facts = await actorFacts(db, state, actor, now);
  const permission = requiredPermission(facts, "audit.read");
  if (permission !== undefined && holdsPermission(facts, actor, permission, ORGANIZATION)) return undefined;
  const needs = permission === undefined ? "is not possible in this role model" : `needs ${permission}`;
  return problem(403, "permission-missing", `audit.read ${needs}`);
}
