import type { FindingList } from "../diagnostics/finding-list.ts";
import { quoted } from "../diagnostics/printable.ts";
import type { Path } from "../documents/path.ts";
import type { CharterPart } from "./charter-part.ts";
import { CharterPlaces } from "./charter-places.ts";
import type { CharterDocument } from "./generated/charter-document.ts";

export interface MergedCharter {
  readonly document: CharterDocument;
  readonly places: CharterPlaces;
}

/** How the fields of several files come together. */
const MERGES = {
  charter: "agree",
  organization: "agree",
  title: "once",
  tier: "once",
  roleModel: "once",
  members: "list",
  settings: "fields",
  unmanaged: "fields",
  roles: "fields",
  groups: "fields",
  tenants: "fields",
  projects: "fields",
  guards: "fields",
  identities: "fields of fields",
} as const;

type Field = keyof typeof MERGES;

/** One charter from its parts. What two parts declare is an error that shows both places; the first one counts. */
export function mergeParts(parts: readonly CharterPart[], findings: FindingList): MergedCharter {
  const merge = new Merge(findings);
  for (const part of parts) merge.add(part);
  return { document: merge.document as CharterDocument, places: new CharterPlaces(parts, merge.members, merge.owners) };
}

class Merge {
  readonly document: Record<string, unknown> = {};
  readonly owners = new Map<string, CharterPart>();
  readonly members: { from: number; part: CharterPart }[] = [];
  readonly #findings: FindingList;

  constructor(findings: FindingList) {
    this.#findings = findings;
  }

  add(part: CharterPart): void {
    for (const field of Object.keys(MERGES) as Field[]) {
      const value = part.content[field];
      if (value === undefined) continue;
      if (MERGES[field] === "list") this.#append(part, value as unknown[]);
      else this.#take(this.document, [field], value, part, MERGES[field]);
    }
  }

  #append(part: CharterPart, entries: readonly unknown[]): void {
    const so = (this.document.members as unknown[] | undefined) ?? [];
    this.members.push({ from: so.length, part });
    // A single file's list is taken as it is; only further ones are copied together.
    this.document.members = this.members.length === 1 ? entries : so.concat(entries);
    if (!this.owners.has("members")) this.owners.set("members", part);
  }

  #take(into: Record<string, unknown>, path: Path, value: unknown, part: CharterPart, merge: string): void {
    const key = String(path.at(-1));
    const present = Object.hasOwn(into, key);
    if (merge.startsWith("fields")) {
      const fields = present ? (into[key] as Record<string, unknown>) : {};
      if (!present) this.#own(into, path, fields, part);
      const inner = merge === "fields" ? "once" : "fields";
      for (const [name, one] of Object.entries(value as object)) this.#take(fields, [...path, name], one, part, inner);
    } else if (!present) this.#own(into, path, value, part);
    else if (merge === "once" || into[key] !== value) this.#report(path, value, part, merge);
  }

  #own(into: Record<string, unknown>, path: Path, value: unknown, part: CharterPart): void {
    into[String(path.at(-1))] = value;
    this.owners.set(path.join("/"), part);
  }

  #report(path: Path, value: unknown, part: CharterPart, merge: string): void {
    const key = quoted(path.at(-1));
    const message =
      merge === "agree"
        ? `${key} is ${quoted(value)} here, but another file of this charter says otherwise; a charter declares one organization`
        : `${key} is declared twice in this charter; keep one of the two`;
    this.#findings.error("declared-twice", () => ({
      message,
      ...part.document.locate(path, "key"),
      related: this.#firstPlace(path),
    }));
  }

  #firstPlace(path: Path) {
    const first = this.owners.get(path.join("/"));
    return first === undefined
      ? []
      : [{ message: "first declared here", source: first.document.locate(path, "key").source }];
  }
}
