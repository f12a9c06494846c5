import type { ChangeOf, PlannableChange } from "../membership/change.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Wanted } from "./difference.ts";

type PlannableKind = PlannableChange["kind"];

/** Finds changes by kind and by whom they are about. */
export class ChangeIndex {
  readonly #byKind = new Map<PlannableKind, number[]>();
  readonly #byMember = new Map<EmailKey, number[]>();
  readonly #wanted: readonly Wanted[];

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
    wanted.forEach(({ change }, index) => {
      push(this.#byKind, change.kind, index);
      if ("email" in change && !("tenant" in change) && !("project" in change))
        push(this.#byMember, emailKey(change.email), index);
    });
  }

  /** Positions and changes of one kind. */
  *of<Kind extends PlannableKind>(kind: Kind): Iterable<readonly [number, ChangeOf<Kind>]> {
    for (const index of this.#byKind.get(kind) ?? []) yield [index, this.#wanted[index]?.change as ChangeOf<Kind>];
  }

  /** Positions of the changes of one person's membership, in the order of ranks. */
  ofMember(email: EmailKey): readonly number[] {
    return this.#byMember.get(email) ?? [];
  }

  /** Everybody whose membership changes. */
  members(): Iterable<EmailKey> {
    return this.#byMember.keys();
  }
}

function push<Key>(index: Map<Key, number[]>, key: Key, value: number): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [value]);
  else known.push(value);
}
