import type { Path } from "../../documents/path.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** One resource of a synthesized stack. */
export interface StackBlock {
  readonly type: string;
  readonly name: string;
  /** Where it stands in the file. */
  readonly path: Path;
  readonly fields: Fields;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
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
