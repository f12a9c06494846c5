import type { LocatedDocument } from "../documents/located-document.ts";
import type { Path } from "../documents/path.ts";
import type { CharterDocument } from "./generated/charter-document.ts";

/** Top-level fields of a charter, and `grants` for the people of its tenants and projects. */
export type Section = Exclude<keyof CharterDocument, "$schema"> | "grants";

/** What one file contributes to a charter. What is not of valid form is left out, so that the rest can be checked. */
export interface CharterPart {
  readonly document: LocatedDocument;
  readonly content: CharterDocument;
  /** Sections from which something was left out: nothing may be concluded from what is missing there. */
  readonly faulty: ReadonlySet<Section>;
  /** For lists from which entries were left out, by path: the index in the file of each entry that was kept. */
  readonly kept: ReadonlyMap<string, readonly number[]>;
}

/**
 * A part without what the faults are about, and without unknown fields. What is missing because it was faulty makes its
 * section so; an unknown field leaves nothing missing.
 */
export function leaveOut(document: LocatedDocument, faults: readonly Path[], unknown: readonly Path[]): CharterPart {
  const losses: Losses = new Map();
  for (const path of unknown) lose(losses, path);
  const faulty = new Set<Section>();
  for (const path of faults) {
    const unit = unitOf(path);
    faulty.add(sectionOf(unit));
    lose(losses, unit);
  }
  const kept = new Map<string, readonly number[]>();
  const content = copyWithout(document.value, losses, [], kept) as CharterDocument;
  return { document, content, faulty, kept };
}

/** The path in the file of a path in a part's content. */
export function pathInFile(part: CharterPart, path: Path): Path {
  if (part.kept.size === 0) return path;
  const length = path[0] === "members" ? 1 : 3;
  const index = part.kept.get(path.slice(0, length).join("/"))?.[Number(path[length])];
  return index === undefined ? path : [...path.slice(0, length), index, ...path.slice(length + 1)];
}

/** The smallest thing that makes sense without the rest: a field, an entry, a role, one field of a tenant. */
function unitOf(path: Path): Path {
  const inPlace = path[0] === "tenants" || path[0] === "projects";
  if (!inPlace) return path.slice(0, 2);
  return path.slice(0, path[2] === "members" ? 4 : 3);
}

function sectionOf(unit: Path): Section {
  const inPlace = unit[0] === "tenants" || unit[0] === "projects";
  return inPlace && unit.length > 2 && unit[2] === "members" ? "grants" : (unit[0] as Section);
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
