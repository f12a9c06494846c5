import { UNKNOWN, UNKNOWN_NOT_NULL, Unknown } from "../codec/unknown.ts";
import { isEqual, isWhollyKnown, type Value, type ValueRecord } from "../codec/value.ts";
import type { Attribute } from "../schema/attribute.ts";
import { isComputed, isConfigurable, type Known, type Shape } from "../schema/shape.ts";

export interface Proposal {
  /** Null where the object is to be created. */
  readonly prior: ValueRecord | null;
  readonly proposed: ValueRecord;
  readonly config: ValueRecord;
}

/** What Terraform proposed, with defaults, the spelling of the state, and unknown for what is computed anew. */
export function planValues(shape: Shape, { prior, proposed, config }: Proposal): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, attribute]) => {
      const value = proposed[name] ?? attribute.default ?? null;
      return [name, plannedValue(attribute, value, prior?.[name], config[name] ?? null)];
    }),
  );
}

function plannedValue(attribute: Attribute, value: Value, prior: Value | undefined, config: Value): Value {
  if (prior !== undefined && prior !== null && attribute.sameAs?.(prior, value) === true) return prior;
  if (prior === undefined && isComputed(attribute) && config === null) return UNKNOWN;
  return value;
}

/** Attributes with another value than before, for which the object has to be made anew. */
export function replacedAttributes(shape: Shape, prior: ValueRecord | null, planned: ValueRecord): string[] {
  if (prior === null) return [];
  return Object.entries(shape)
    .filter(([name, { replaces }]) => replaces === true && !isEqual(prior[name] ?? null, planned[name] ?? null))
    .map(([name]) => name);
}

/** True where the plan is to leave everything that can be configured as it is. */
export function isUnchanged(shape: Shape, prior: ValueRecord | null, planned: ValueRecord): boolean {
  if (prior === null) return false;
  return Object.keys(shape).every((name) => isEqual(prior[name] ?? null, planned[name] ?? null));
}

/** True where nothing that the configuration gives is still unknown. */
export function isDecided(shape: Shape, config: ValueRecord): boolean {
  return Object.entries(shape).every(
    ([name, attribute]) => !isConfigurable(attribute) || isWhollyKnown(config[name] ?? null),
  );
}

/** Planned values with null for what is yet unknown: what an object is asked to become. */
export function desiredOf<S extends Shape>(shape: S, planned: ValueRecord): Known<S> {
  return Object.fromEntries(
    Object.keys(shape).map((name) => [name, planned[name] instanceof Unknown ? null : (planned[name] ?? null)]),
  ) as Known<S>;
}

/** Values that somebody's life computes, once it changes. */
export function withUnknown(planned: ValueRecord, names: readonly string[]): Record<string, Value> {
  return { ...planned, ...Object.fromEntries(names.map((name) => [name, UNKNOWN_NOT_NULL])) };
}
