/** What is known of a value that is itself unknown. */
export interface Refinements {
  /** True where the value will not be null. */
  readonly notNull?: boolean;
  /** How the text will begin. */
  readonly prefix?: string;
  readonly atLeast?: NumberBound;
  readonly atMost?: NumberBound;
  /** Least and greatest number of elements. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A number as text, since it can be beyond what a double holds. */
export interface NumberBound {
  readonly value: string;
  readonly inclusive: boolean;
}

/** A value that is only known after something was applied. */
export class Unknown {
  readonly refinements: Refinements;

  constructor(refinements: Refinements = {}) {
    this.refinements = refinements;
  }
}

export const UNKNOWN = new Unknown();

/** Will be there, though nobody knows with which value. */
export const UNKNOWN_NOT_NULL = new Unknown({ notNull: true });
