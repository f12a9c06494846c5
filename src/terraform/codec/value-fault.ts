/** A step into a value: the name of an attribute or a key of a map, or the index of an entry. */
export type ValueStep = string | number;

/**
 * What was sent is no value of the type that it should have: where in it, and what it is instead. Terraform checks
 * values before it sends them, so this is what a state that was edited by hand, or a client that is not Terraform, gets
 * to read.
 */
export class ValueFault extends TypeError {
  override readonly name = "ValueFault";
  readonly steps: readonly ValueStep[];

  constructor(message: string, steps: readonly ValueStep[] = []) {
    super(message);
    this.steps = steps;
  }
}

/** Reads a part of a value; a fault in it is one of the whole, one step further in. */
export function within<Result>(step: ValueStep, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    throw new ValueFault(error.message, [step, ...error.steps]);
  }
}

/** Reads the entries of a set: it has no steps into it, so a fault in one of them is one of the set. */
export function withoutSteps<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    throw new ValueFault(error.message);
  }
}
