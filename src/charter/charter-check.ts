import type { FindingList } from "../diagnostics/finding-list.ts";
import type { Part, Path } from "../documents/path.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { CharterPlaces } from "./charter-places.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import type { LeftOut } from "./left-out.ts";
import { RoleBook } from "./role-book.ts";
import type { Section } from "./section.ts";

/** What is being checked, and where what is wrong with it is collected. */
export class CharterCheck {
  readonly document: CharterDocument;
  readonly model: RoleModel | undefined;
  readonly roles: RoleBook | undefined;
  /** What was left out because of its form: nothing is concluded from its missing. */
  readonly leftOut: LeftOut;
  readonly #places: CharterPlaces;
  readonly #findings: FindingList;

  constructor(
    document: CharterDocument,
    model: RoleModel | undefined,
    context: { readonly places: CharterPlaces; readonly leftOut: LeftOut; readonly findings: FindingList },
  ) {
    this.document = document;
    this.model = model;
    this.#places = context.places;
    this.leftOut = context.leftOut;
    this.#findings = context.findings;
    this.roles = model && new RoleBook(document, model, this.leftOut);
  }

  /** True where a key that the document does not have may have been declared: what refers to it is not at fault. */
  mayHave(section: Section, key: string): boolean {
    return !this.leftOut.isWhole(section) || this.leftOut.has([section, key]);
  }

  error(code: string, path: Path, message: string | (() => string), more: More = {}): void {
    this.#findings.error(code, () => this.#describe(path, message, more));
  }

  warning(code: string, path: Path, message: string | (() => string), more: More = {}): void {
    this.#findings.warning(code, () => this.#describe(path, message, more));
  }

  #describe(path: Path, message: string | (() => string), { part = "value", related }: More) {
    const described = {
      message: typeof message === "string" ? message : message(),
      ...this.#places.locate(path, part),
    };
    if (related === undefined) return described;
    return { ...described, related: [{ message: related.message, source: this.#places.locate(related.path).source }] };
  }
}

interface More {
  readonly part?: Part;
  /** Another place that takes part. */
  readonly related?: { readonly message: string; readonly path: Path };
}
