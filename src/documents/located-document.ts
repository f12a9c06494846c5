import { LineTable } from "../diagnostics/line-table.ts";
import type { SourcePosition } from "../diagnostics/source.ts";
import type { BuiltValues } from "./built-values.ts";
import { Locator, type Span } from "./locator.ts";
import type { Part, Path } from "./path.ts";

/** A place as findings carry it. */
export interface Located {
  readonly source: SourcePosition;
  readonly length: number;
}

/** The values of a file, and where each of them stands. */
export class LocatedDocument {
  /** The file's name as it is shown. */
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  readonly #built: BuiltValues;
  #lines: LineTable | undefined;
  #locator: Locator | undefined;

  constructor(file: string, text: string, built: BuiltValues) {
    this.file = file;
    this.text = text;
    this.value = built.value;
    this.#built = built;
  }

  /** Where a mapping stands that is no entry of a list: at its key. Costs next to nothing. */
  positionOf(mapping: object): SourcePosition {
    return this.#position(this.#built.starts.get(mapping) ?? 0);
  }

  /**
   * Where a field of the whole stands, if its line begins with it as in block style; else the start of the text. Costs
   * next to nothing.
   *
   * @param field letters only
   */
  positionOfTopField(field: string): SourcePosition {
    return this.#position(Math.max(0, this.text.search(new RegExp(`^${field}[ \\t]*:`, "m"))));
  }

  /** Where an entry of a list of this document starts. Costs next to nothing. */
  positionOfEntry(list: readonly unknown[], index: number): SourcePosition {
    return this.#position(this.#built.entries.get(list)?.[index] ?? 0);
  }

  /** The exact place of the key or the value at a path. The first call parses the text again. */
  locate(path: Path, part: Part = "value"): Located {
    this.#locator ??= new Locator(this.text);
    return this.place(this.#locator.span(path, part));
  }

  place({ offset, length }: Span): Located {
    return { source: this.#position(offset), length };
  }

  #position(offset: number): SourcePosition {
    this.#lines ??= new LineTable(this.text);
    return this.#lines.position(this.file, offset);
  }
}
