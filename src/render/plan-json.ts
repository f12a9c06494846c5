import { jsonText } from "../diagnostics/json-text.ts";
import type { Plan } from "../plan/plan.ts";
import { encodePlan } from "../plan/plan-document.ts";

/** A plan as the document of `schemas/plan.schema.json`, in lines that a diff can show. */
export function planJson(plan: Plan): string {
  return jsonText(encodePlan(plan));
}
