import { compareText } from "../diagnostics/compare-text.ts";
import { type Privilege, privilegeOf, promisedPermissions } from "../membership/access.ts";
import type { Facts } from "../membership/facts.ts";
import { formatPlace } from "../membership/scope.ts";
import type { Subject } from "../membership/subject.ts";
import type { AccessDelta } from "./plan.ts";

interface Entry {
  readonly subject: Subject;
  readonly before: ReadonlySet<string>;
  /** The steps that altered this access. */
  readonly through: string[];
}

/** Follows who gains and loses which access while a plan is simulated. */
export class AccessLedger {
  readonly #entries = new Map<string, Entry>();

  /** Carries out the step of this id and says what it did to the access of everybody it touches. */
  observe(
    facts: Facts,
    id: string,
    touched: readonly Subject[],
    step: () => void,
  ): { privilege: Privilege; gained: ReadonlySet<string> } {
    const before = touched.map(({ email, place }) => promisedPermissions(facts, email, place));
    const entries = touched.map((subject, index) => this.#entry(subject, before[index] ?? new Set()));
    step();
    const gained = new Set<string>();
    let privilege: Privilege = "unchanged";
    touched.forEach(({ email, place }, index) => {
      const present = promisedPermissions(facts, email, place);
      const past = before[index] ?? new Set();
      const own = privilegeOf(past, present);
      if (own !== "unchanged") entries[index]?.through.push(id);
      privilege = wider(privilege, own);
      if (past !== present) for (const permission of present) if (!past.has(permission)) gained.add(permission);
    });
    return { privilege, gained };
  }

  /** The net difference for every person and place, in order of address and place. */
  deltas(facts: Facts): AccessDelta[] {
    const deltas: AccessDelta[] = [];
    const compared = new Comparisons();
    for (const { subject, before, through } of this.#entries.values()) {
      const after = promisedPermissions(facts, subject.email, subject.place);
      if (privilegeOf(before, after) === "unchanged") continue;
      const { gains, loses } = compared.of(before, after);
      const pending = facts.member(subject.email)?.status === "invited" ? { once: "invitation accepted" as const } : {};
      deltas.push({ email: subject.email, scope: formatPlace(subject.place), gains, loses, through, ...pending });
    }
    return deltas.sort((left, right) => compareText(left.email, right.email) || compareText(left.scope, right.scope));
  }

  #entry(subject: Subject, before: ReadonlySet<string>): Entry {
    const key = `${formatPlace(subject.place)}/${subject.email}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = { subject, before, through: [] };
    this.#entries.set(key, entry);
    return entry;
  }
}

interface Comparison {
  readonly gains: readonly string[];
  readonly loses: readonly string[];
}

/** Compares two sets of permissions once: they are those of roles, which many people share. */
class Comparisons {
  readonly #known = new Map<ReadonlySet<string>, Map<ReadonlySet<string>, Comparison>>();

  of(before: ReadonlySet<string>, after: ReadonlySet<string>): Comparison {
    const from = this.#known.get(before) ?? new Map<ReadonlySet<string>, Comparison>();
    this.#known.set(before, from);
    const known = from.get(after);
    if (known !== undefined) return known;
    const comparison = { gains: missingFrom(before, after), loses: missingFrom(after, before) };
    from.set(after, comparison);
    return comparison;
  }
}

function missingFrom(some: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...others.difference(some)].sort();
}

function wider(left: Privilege, right: Privilege): Privilege {
  if (left === "broadens" || right === "broadens") return "broadens";
  return left === "narrows" || right === "narrows" ? "narrows" : "unchanged";
}
