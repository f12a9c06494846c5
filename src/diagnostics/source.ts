import { compareText } from "./compare-text.ts";

/** A place in a file that a person wrote. Lines and columns count from 1, columns in UTF-16 code units. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, the form that editors and terminals turn into a link. */
export function formatPosition(position: SourcePosition): string {
  return `${position.file}:${position.line}:${position.column}`;
}

/** Orders positions by file, then line, then column. */
export function comparePositions(left: SourcePosition, right: SourcePosition): number {
  return compareText(left.file, right.file) || left.line - right.line || left.column - right.column;
}
