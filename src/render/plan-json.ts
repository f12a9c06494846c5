import { jsonText } from "../diagnostics/json-text.ts";
import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { Plan } from "../plan/plan.ts";
import { encodePlan } from "../plan/plan-document.ts";

/** A plan as the document of `schemas/plan.schema.json`, in lines that a diff can show; with what expires soon, if any. */
export function planJson(plan: Plan, expiring: readonly ExpiringAccess[] = []): string {
  return jsonText({ ...encodePlan(plan), ...(expiring.length === 0 ? {} : { expiring }) });
}
