import { fromDynamicValue, toDynamicValue } from "../../src/terraform/codec/dynamic-value.ts";
import { Unknown } from "../../src/terraform/codec/unknown.ts";
import { isEqual, isRecord, type ValueRecord } from "../../src/terraform/codec/value.ts";
import type { Diagnostic, DynamicValue } from "../../src/terraform/protocol/value-messages.ts";
import { isComputed, type Shape, typeOf } from "../../src/terraform/schema/shape.ts";

/*
 * What Terraform itself does between its calls of a provider: it makes values whole, proposes a plan, and checks what
 * comes back.
 */

/** What Terraform proposes: the configuration, and what is computed as it was. */
export function proposed(shape: Shape, config: ValueRecord, prior: ValueRecord | undefined): ValueRecord {
  return Object.fromEntries(
    Object.entries(shape).map(([name, attribute]) => {
      const given = config[name] ?? null;
      return [name, given === null && isComputed(attribute) ? (prior?.[name] ?? null) : given];
    }),
  );
}

/** Terraform refuses a plan with values that come neither from the configuration nor from the state. */
export function assertPlan(
  shape: Shape,
  config: ValueRecord,
  prior: ValueRecord | undefined,
  planned: ValueRecord,
  replaced: boolean,
): void {
  for (const [name, attribute] of Object.entries(shape)) {
    const [wanted, before, value] = [config[name] ?? null, prior?.[name] ?? null, planned[name] ?? null];
    if (isEqual(value, wanted) || (!replaced && prior !== undefined && isEqual(value, before))) continue;
    if (wanted === null && isComputed(attribute)) continue;
    throw new Error(`the plan of ${name} is neither configured nor there: ${JSON.stringify(value)}`);
  }
}

/** Terraform calls a result inconsistent that is not what was planned, where that was known. */
export function assertApplied(planned: ValueRecord | null, values: ValueRecord | null): void {
  if ((planned === null) !== (values === null)) throw new Error("the object is there, or gone, against the plan");
  for (const [name, value] of Object.entries(planned ?? {})) {
    const now = values?.[name] ?? null;
    if (now instanceof Unknown) throw new Error(`${name} is unknown after the apply`);
    const free = value instanceof Unknown && (value.refinements.notNull !== true || now !== null);
    if (!free && !isEqual(value, now))
      throw new Error(`${name} was planned as ${JSON.stringify(value)} and is ${JSON.stringify(now)}`);
  }
}

/** A configuration as Terraform has it: every attribute is there, and sets have their one order. */
export function whole(shape: Shape, values: ValueRecord): ValueRecord {
  const all = Object.fromEntries(Object.keys(shape).map((name) => [name, values[name] ?? null]));
  return unpack(shape, pack(shape, all)) ?? all;
}

/** Values of that shape as a message has them. */
export function pack(shape: Shape, values: ValueRecord | null): DynamicValue {
  return toDynamicValue(values, typeOf(shape));
}

/** The values of a message; null where the object is gone. */
export function unpack(shape: Shape, message: DynamicValue | undefined): ValueRecord | null {
  const value = fromDynamicValue(message, typeOf(shape));
  return isRecord(value) ? value : null;
}

/** Throws the first error, where there is one; warnings are none. */
export function fail(diagnostics: readonly Diagnostic[] = []): void {
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new Error(`${error.summary}: ${error.detail ?? ""}`);
}
