import type { CtyType } from "../codec/cty-type.ts";
import type { Value } from "../codec/value.ts";
import type { FunctionSignature } from "../protocol/schema-messages.ts";
import type { FunctionError } from "../protocol/value-messages.ts";

/** A function of the provider without the protocol: values to a value, or to what is wrong with one of them. */
export interface ProviderFunction {
  readonly name: string;
  readonly signature: FunctionSignature;
  readonly parameters: readonly CtyType[];
  readonly result: CtyType;
  call(values: readonly Value[]): { readonly value: Value } | { readonly error: FunctionError };
}
