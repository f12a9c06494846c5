import { Unknown } from "../codec/unknown.ts";
import type { ValueRecord } from "../codec/value.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import type { Shape } from "../schema/shape.ts";
import { errorAt } from "./diagnostic.ts";

/** What is wrong with the values of a block on their own, whatever the API says. */
export function validateBlock(shape: Shape, values: ValueRecord | null): Diagnostic[] {
  if (values === null) return [];
  return Object.entries(shape).flatMap(([name, { validators = [], sensitive }]) => {
    const value = values[name];
    if (value === null || value === undefined || value instanceof Unknown) return [];
    return validators
      .flatMap((validate) => validate(value))
      .map(({ key, message }) => {
        // A value that is sensitive is not repeated, whatever the validator says about it.
        const said = sensitive === true ? "the value is not one that is accepted" : message;
        return errorAt(key === undefined ? [name] : [name, key], `attribute-invalid: ${name}`, said);
      });
  });
}
