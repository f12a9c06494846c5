import type { DynamicValue } from "../protocol/value-messages.ts";
import type { CtyType } from "./cty-type.ts";
import { decodeValue } from "./decode-value.ts";
import { encodeValue } from "./encode-value.ts";
import { parseJsonValue } from "./json-value.ts";
import type { Value } from "./value.ts";

/** The value that a message carries; null where it carries none. Throws {@link ValueFault} for a value of another type. */
export function fromDynamicValue(message: DynamicValue | undefined, type: CtyType): Value {
  if (message?.msgpack !== undefined && message.msgpack.length > 0) return decodeValue(message.msgpack, type);
  if (message?.json !== undefined && message.json.length > 0)
    return parseJsonValue(Buffer.from(message.json).toString("utf8"), type);
  return null;
}

export function toDynamicValue(value: Value, type: CtyType): DynamicValue {
  return { msgpack: encodeValue(value, type) };
}
