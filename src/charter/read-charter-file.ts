import { type ReadDocument, readDocumentInSteps } from "../documents/read-document.ts";
import { atOnce, type Steps } from "../documents/steps.ts";
import type { CharterFile } from "./find-charter.ts";
import { readStack } from "./stack/read-stack.ts";

/** Reads one file of a charter: YAML, JSON, or a synthesized stack as the charter that it means. */
export function readCharterFile(file: CharterFile): ReadDocument {
  return atOnce(readCharterFileInSteps(file));
}

/** {@link readCharterFile} in steps. */
export function* readCharterFileInSteps({ path, file, isStack, organization }: CharterFile): Steps<ReadDocument> {
  return isStack === true ? readStack(path, file, organization) : yield* readDocumentInSteps(path, file);
}
