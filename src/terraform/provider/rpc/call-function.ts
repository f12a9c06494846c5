import { fromDynamicValue, toDynamicValue } from "../../codec/dynamic-value.ts";
import type { CallFunctionRequest, CallFunctionResponse } from "../../protocol/messages.ts";
import { FUNCTIONS } from "../registry.ts";

/** Computes a value of the configuration; needs no API. */
export function callFunction({ name, arguments: given }: CallFunctionRequest): CallFunctionResponse {
  const called = FUNCTIONS.get(name);
  if (called === undefined) return { error: { text: `there is no function ${name}` } };
  const values = called.parameters.map((type, index) => fromDynamicValue(given[index], type));
  const result = called.call(values);
  if ("error" in result) return { error: result.error };
  return { result: toDynamicValue(result.value, called.result) };
}
