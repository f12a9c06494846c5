import type { Dice } from "./dice.ts";

/** What became of an input: a sound value, or an error of the kind that the door has. */
export type Verdict = "accepted" | "refused";

/** A way into Charter for data from outside. */
export interface FuzzDoor {
  /**
   * Makes one input and hands it in. Whatever the door may not do is thrown: a crash is thrown by itself, an error
   * without a place or a value that is not sound as an assertion.
   */
  readonly knock: (dice: Dice) => Promise<Verdict> | Verdict;
  readonly close?: () => Promise<void>;
}

/** Opens a door; `folder` is empty, and the door's own. */
export type OpenDoor = (folder: string) => Promise<FuzzDoor> | FuzzDoor;
