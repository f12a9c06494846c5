import type fc from "fast-check";

/** Draws one value: arbitraries that depend on what was drawn before read like code. */
export type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value;

/**
 * Draws from a generator. It is always given a new function: arguments that it has seen before, or takes for the
 * same, would make it draw from what was built for them then.
 */
export function drawingFrom(generator: fc.GeneratorValue): Draw {
  return (arbitrary) => generator(() => arbitrary);
}
