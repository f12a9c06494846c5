import { displayWidth } from "../diagnostics/display-width.ts";
import { printable } from "../diagnostics/printable.ts";
import type { PlannedChange } from "../plan/plan.ts";
import { type ChangeLine, describeChange } from "./describe-change.ts";
import type { Paint } from "./paint.ts";
import { pad, type Width, wrapText } from "./wrap.ts";

/** Where the columns of a plan's changes stand: `  + subject  detail  mark  source`. */
export interface ChangeColumns {
  readonly subject: number;
  readonly detail: number;
  readonly mark: string;
  /** Sources stand on a line of their own where the terminal is too narrow for a column of them. */
  readonly sourceBelow: boolean;
  readonly width: Width;
}

/** Subjects wider than this, or than this share of a terminal, do not push the column to the right. */
const WIDEST_SUBJECT = 44;
const SUBJECT_SHARE = 0.35;
/** Details wider than this do not push their neighbours away: on a terminal they go on in the next line. */
const WIDEST_DETAIL = 48;
/** Words beside the mark are worth wrapping details for, down to this width. */
const COMFORTABLE_DETAIL = 40;
/** A detail is not squeezed into less than this to keep its neighbours on the line. */
const NARROWEST_DETAIL = 24;
const INDENT = 4;
const GAP = 2;
const MARK = "▲ broadens";
const SHORT_MARK = "▲";

/** Columns that fit every change of a plan, so that marks and sources line up from its first section to its last. */
export function changeColumns(changes: readonly PlannedChange[], width: Width): ChangeColumns {
  let subject = 0;
  let detail = 0;
  let source = 0;
  const widest = width === undefined ? WIDEST_SUBJECT : Math.min(WIDEST_SUBJECT, Math.floor(width * SUBJECT_SHARE));
  for (const change of changes) {
    const line = lineOf(change);
    subject = Math.max(subject, Math.min(widest, displayWidth(line.subject)));
    detail = Math.max(detail, Math.min(WIDEST_DETAIL, displayWidth(line.detail)));
    source = Math.max(source, displayWidth(sourceOf(change)));
  }
  const marked = changes.some(broadens);
  if (width === undefined) return { subject, detail, mark: marked ? MARK : "", sourceBelow: false, width };
  const room = width - INDENT - subject - GAP;
  const columns = (mark: string, sourceBelow: boolean): ChangeColumns => {
    const taken = (mark === "" ? 0 : GAP + displayWidth(mark)) + (sourceBelow || source === 0 ? 0 : GAP + source);
    return { subject, detail: Math.min(detail, room - taken), mark, sourceBelow, width };
  };
  const wanted = Math.min(detail, NARROWEST_DETAIL);
  const wide = columns(marked ? MARK : "", false);
  if (wide.detail >= Math.min(detail, COMFORTABLE_DETAIL)) return wide;
  const short = columns(marked ? SHORT_MARK : "", false);
  return short.detail >= wanted ? short : columns(short.mark, true);
}

/** The lines of one change: what, whether it broadens, where it is declared; below it what it causes besides. */
export function changeLines(change: PlannedChange, columns: ChangeColumns, colors: Paint): string[] {
  const { sign, subject, detail } = lineOf(change);
  const color = { "+": colors.added, "~": colors.changed, "-": colors.removed }[sign];
  const hanging = INDENT + columns.subject + GAP;
  const [first = "", ...rest] = wrapText(
    detail,
    bounded(columns.detail, columns),
    bounded(roomAfter(hanging, columns), columns),
  );
  const mark = columns.mark === "" ? "" : pad(broadens(change) ? columns.mark : "", displayWidth(columns.mark));
  const source = sourceOf(change);
  const beside = columns.sourceBelow ? "" : source;
  const right = [mark, beside].some((part) => part.trim() !== "");
  const shown = right ? pad(first, columns.detail) : first;
  const cells = [
    `  ${color(`${sign} ${pad(subject, columns.subject)}  ${shown}`)}`,
    ...(columns.mark === "" || !right ? [] : [colors.warned(mark)]),
    ...(beside === "" ? [] : [colors.faint(beside)]),
  ];
  const below = columns.sourceBelow && source !== "" ? [`at ${source}`] : [];
  return [
    cells.join(" ".repeat(GAP)),
    ...rest.map((text) => color(" ".repeat(hanging) + text)),
    ...below.map((text) => colors.faint(" ".repeat(INDENT + GAP) + text)),
    ...change.effects.flatMap((effect) => effectLines(effect, columns, colors)),
  ];
}

function effectLines(effect: string, columns: ChangeColumns, colors: Paint): string[] {
  const indent = " ".repeat(INDENT + GAP);
  const lines = wrapText(printable(effect), bounded(roomAfter(indent.length + 2, columns), columns));
  return lines.map((line, index) => colors.faint(`${indent}${index === 0 ? "↳ " : "  "}${line}`));
}

function lineOf(change: PlannedChange): ChangeLine {
  const { sign, subject, detail } = describeChange(change);
  return { sign, subject: printable(subject), detail: printable(detail) };
}

function sourceOf({ source }: PlannedChange): string {
  return source === undefined ? "" : printable(`${source.file}:${source.line}`);
}

function broadens({ privilege }: PlannedChange): boolean {
  return privilege === "broadens";
}

function roomAfter(indent: number, { width }: ChangeColumns): number {
  return Math.max(NARROWEST_DETAIL, (width ?? 0) - indent);
}

/** Nothing is wrapped where there is no terminal. */
function bounded(room: number, { width }: ChangeColumns): Width {
  return width === undefined ? undefined : Math.max(1, room);
}
