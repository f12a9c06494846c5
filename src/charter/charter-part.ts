import type { LocatedDocument } from "../documents/located-document.ts";
import type { Path } from "../documents/path.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { fieldsOf } from "./fields.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import { LeftOut } from "./left-out.ts";
import type { Section } from "./section.ts";

/** What one file contributes to a charter. What is not of valid form is left out, so that the rest can be checked. */
export interface CharterPart {
  readonly document: LocatedDocument;
  readonly content: CharterDocument;
  readonly leftOut: LeftOut;
  /** For lists from which entries were left out, by path: the index in the file of each entry that was kept. */
  readonly kept: ReadonlyMap<string, readonly number[]>;
}

/** A part without what the faults are about, and without unknown fields, which leave nothing missing. */
export function leaveOut(document: LocatedDocument, faults: readonly Path[], unknown: readonly Path[]): CharterPart {
  const losses: Losses = new Map();
  for (const path of unknown) lose(losses, path);
  const units = faults.map(unitOf);
  for (const unit of units) lose(losses, unit);
  const kept = new Map<string, readonly number[]>();
  const content = copyWithout(document.value, losses, [], kept) as CharterDocument;
  return { document, content, leftOut: leftOutOf(units, document.value), kept };
}

function leftOutOf(units: readonly Path[], value: unknown): LeftOut {
  const sections = new Set<Section>();
  const paths = new Set<string>();
  const people = new Set<EmailKey>();
  for (const unit of units) {
    const [section, name = ""] = unit;
    if (unit.length === 1) sections.add(section as Section);
    else if (section === "members") {
      const { email } = fieldsOf(Object(fieldsOf(value).members)[name]);
      if (typeof email === "string") people.add(emailKey(email));
      else sections.add("members");
    } else for (let length = 2; length <= unit.length; length++) paths.add(unit.slice(0, length).join("/"));
  }
  return new LeftOut(sections, paths, people);
}

/** The path in the file of a path in a part's content. */
export function pathInFile(part: CharterPart, path: Path): Path {
  if (part.kept.size === 0) return path;
  return path.map((step, depth) => part.kept.get(path.slice(0, depth).join("/"))?.[Number(step)] ?? step);
}

/** The smallest thing that makes sense without the rest: a field, an entry of a list, a role, one field of a tenant. */
function unitOf(path: Path): Path {
  switch (path[0]) {
    case "members":
      return path.slice(0, 2);
    case "roles":
      return path.slice(0, path[2] === "permissions" && path.length > 3 ? 4 : 2);
    case "tenants":
    case "projects":
      return path.slice(0, path[2] === "members" ? 4 : 3);
    default:
      return path.slice(0, 3);
  }
}

/** What is lost below a value, by key or index; `gone` for what is lost itself. */
type Losses = Map<string, Losses | "gone">;

function lose(losses: Losses, unit: Path): void {
  const [step, ...rest] = unit.map(String);
  if (step === undefined) return;
  const below = losses.get(step);
  if (rest.length === 0) losses.set(step, "gone");
  else if (below === undefined) losses.set(step, nested(rest));
  else if (below !== "gone") lose(below, rest);
}

function nested(steps: readonly string[]): Losses {
  const losses: Losses = new Map();
  lose(losses, steps);
  return losses;
}

/** Copies the collections that lose something; everything else is shared. */
function copyWithout(value: unknown, losses: Losses, path: Path, kept: Map<string, readonly number[]>): unknown {
  if (Array.isArray(value)) {
    const indexes = [...value.keys()].filter((index) => losses.get(String(index)) !== "gone");
    kept.set(path.join("/"), indexes);
    return indexes.map((index) => copyOf(value[index], below(losses, index), [...path, index], kept));
  }
  if (value === null || typeof value !== "object") return value;
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const lost = losses.get(key);
    if (lost !== "gone") entries.push([key, copyOf(inner, lost, [...path, key], kept)]);
  }
  return Object.fromEntries(entries);
}

function below(losses: Losses, index: number): Losses | undefined {
  const found = losses.get(String(index));
  return found === "gone" ? undefined : found;
}

function copyOf(value: unknown, losses: Losses | undefined, path: Path, kept: Map<string, readonly number[]>): unknown {
  return losses === undefined ? value : copyWithout(value, losses, path, kept);
}
