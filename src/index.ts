export { ApiError } from "./api/api-error.ts";
export { type Connection, type ConnectOptions, connect } from "./api/connect.ts";
export type {
  Identity,
  MembershipReader,
  MembershipWriter,
  Precondition,
  WriteRequest,
  WriteResult,
} from "./api/ports.ts";
export { type ApplyOptions, applyPlan } from "./apply/apply-plan.ts";
export { Journal, type JournalOptions } from "./apply/journal.ts";
export { type Outcome, type OutcomeKind, summarizeOutcomes } from "./apply/outcome.ts";
export { loadCharter } from "./charter/load-charter.ts";
export type { LoadedCharter } from "./charter/loaded-charter.ts";
export { resolveCharter } from "./charter/resolve-charter.ts";
export { validateCharter } from "./charter/validate-charter.ts";
export { writeCharter } from "./charter/write-charter.ts";
export type { Finding, Severity } from "./diagnostics/finding.ts";
export type { SourcePosition } from "./diagnostics/source.ts";
export type { Capabilities } from "./membership/capabilities.ts";
export type { Change, ChangeKind, PlannableChange } from "./membership/change.ts";
export type { Declaration, Guards } from "./membership/declaration.ts";
export { judge } from "./membership/judge.ts";
export type { Member, Organization, Project, Tenant } from "./membership/organization.ts";
export type { Reading } from "./membership/reading.ts";
export { REFUSAL_CODES, type Refusal, type RefusalCode } from "./membership/refusal.ts";
export type { RoleModel } from "./membership/role-model.ts";
export type { Approvals } from "./plan/approvals.ts";
export { makePlan, type PlanRequest } from "./plan/make-plan.ts";
export type { Plan, PlannedChange, PlanRefusal } from "./plan/plan.ts";
export type { Review } from "./plan/review.ts";
export { planJson } from "./render/plan-json.ts";
export { planText } from "./render/plan-text.ts";
export { builtInDocuments, tryFindBuiltIn } from "./role-models/built-in.ts";
export { type LoadedRoleModel, loadRoleModel } from "./role-models/load-role-model.ts";
