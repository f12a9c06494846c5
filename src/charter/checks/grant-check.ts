import { quoted } from "../../diagnostics/printable.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import type { Path } from "../../documents/path.ts";
import { type EmailKey, emailKey } from "../../membership/email.ts";
import type { Scope } from "../../membership/scope.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { Grant } from "../generated/charter-document.ts";
import { impliedPeople } from "../implied-people.ts";
import type { People } from "../people.ts";
import { checkDay } from "./check-day.ts";

/** What gives somebody a role in one place: an entry by e-mail address, or one of a group. */
interface Source {
  readonly entry: Grant;
  readonly index: number;
  readonly role: string;
  readonly group: string | undefined;
  readonly until: string | undefined;
}

/** What gives one person a role in one place: an entry by address stands over those of groups. */
interface Given {
  byAddress?: Source;
  byGroup?: Source;
}

/** Checks the people of tenants and projects, place by place. */
export class GrantCheck {
  readonly #check: CharterCheck;
  readonly #people: People;
  readonly #implied: ReadonlySet<EmailKey>;
  /** Whether whoever has a grant must be among the declared members. */
  readonly #closed: boolean;
  /** Entries of groups that were reported already: a group can be granted in many places. */
  readonly #reported = new Set<string>();

  constructor(check: CharterCheck, people: People) {
    const { document } = check;
    this.#check = check;
    this.#people = people;
    this.#closed =
      document.unmanaged?.members === "remove" && document.members !== undefined && check.leftOut.isWhole("members");
    this.#implied = this.#closed ? impliedPeople(document, check.model, people) : new Set();
  }

  place(scope: Scope, list: Path, grants: readonly Grant[]): void {
    const given = new Map<EmailKey, Given>();
    for (const [index, grant] of grants.entries()) {
      const path = [...list, index];
      checkDay(this.#check, path, grant.until);
      const fault = this.#check.roles?.fault(scope, grant.role);
      if (fault !== undefined) this.#check.error(fault.code, [...path, "role"], fault.message);
      const source = { entry: grant, index, role: grant.role, group: grant.group, until: grant.until };
      for (const person of this.#peopleOf(grant, path)) {
        this.#give(given, person, source, list);
        this.#standing(person, grant, path);
      }
    }
  }

  #peopleOf({ email, group }: Grant, path: Path): readonly EmailKey[] {
    if (group === undefined) return email === undefined ? [] : [emailKey(email)];
    const people = this.#people.groups.get(group);
    if (people === undefined && !this.#check.mayHave("groups", group)) {
      const message = () => `there is no group ${quoted(group)}; ${suggestion(group, this.#people.groups.keys())}`;
      this.#check.error("unknown-group", [...path, "group"], message);
    }
    return people ?? [];
  }

  /**
   * One entry by address for one person in one place. Groups may overlap where they agree, and what they give yields to
   * the entry by address.
   */
  #give(all: Map<EmailKey, Given>, person: EmailKey, source: Source, list: Path): void {
    const given = all.get(person) ?? {};
    all.set(person, given);
    const kind = source.group === undefined ? "byAddress" : "byGroup";
    const same = given[kind];
    const other = kind === "byAddress" ? given.byGroup : given.byAddress;
    given[kind] ??= source;
    if (same !== undefined) this.#again(person, same, source, list);
    else if (other?.role === source.role && other.until === source.until)
      this.#report("redundant-grant", person, other, source, list);
  }

  /** Of groups, only those that disagree. The same entry may have a person twice: in its group. */
  #again(person: EmailKey, first: Source, source: Source, list: Path): void {
    if (first.index === source.index || (source.group !== undefined && first.role === source.role)) return;
    this.#report("duplicate-grant", person, first, source, list);
  }

  #report(
    code: "redundant-grant" | "duplicate-grant",
    person: EmailKey,
    first: Source,
    source: Source,
    list: Path,
  ): void {
    const agree = first.role === source.role;
    const through = first.group === undefined ? "by e-mail address" : `through the group ${first.group}`;
    const already = `${quoted(person)} has ${agree ? "this role" : `the role ${quoted(first.role)}`} here already, ${through}`;
    // An alias of the first entry has its address only there.
    const field = source.entry === first.entry ? [] : [source.group === undefined ? "email" : "group"];
    const path = [...list, source.index, ...field];
    const more = { related: { message: "first given here", path: [...list, first.index] } };
    if (code === "redundant-grant")
      this.#check.warning(code, path, `${already}; one of the two entries is enough`, more);
    else this.#check.error(code, path, `${already}; ${adviceOn(source)}`, more);
  }

  #standing(person: EmailKey, { email, group }: Grant, path: Path): void {
    if (this.#people.absent.has(person)) {
      const message = `${quoted(email ?? person)} is declared absent, but has a role here; remove one of the two`;
      this.#reportPerson("grant-for-absent-member", person, group, path, message);
    } else if (this.#closed && !this.#isDeclared(person)) {
      const message = `${quoted(email ?? person)} has a role here, but is not among the members, and who is not is removed; declare them`;
      this.#reportPerson("undeclared-member", person, group, path, message);
    }
  }

  #isDeclared(person: EmailKey): boolean {
    return this.#people.entries.has(person) || this.#implied.has(person) || this.#check.leftOut.people.has(person);
  }

  /** At the entry by e-mail address; for a group, once and in the group. */
  #reportPerson(code: string, person: EmailKey, group: string | undefined, path: Path, message: string): void {
    if (group === undefined) {
      this.#check.error(code, [...path, "email"], message);
      return;
    }
    const name = `${code} ${group} ${person}`;
    if (this.#reported.has(name)) return;
    this.#reported.add(name);
    const index = this.#people.groups.get(group)?.indexOf(person) ?? 0;
    const related = { message: `granted through the group ${group} here`, path: [...path, "group"] };
    this.#check.error(code, ["groups", group, index], message, { related });
  }
}

function adviceOn({ group }: Source): string {
  if (group === undefined) return "keep one of the two entries";
  return "give both groups one role, or take the person out of one of them";
}
