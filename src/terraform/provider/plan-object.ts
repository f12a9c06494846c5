import type { ChangeKind, PlannableChange } from "../../membership/change.ts";
import { judge } from "../../membership/judge.ts";
import type { RefusalCode } from "../../membership/refusal.ts";
import { UNKNOWN, Unknown } from "../codec/unknown.ts";
import type { Value, ValueRecord } from "../codec/value.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import type { Resource } from "../resources/resource.ts";
import type { Known, Shape } from "../schema/shape.ts";
import { type Attempt, placeOfFault } from "./attempt.ts";
import { type At, warningAt } from "./diagnostic.ts";
import { fewDiagnostics } from "./few-diagnostics.ts";
import { foresee } from "./foresee.ts";
import type { Look } from "./look.ts";
import {
  desiredOf,
  isDecided,
  isUnchanged,
  type Proposal,
  planValues,
  replacedAttributes,
  withUnknown,
} from "./plan-values.ts";
import type { PlannedOrganization, Verdict } from "./planned-organization.ts";
import { refusalError, refusalWarning } from "./refusal-diagnostic.ts";
import type { Run } from "./run.ts";

export interface PlannedObject {
  readonly values: ValueRecord;
  /** Attributes for which the object has to be made anew. */
  readonly replaces: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** After these, a member's status is another, or that of somebody else. */
const ALTERS_LIFE: ReadonlySet<ChangeKind> = new Set([
  "invite-member",
  "cancel-invitation",
  "resend-invitation",
  "remove-member",
  "grant-tenant-role",
  "revoke-tenant-role",
  "grant-project-role",
  "revoke-project-role",
]);

/** Plans one object, judged on what the run plans so far. Without a run nothing is known, and nothing judged. */
export async function planObject(run: Run | undefined, resource: Resource, proposal: Proposal): Promise<PlannedObject> {
  const { shape } = resource;
  const { prior, config } = proposal;
  const values = withAddress(resource, planValues(shape, proposal));
  const replaces = replacedAttributes(shape, prior, values);
  const unchanged = isUnchanged(shape, prior, values);
  if (run === undefined || !isDecided(shape, config)) {
    const settled = prior === null || unchanged ? values : withUnknown(values, resource.lively);
    return { values: settled, replaces, diagnostics: [] };
  }
  const planned = await run.planned();
  const look = await plannedLook(run, planned);
  if (prior !== null && replaces.length > 0) {
    const diagnostics = replaceObject(planned, look, resource, prior as Known<Shape>);
    return { values: withUnknown(values, resource.lively), replaces, diagnostics };
  }
  const desired = desiredOf(shape, values);
  const known = (prior ?? undefined) as Known<Shape> | undefined;
  const wanted = resource.changes(look, desired, known);
  const attempts = unchanged ? wanted.filter(({ change }) => change.kind === "resend-invitation") : wanted;
  // Before anything is planned away from under them.
  const remarks = remarksOf(resource, look, desired, known);
  const before = prior === null ? await takenAlready(run, planned, resource.address(desired), attempts) : [];
  const promises = resource.promises?.(look, desired, known) ?? [];
  const verdicts = [...before, ...planned.judge(attempts), ...foresee(look, promises, wanted)];
  const diagnostics = [...tell(verdicts, keptFaults(planned, resource, desired)), ...remarks];
  const alters = prior !== null && attempts.some(({ change }) => ALTERS_LIFE.has(change.kind));
  return { values: alters ? withUnknown(values, resource.lively) : values, replaces, diagnostics };
}

export interface PlannedRemoval {
  readonly diagnostics: readonly Diagnostic[];
  /** Changes of other resources that have to come first, as far as they are planned. */
  readonly before: readonly PlannableChange[];
}

/**
 * Plans that an object is destroyed. What still holds it may be planned to leave it in this very plan: that is waited
 * for, since Terraform will destroy before it updates.
 */
export async function planRemoval(
  run: Run | undefined,
  resource: Resource,
  prior: ValueRecord,
): Promise<PlannedRemoval> {
  if (run === undefined) return { diagnostics: [], before: [] };
  const planned = await run.planned();
  const look = await plannedLook(run, planned);
  const values = prior as Known<Shape>;
  await run.whilePlanned(() => resource.isHeld?.(look, values) === true);
  const remarks = remarksOf(resource, look, undefined, values);
  const verdicts = planned.judge(resource.removal(look, values));
  const before = planned.departures.from(resource.address(values));
  return { diagnostics: [...tell(anywhere(verdicts), []), ...remarks], before };
}

const AT_KEPT: { readonly [Code in RefusalCode]?: string } = {
  "role-in-use": "role",
  "unknown-tenant": "tenant",
  "unknown-project": "project",
};

/** Why an object cannot stay as it is declared, at the attribute that says who stays, or in which role. */
function keptFaults(planned: PlannedOrganization, resource: Resource, desired: Known<Shape>): Diagnostic[] {
  return planned.keep(resource.keeps?.(desired) ?? {}).map((refusal) => {
    const [attribute] = [AT_KEPT[refusal.code] ?? "email", "members"].filter((name) => name in resource.shape);
    return refusalError(refusal, attribute === undefined ? [] : [attribute]);
  });
}

function replaceObject(
  planned: PlannedOrganization,
  look: Look,
  resource: Resource,
  prior: Known<Shape>,
): readonly Diagnostic[] {
  const verdicts = planned.judge(resource.removal(look, prior));
  planned.replace(resource.address(prior));
  return tell(anywhere(verdicts), []);
}

/**
 * Why a new object can't take the place of one that is there, even where something else in this plan destroys it:
 * nobody could say which of the two is applied first.
 */
async function takenAlready(
  run: Run,
  planned: PlannedOrganization,
  address: string,
  attempts: readonly Attempt[],
): Promise<Verdict[]> {
  const [attempt] = attempts;
  if (attempt === undefined || planned.isReplaced(address)) return [];
  const { facts, actor } = await run.live();
  const now = judge(facts, actor, attempt.change).filter(({ code }) => code.startsWith("already-"));
  if (now.length === 0) return [];
  const then = new Set(judge(planned.draft, actor, attempt.change).map(({ code }) => code));
  return now.filter(({ code }) => !then.has(code)).map((refusal) => ({ attempt, refusal, certain: true }));
}

async function plannedLook(run: Run, { draft, invited }: PlannedOrganization): Promise<Look> {
  const live = await run.live();
  return {
    actor: live.actor,
    facts: draft,
    completeness: live.completeness,
    invitedHere: invited,
    tryFindEtag: (address) => live.tryFindEtag(address),
  };
}

/** The object's address where everything that it is made of is known. */
function withAddress(resource: Resource, values: Record<string, Value>): Record<string, Value> {
  if (!(values.id instanceof Unknown)) return values;
  const known = resource.identity.every((name) => name === "id" || typeof values[name] === "string");
  return { ...values, id: known ? resource.address(values as Known<Shape>) : UNKNOWN };
}

function tell(verdicts: readonly Verdict[], certain: readonly Diagnostic[]): Diagnostic[] {
  // Whoever is told that the seats are too few needs no warning that they may be.
  const worth = verdicts.filter(
    (verdict) => verdict.certain || certain.length === 0 || verdict.refusal.code !== "seat-limit-reached",
  );
  return fewDiagnostics([
    ...certain,
    ...worth.map(({ attempt, refusal, certain: sure }) => {
      const at: At = placeOfFault(attempt, refusal);
      return sure ? refusalError(refusal, at) : refusalWarning(refusal, at);
    }),
  ]);
}

/** What is removed has no place in the configuration any more. */
function anywhere(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.map(({ attempt: { change, stage }, ...rest }) => ({ ...rest, attempt: { change, stage, at: [] } }));
}

function remarksOf(
  resource: Resource,
  look: Look,
  desired: Known<Shape> | undefined,
  prior: Known<Shape> | undefined,
): Diagnostic[] {
  return (resource.remarks?.(look, desired, prior) ?? []).map((remark) => warningAt([], resource.typeName, remark));
}
