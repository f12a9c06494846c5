import type { Path } from "../../documents/path.ts";
import { type Fields, fieldsOf, isFields } from "../fields.ts";

/** One resource of a synthesized stack. */
export interface StackBlock {
  readonly type: string;
  readonly name: string;
  /** Where it stands in the file. */
  readonly path: Path;
  readonly fields: Fields;
}

/** Blocks of which there may be one or a list. */
export function listOf(value: unknown): readonly (readonly [Path, Fields])[] {
  if (Array.isArray(value)) return value.map((item, index) => [[index], fieldsOf(item)] as const);
  return isFields(value) ? [[[], value]] : [];
}

/** Every resource of our provider, by type and name. */
export function charterBlocks(stack: Fields): StackBlock[] {
  return Object.entries(fieldsOf(stack.resource))
    .filter(([type]) => type.startsWith("charter_"))
    .flatMap(([type, named]) =>
      Object.entries(fieldsOf(named)).flatMap(([name, block]) =>
        listOf(block).map(([index, fields]) => ({ type, name, path: ["resource", type, name, ...index], fields })),
      ),
    );
}
