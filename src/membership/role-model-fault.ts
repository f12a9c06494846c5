import { listed } from "../diagnostics/suggest.ts";
import type { RoleModelDocument } from "./generated/role-model-document.ts";
import { SCOPES } from "./scope.ts";

/** Something that a role model says and that cannot be: where in the document, and why. */
export interface RoleModelFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The fault is in the key at that path, not in its value. */
  readonly inKey?: true;
}

/** What a list names, and where the list is. */
export interface Named {
  readonly path: readonly (string | number)[];
  readonly keys: readonly string[];
}

/** A fault for each key of a list that is not among the known ones, at its place in the list. */
export function* unknownEntries(what: string, { path, keys }: Named, known: object): Iterable<RoleModelFault> {
  for (const [index, key] of keys.entries()) yield* unknownAt([...path, index], what, key, known);
}

/** A fault where a key is not among the known ones. */
export function* unknownAt(
  path: RoleModelFault["path"],
  what: string,
  key: string,
  known: object,
): Iterable<RoleModelFault> {
  if (Object.hasOwn(known, key)) return;
  yield { path, message: `there is no ${what} ${JSON.stringify(key)}; there is ${listed(Object.keys(known))}` };
}

/** A fault where a scope is used that the role model does not have. */
export function* missingScope(
  path: RoleModelFault["path"],
  scope: string,
  { scopes }: RoleModelDocument,
): Iterable<RoleModelFault> {
  const known = SCOPES.find((one) => one === scope);
  if (known !== undefined && scopes[known] === undefined)
    yield { path, message: `there is no scope ${scope} in this role model` };
}

/** The same faults, of the keys instead of their values. */
export function* inKey(faults: Iterable<RoleModelFault>): Iterable<RoleModelFault> {
  for (const fault of faults) yield { ...fault, inKey: true };
}
