import { fromDynamicValue, toDynamicValue } from "../codec/dynamic-value.ts";
import { isRecord, isWhollyKnown, type Value, type ValueRecord } from "../codec/value.ts";
import { ValueFault } from "../codec/value-fault.ts";
import type { DynamicValue } from "../protocol/value-messages.ts";
import { isComputed, type Shape, typeOf } from "../schema/shape.ts";

/** A block's value out of a message; null where there is no such object. Throws {@link ValueFault} for anything else. */
export function fromBlock(shape: Shape, message: DynamicValue | undefined): ValueRecord | null {
  const value: Value = fromDynamicValue(message, typeOf(shape));
  if (value === null || isRecord(value)) return value;
  throw new ValueFault("the block as a whole is unknown");
}

/**
 * A block's value where nothing is unknown: out of a state, or of what a data source is read by. {@link ValueFault}
 * where something is.
 */
export function fromKnown(shape: Shape, message: DynamicValue | undefined): ValueRecord | null {
  return known(fromBlock(shape, message), () => true);
}

/** A block's value out of a plan that is applied: only what the provider computes may be unknown yet. */
export function fromPlan(shape: Shape, message: DynamicValue | undefined): ValueRecord | null {
  return known(fromBlock(shape, message), (name) => {
    const attribute = shape[name];
    return attribute === undefined || !isComputed(attribute);
  });
}

function known(values: ValueRecord | null, mustBe: (name: string) => boolean): ValueRecord | null {
  for (const [name, value] of Object.entries(values ?? {}))
    if (mustBe(name) && !isWhollyKnown(value)) throw new ValueFault("a value is unknown that is known by now", [name]);
  return values;
}

export function toBlock(shape: Shape, values: ValueRecord | null): DynamicValue {
  return toDynamicValue(values, typeOf(shape));
}
