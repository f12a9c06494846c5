import { ORGANIZATION } from "../../membership/scope.ts";
import { holdsPermission, requiredPermission } from "../../membership/standing.ts";
import { type Answer, type Problem, problem } from "../http/answer.ts";
import { page } from "../http/page.ts";
import type { Operations, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { auditChunks } from "../store/audit-export.ts";
import { type AuditStart, auditListing, readEventId, startSince } from "../store/audit-listing.ts";
import { type Look, reading } from "./reading.ts";
import { actorFacts } from "./standing-of.ts";

type AuditRequest = WireRequest<"listAuditEvents">;

/** The history of an organization, by the page or as a whole. */
export function auditOperations(means: Means): Pick<Operations, "listAuditEvents"> {
  return {
    listAuditEvents: reading(means, async (request, look) => {
      const refused = await auditRefusal(look);
      if (refused !== undefined) return refused;
      const asked = startOf(request);
      if ("kind" in asked) return asked;
      const start = await startSince(look.db, look.state.id, asked);
      return request.prefersLines
        ? exported(means, request, look, start)
        : page(request.query, look.state.version, auditListing(look.db, look.state.id, start));
    }),
  };
}

/** Read on after the look has ended: a chunk at a time, as the caller takes it. */
function exported({ store }: Means, { query }: AuditRequest, { state }: Look, start: AuditStart): Answer {
  const chunks = auditChunks(store, state.id, { start, until: state.version, limit: query.limit });
  return { kind: "lines", chunks };
}

function startOf({ query, prefersLines }: AuditRequest): AuditStart | Problem {
  if (prefersLines && query.cursor !== undefined) {
    return problem(400, "invalid-request", "an export has no pages: say `after` and the id of the last event you have");
  }
  return {
    after: query.after === undefined ? { version: 0, seq: 0 } : readEventId(query.after),
    // Another spelling of an instant would sort differently as text.
    since: query.since === undefined ? undefined : new Date(query.since).toISOString(),
  };
}

async function auditRefusal({ db, state, actor, now }: Look): Promise<Problem | undefined> {
  const facts = await actorFacts(db, state, actor, now);
  const permission = requiredPermission(facts, "audit.read");
  if (permission !== undefined && holdsPermission(facts, actor, permission, ORGANIZATION)) return undefined;
  const needs = permission === undefined ? "is not possible in this role model" : `needs ${permission}`;
  return problem(403, "permission-missing", `audit.read ${needs}`);
}
