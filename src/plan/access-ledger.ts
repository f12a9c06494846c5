import { compareText } from "../diagnostics/compare-text.ts";
import { type Privilege, privilegeOf, promisedPermissions, promisedPermissionsWithin } from "../membership/access.ts";
import type { EmailKey } from "../membership/email.ts";
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
  readonly #moving: ReadonlySet<string>;

  /** @param moving keys of the projects that the plan moves: at these, what their tenant gives counts as well */
  constructor(moving: ReadonlySet<string>) {
    this.#moving = moving;
  }

  /** Carries out the step of this id and says what it did to the access of everybody it touches. */
  observe(
    facts: Facts,
    id: string,
    changed: readonly Subject[],
    step: () => void,
  ): { privilege: Privilege; gained: ReadonlySet<string> } {
    const touched = this.#withMoved(facts, changed);
    const before = touched.map((subject) => this.#permissions(facts, subject));
    const entries = touched.map((subject, index) => this.#entry(subject, before[index] ?? new Set()));
    step();
    const gained = new Set<string>();
    let privilege: Privilege = "unchanged";
    touched.forEach((subject, index) => {
      const present = this.#permissions(facts, subject);
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
      const after = this.#permissions(facts, subject);
      if (privilegeOf(before, after) === "unchanged") continue;
      const { gains, loses } = compared.of(before, after);
      const pending = facts.member(subject.email)?.status === "invited" ? { once: "invitation accepted" as const } : {};
      deltas.push({ email: subject.email, scope: formatPlace(subject.place), gains, loses, through, ...pending });
    }
    return deltas.sort((left, right) => compareText(left.email, right.email) || compareText(left.scope, right.scope));
  }

  #permissions(facts: Facts, { email, place }: Subject): ReadonlySet<string> {
    return place.scope === "project" && this.#moving.has(place.project)
      ? promisedPermissionsWithin(facts, email, place)
      : promisedPermissions(facts, email, place);
  }

  /** Who gains or loses by a project's move does so by a change of their role in its tenant as well. */
  #withMoved(facts: Facts, touched: readonly Subject[]): readonly Subject[] {
    if (this.#moving.size === 0) return touched;
    const known = new Set(touched.map(keyOf));
    const below = touched.flatMap(({ email, place }) =>
      place.scope === "tenant" ? this.#movedIn(facts, place.tenant, email) : [],
    );
    return [...touched, ...below.filter((subject) => !known.has(keyOf(subject)))];
  }

  #movedIn(facts: Facts, tenant: string, email: EmailKey): Subject[] {
    return [...this.#moving]
      .filter((project) => facts.tenantOf(project) === tenant)
      .map((project): Subject => ({ email, place: { scope: "project", project } }))
      .filter((subject) => this.#entries.has(keyOf(subject)));
  }

  #entry(subject: Subject, before: ReadonlySet<string>): Entry {
    const key = keyOf(subject);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = { subject, before, through: [] };
    this.#entries.set(key, entry);
    return entry;
  }
}

function keyOf({ email, place }: Subject): string {
  return `${formatPlace(place)}/${email}`;
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
