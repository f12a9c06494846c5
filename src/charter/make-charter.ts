import { FindingList } from "../diagnostics/finding-list.ts";
import { MadeDocument } from "../documents/made-document.ts";
import { assembleCharter } from "./assemble-charter.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import type { LoadedCharter } from "./loaded-charter.ts";

/** A charter that a program made, and the names of what its mappings were made from. */
export interface MadeCharter {
  readonly document: CharterDocument;
  /** What the whole was made from. */
  readonly name: string;
  /** By mapping: an entry of a list, a role, a tenant, a project. */
  readonly names: ReadonlyMap<object, () => string>;
}

/** Checks the form of a charter that no file has. Findings have the name of what is at fault for their file. */
export function makeCharter({ document, name, names }: MadeCharter): LoadedCharter {
  const origins = [...names].map(([mapping, nameOf]) => [mapping, () => placeIn(nameOf())] as const);
  const made = new MadeDocument({ file: name, text: "" }, document, new Map(origins));
  return assembleCharter({ documents: [made], sources: new Map(), findings: new FindingList(), unread: false });
}

function placeIn(file: string) {
  return { source: { file, line: 1, column: 1 }, length: 1 };
}
