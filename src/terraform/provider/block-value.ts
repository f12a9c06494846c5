import { fromDynamicValue, toDynamicValue } from "../codec/dynamic-value.ts";
import { isRecord, type Value, type ValueRecord } from "../codec/value.ts";
import type { DynamicValue } from "../protocol/value-messages.ts";
import { type Shape, typeOf } from "../schema/shape.ts";

/** A block's value out of a message; null where there is no such object. Throws TypeError for anything else. */
export function fromBlock(shape: Shape, message: DynamicValue | undefined): ValueRecord | null {
  const value: Value = fromDynamicValue(message, typeOf(shape));
  if (value === null || isRecord(value)) return value;
  throw new TypeError("the block as a whole is unknown");
}

export function toBlock(shape: Shape, values: ValueRecord | null): DynamicValue {
  return toDynamicValue(values, typeOf(shape));
}
