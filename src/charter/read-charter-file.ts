import { type ReadDocument, readDocument } from "../documents/read-document.ts";
import type { CharterFile } from "./find-charter.ts";
import { readStack } from "./stack/read-stack.ts";

/** Reads one file of a charter: YAML, JSON, or a synthesized stack as the charter that it means. */
export function readCharterFile({ path, file, isStack }: CharterFile): ReadDocument {
  return isStack === true ? readStack(path, file) : readDocument(path, file);
}
