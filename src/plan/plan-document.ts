import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { decodeChange } from "./decode-change.ts";
import type { PlanDocument } from "./generated/plan-document.ts";
import { PLAN_FORMAT, type Plan, type PlannedChange } from "./plan.ts";

/** The plan as it is written to files and printed as JSON. */
export function encodePlan(plan: Plan): PlanDocument {
  const { changes, digest, organization, ...rest } = plan;
  return {
    format: PLAN_FORMAT,
    organization,
    digest,
    ...rest,
    changes: changes.map(encodeChange),
  } as unknown as PlanDocument;
}

function encodeChange({ id, change, address, ...rest }: PlannedChange): object {
  return { id, kind: change.kind, address, ...rest };
}

/** The plan that a document of valid form means. Whether its digest fits is asked with {@link digestOf}. */
export function decodePlan(document: PlanDocument): Plan {
  const { format: _format, expiring: _expiring, changes, ...rest } = document;
  return { ...rest, changes: changes.map(decodePlannedChange) } as unknown as Plan;
}

function decodePlannedChange({ kind, ...rest }: PlanDocument["changes"][number]): PlannedChange {
  return { ...rest, change: decodeChange(kind, rest.address, rest.after) } as unknown as PlannedChange;
}

/**
 * `sha256:…` of everything in a plan but the digest itself, and but what expires soon: that says something of the day on
 * which it was printed, and the same plan of two days is the same plan.
 */
export function digestOf(document: PlanDocument): string {
  const { digest: _digest, expiring: _expiring, ...rest } = document;
  return `sha256:${createHash("sha256").update(canonicalJson(rest)).digest("hex")}`;
}
