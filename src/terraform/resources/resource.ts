import type { Collection } from "../../membership/declaration.ts";
import type { ValueRecord } from "../codec/value.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import type { Attempt } from "../provider/attempt.ts";
import type { Promised } from "../provider/foresee.ts";
import type { Look } from "../provider/look.ts";
import type { Keeps } from "../provider/planned-organization.ts";
import type { Known, Shape } from "../schema/shape.ts";

/** How much of an object its state shows: what the state already manages, or all there is. */
export type Extent = "managed" | "all";

/**
 * One type of resource without the protocol: what is there, and by which changes it becomes what is wanted. Planning
 * judges these changes, applying makes them.
 */
export interface Resource<S extends Shape = Shape> {
  readonly typeName: string;
  /** What it is for, in Markdown. */
  readonly description: string;
  /** Version of the shape of its state. */
  readonly version: number;
  readonly shape: S;
  /** Attributes that say together which object it is. */
  readonly identity: readonly string[];
  /** Where its objects are listed: nothing counts as gone while that listing cannot be trusted. */
  readonly collection: Collection | "organization";
  /** True for a resource that is all of a listing: whatever is in it, the plan was to make it the declared set. */
  readonly isWholeSet?: boolean;
  /** Computed attributes that a change of somebody's life alters. */
  readonly lively: readonly string[];
  /** The address of the object, its `id`. */
  address(values: Known<S>): string;
  /** Identifying attributes out of an address as it is imported; undefined where it is none of this type. */
  parseAddress(address: string): Partial<Known<S>> | undefined;
  /** The object as it is there; undefined where it is gone. Spelling and what is not managed stay as in `values`. */
  observe(look: Look, values: Known<S>, extent: Extent): Known<S> | undefined;
  /** The changes that make it what is desired. `prior` is missing where it is to be created. */
  changes(look: Look, desired: Known<S>, prior: Known<S> | undefined): readonly Attempt[];
  /** What has to wait until somebody has joined, and is judged all the same. `look` is the one of `changes`. */
  promises?(look: Look, desired: Known<S>, prior: Known<S> | undefined): readonly Promised[];
  removal(look: Look, values: Known<S>): readonly Attempt[];
  /** True while there is something that its destruction would take along, or that stands in its way. */
  isHeld?(look: Look, values: Known<S>): boolean;
  /** What is wrong with attributes taken together, whatever the API says. Values may still be unknown. */
  check?(config: ValueRecord): readonly Diagnostic[];
  /** What has to stay for this object to be as desired. */
  keeps?(desired: Known<S>): Keeps;
  /** What a plan should say beside its changes; `prior` is missing where it is created. */
  remarks?(look: Look, desired: Known<S> | undefined, prior: Known<S> | undefined): readonly string[];
  /** Every object of this type that is there. */
  list?(look: Look): readonly Known<S>[];
}

/** Fills in null for what is missing. */
export function blank<S extends Shape>(shape: S, values: Partial<Known<S>>): Known<S> {
  return { ...(Object.fromEntries(Object.keys(shape).map((name) => [name, null])) as Known<S>), ...values };
}
