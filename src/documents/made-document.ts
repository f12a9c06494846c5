import type { SourcePosition } from "../diagnostics/source.ts";
import type { BuiltValues } from "./built-values.ts";
import { type Located, LocatedDocument } from "./located-document.ts";
import type { Part, Path } from "./path.ts";

/** Where the fields of a made mapping come from; `rest` is the path inside that mapping. */
export type Origin = (rest: Path, part: Part) => Located;

/** Values that no text was read for, each as far as known with the place that it was made from. */
export class MadeDocument extends LocatedDocument {
  readonly #origins: ReadonlyMap<object, Origin>;
  readonly #nowhere: Located;

  /** @param origins where mappings of the value come from; what has no origin is where the mapping around it is */
  constructor(
    { file, text }: { readonly file: string; readonly text: string },
    value: unknown,
    origins: ReadonlyMap<object, Origin>,
  ) {
    super(file, text, unbuilt(value));
    this.#origins = origins;
    this.#nowhere = { source: { file, line: 1, column: 1 }, length: 1 };
  }

  override positionOf(mapping: object): SourcePosition {
    return (this.#origins.get(mapping)?.([], "key") ?? this.#nowhere).source;
  }

  override positionOfTopField(field: string): SourcePosition {
    return this.locate([field], "key").source;
  }

  override positionOfEntry(list: readonly unknown[], index: number): SourcePosition {
    return this.positionOf(Object(list[index]) as object);
  }

  override locate(path: Path, part: Part = "value"): Located {
    let value = this.value;
    let found = this.#origins.get(Object(value) as object);
    let rest = path;
    for (const [depth, step] of path.entries()) {
      value = (Object(value) as Readonly<Record<string, unknown>>)[String(step)];
      const origin = this.#origins.get(Object(value) as object);
      if (origin === undefined) continue;
      found = origin;
      rest = path.slice(depth + 1);
    }
    return found?.(rest, rest.length === 0 && part === "value" ? "key" : part) ?? this.#nowhere;
  }
}

function unbuilt(value: unknown): BuiltValues {
  return {
    value,
    starts: new Map(),
    entries: new Map(),
    hasDuplicateKeys: false,
    hasAliases: false,
    documents: 1,
    secondDocument: undefined,
  };
}
