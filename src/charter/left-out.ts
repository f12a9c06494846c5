import type { Path } from "../documents/path.ts";
import type { EmailKey } from "../membership/email.ts";
import type { Section } from "./section.ts";

/** What of a charter is left out because of its form. Whatever refers to it is not at fault for that. */
export class LeftOut {
  /** People of whose entries in `members` something is ill-formed, as far as the entries say whose they are. */
  readonly people: ReadonlySet<EmailKey>;
  readonly #sections: ReadonlySet<Section>;
  readonly #paths: ReadonlySet<string>;

  /**
   * @param sections of which nobody can tell all that they were to declare
   * @param paths of what has a name, each joined by slashes
   */
  constructor(
    sections: ReadonlySet<Section> = new Set(),
    paths: ReadonlySet<string> = new Set(),
    people: ReadonlySet<EmailKey> = new Set(),
  ) {
    this.#sections = sections;
    this.#paths = paths;
    this.people = people;
  }

  /** What several files leave out. */
  and(other: LeftOut): LeftOut {
    return new LeftOut(
      this.#sections.union(other.#sections),
      this.#paths.union(other.#paths),
      this.people.union(other.people),
    );
  }

  /** False where the section may have declared more than anybody can name. */
  isWhole(section: Section): boolean {
    return !this.#sections.has(section);
  }

  /** True for what is declared, but not as it was meant. */
  has(path: Path): boolean {
    return this.#paths.has(path.join("/"));
  }
}
