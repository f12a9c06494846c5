import { addressOf, type PlannableChange } from "../../membership/change.ts";
import { Unknown } from "../codec/unknown.ts";
import { isEqual, type ValueRecord } from "../codec/value.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import type { Resource } from "../resources/resource.ts";
import { isConfigurable, type Known, type Shape } from "../schema/shape.ts";
import { type Attempt, placeOfFault } from "./attempt.ts";
import { carryOut, type Failure } from "./carry-out.ts";
import { outstanding } from "./departures.ts";
import { errorAt } from "./diagnostic.ts";
import { fewDiagnostics } from "./few-diagnostics.ts";
import type { Look } from "./look.ts";
import { desiredOf } from "./plan-values.ts";
import { refusalError } from "./refusal-diagnostic.ts";
import type { Run } from "./run.ts";

export interface AppliedObject {
  /** Null where there is no object. */
  readonly values: ValueRecord | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Appliance {
  /** Null where the object is created. */
  readonly prior: ValueRecord | null;
  readonly planned: ValueRecord;
  /** Version of the object that the plan was made on, where it was known. */
  readonly etag: string | undefined;
}

/** Makes an object what was planned. What cannot be done leaves what there is. */
export async function applyObject(run: Run, resource: Resource, appliance: Appliance): Promise<AppliedObject> {
  const { prior, planned } = appliance;
  const desired = desiredOf(resource.shape, planned);
  const known = (prior ?? undefined) as Known<Shape> | undefined;
  const stale = known === undefined ? undefined : staleness(await run.live(), resource, appliance);
  if (stale !== undefined) return { values: prior, diagnostics: [stale] };
  const failures = await carryOut(run, (look, again) => resource.changes(look, desired, again ? desired : known));
  const look = await run.live();
  if (failures.length === 0) {
    return { values: filled(planned, resource.observe(look, desired, "managed")), diagnostics: [] };
  }
  const left = known === undefined ? null : (resource.observe(look, known, "managed") ?? prior);
  return { values: left, diagnostics: failuresAt(failures) };
}

/**
 * Destroys an object, after the planned changes of others that have to come first. One that is gone already is no
 * failure.
 */
export async function removeObject(
  run: Run,
  resource: Resource,
  prior: ValueRecord,
  before: readonly PlannableChange[],
): Promise<AppliedObject> {
  const values = prior as Known<Shape>;
  const failures = await carryOut(run, (look) => {
    const first = outstanding(look.facts, resource.address(values), before);
    const removal = resource
      .removal(look, values)
      .map((attempt) => ({ ...attempt, stage: attempt.stage + first.length }));
    return [...first.map((change, stage): Attempt => ({ change, at: [], stage })), ...removal];
  });
  if (failures.length === 0) return { values: null, diagnostics: [] };
  return { values: prior, diagnostics: failuresAt(failures.map((failure) => ({ ...failure, at: [] }))) };
}

/** What was planned, and for what was unknown then what there is now. */
function filled(planned: ValueRecord, observed: ValueRecord | undefined): ValueRecord {
  return Object.fromEntries(
    Object.entries(planned).map(([name, value]) => [
      name,
      value instanceof Unknown ? (observed?.[name] ?? null) : value,
    ]),
  );
}

/**
 * Somebody else has changed the object since the plan was made, into neither what it was nor what it is to become.
 * Where the version is the one of the plan, nobody has.
 */
function staleness(look: Look, resource: Resource, { prior, planned, etag }: Appliance): Diagnostic | undefined {
  const values = prior as Known<Shape>;
  const address = resource.address(values);
  if (resource.isWholeSet === true || (etag !== undefined && look.tryFindEtag(address) === etag)) return undefined;
  const live = resource.observe(look, values, "managed");
  if (live === undefined)
    return errorAt([], `stale-plan: ${address}`, "It is gone since the plan was made: plan again.");
  const other = Object.entries(resource.shape).find(([name, attribute]) => {
    const now = live[name] ?? null;
    return isConfigurable(attribute) && !isEqual(now, values[name] ?? null) && !isEqual(now, planned[name] ?? null);
  });
  if (other === undefined) return undefined;
  const [name] = other;
  const detail = `${name} has become ${JSON.stringify(live[name])} since the plan was made: plan again.`;
  return errorAt([name], `stale-plan: ${address}`, detail);
}

function failuresAt(failures: readonly (Failure & { readonly at?: readonly [] })[]): Diagnostic[] {
  return fewDiagnostics(
    failures.map(({ attempt, result, waited, at }) => {
      const address = addressOf(attempt.change);
      const patience = waited < 1000 ? "" : `; this was tried for ${Math.round(waited / 1000)} s`;
      const refusal = { code: result.code, address, message: `${result.message}${patience}` };
      return refusalError(refusal, at ?? placeOfFault(attempt, result));
    }),
  );
}
