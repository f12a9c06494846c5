import type { SourcePosition } from "../diagnostics/source.ts";
import type { Located, LocatedDocument } from "../documents/located-document.ts";
import type { Part, Path } from "../documents/path.ts";
import { type CharterPart, pathInFile } from "./charter-part.ts";

/** Entries of `members` from one file: the index of the first one in the merged list. */
interface MemberRange {
  readonly from: number;
  readonly part: CharterPart;
}

/** Where everything in a merged charter was written. */
export class CharterPlaces {
  readonly #parts: readonly CharterPart[];
  readonly #members: readonly MemberRange[];
  readonly #owners: ReadonlyMap<string, CharterPart>;

  /** @param owners the file of each field of the charter, by path of one to three steps */
  constructor(
    parts: readonly CharterPart[],
    members: readonly MemberRange[],
    owners: ReadonlyMap<string, CharterPart>,
  ) {
    this.#parts = parts;
    this.#members = members;
    this.#owners = owners;
  }

  /** The exact place of a key or value of the merged charter. The first call for a file parses it again. */
  locate(path: Path, part: Part = "value"): Located {
    const owner = this.#ownerOf(path);
    if (owner === undefined) return { source: { file: "charter.yaml", line: 1, column: 1 }, length: 1 };
    return owner.document.locate(pathInFile(owner, this.#pathInPart(path)), part);
  }

  /** The file from which something in the merged charter comes. */
  documentOf(path: Path): LocatedDocument | undefined {
    return this.#ownerOf(path)?.document;
  }

  /** Where a field of the charter itself stands; where the text is not in block style, the start of its file. */
  positionOfField(field: string): SourcePosition | undefined {
    return this.#ownerOf([field])?.document.positionOfTopField(field);
  }

  /** Where an entry of `members` starts. Costs next to nothing. */
  positionOfMember(index: number): SourcePosition | undefined {
    const range = this.#rangeOf(index);
    const list = range?.part.content.members;
    return list && range.part.document.positionOfEntry(list, index - range.from);
  }

  #ownerOf(path: Path): CharterPart | undefined {
    if (path[0] === "members" && path.length > 1) return this.#rangeOf(Number(path[1]))?.part;
    for (let length = Math.min(3, path.length); length > 0; length--) {
      const owner = this.#owners.get(path.slice(0, length).join("/"));
      if (owner !== undefined) return owner;
    }
    return this.#parts[0];
  }

  #pathInPart(path: Path): Path {
    if (path[0] !== "members" || path.length < 2) return path;
    const index = Number(path[1]);
    return ["members", index - (this.#rangeOf(index)?.from ?? 0), ...path.slice(2)];
  }

  #rangeOf(index: number): MemberRange | undefined {
    let low = 0;
    let high = this.#members.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#members[middle]?.from ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#members[low];
  }
}
