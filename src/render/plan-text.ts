import { printable } from "../diagnostics/printable.ts";
import { formatPosition } from "../diagnostics/source.ts";
import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { Plan, PlanRefusal } from "../plan/plan.ts";
import { approvalText } from "./approval-text.ts";
import { type ChangeColumns, changeColumns, changeLines } from "./change-lines.ts";
import { columnsText } from "./columns.ts";
import { type AccessGroup, groupAccess } from "./group-access.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { type Paint, paint } from "./paint.ts";
import { planSummary } from "./plan-summary.ts";
import { type Width, wrapText, wrapWords } from "./wrap.ts";

/** How a terminal shows it. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; nothing is wrapped where there is none. */
  readonly width?: number | undefined;
  /** What the charter wants only for some days more. */
  readonly expiring?: readonly ExpiringAccess[] | undefined;
}

const MOST_ENTRIES = 40;
const MOST_PEOPLE = 6;
const INDENT = 2;
const DEEP = 6;

/** A plan as a reviewer reads it on a terminal. */
export function planText(plan: Plan, { color, width, expiring = [] }: TextOptions): string {
  const colors = paint(color);
  const columns = changeColumns(plan.changes, width);
  const sections = [
    header(plan, colors, width),
    ...groupChanges(plan).map((group) => changeSection(group, columns, colors)),
    accessSection(plan, colors, width),
    ...waitingSections(plan, colors, width),
    expiringSection(expiring, colors, width),
    unmanagedSection(plan, colors, width),
    refusalSection(plan, colors, width),
    wrapText(printable(planSummary(plan)), width)
      .map(colors.strong)
      .join("\n"),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** Why a plan may not be applied, without the rest of it. */
export function refusalsText(plan: Plan, refusals: readonly PlanRefusal[], { color, width }: TextOptions): string {
  const colors = paint(color);
  const refused = { ...plan, refusals };
  return `${refusalSection(refused, colors, width)}\n\n${colors.strong(planSummary(refused))}\n`;
}

function header(plan: Plan, colors: Paint, width: Width): string {
  const { organization, roleModel, api, actor, allowed } = plan;
  const { email, role, level } = actor;
  const held = role === null ? "no role" : level === null ? role : `${role}, level ${level}`;
  const about = printable(`${organization} at ${api}, by the rules of ${roleModel}, as ${email} (${held})`);
  const [first = "", ...rest] = wrapText(about, width);
  const name = printable(organization);
  const lines = [colors.strong(name) + colors.faint(first.slice(name.length)), ...rest.map(colors.faint)];
  lines.push(...approvalLines(plan, colors, width));
  return [...lines, ...(allowed.length === 0 ? [] : [colors.warned(`switched off: ${allowed.join(", ")}`)])].join("\n");
}

/** On whose authority, where it was made on anybody's besides the token's. */
function approvalLines(plan: Plan, colors: Paint, width: Width): string[] {
  const approval = approvalText(plan);
  return approval === undefined ? [] : wrapText(printable(approval), width).map(colors.faint);
}

function changeSection({ title, changes }: ChangeGroup, columns: ChangeColumns, colors: Paint): string {
  const lines = changes.flatMap((change) => changeLines(change, columns, colors));
  return [colors.strong(printable(title)), ...lines].join("\n");
}

/** Title and entries, cut with a count where there are too many. */
function section(title: string, entries: readonly string[], colors: Paint): string {
  if (entries.length === 0) return "";
  const shown = entries.slice(0, MOST_ENTRIES);
  const more = entries.length - shown.length;
  const rest = more === 0 ? [] : [colors.faint(`  … and ${more} more; --format json has all of them`)];
  return [colors.strong(title), ...shown, ...rest].join("\n");
}

function accessSection({ access }: Plan, colors: Paint, width: Width): string {
  const entries = groupAccess(access).map((group) => accessEntry(group, colors, width));
  return section("Access gained and lost", entries, colors);
}

function accessEntry({ scope, gains, loses, once, people }: AccessGroup, colors: Paint, width: Width): string {
  const others = people.length > MOST_PEOPLE ? ` and ${people.length - MOST_PEOPLE} more` : "";
  const when = once ? ", once accepted" : "";
  const who = printable(`${scope}: ${people.slice(0, MOST_PEOPLE).join(", ")}${others}${when}`);
  const permissions = [...gains.map((key) => `+${key}`), ...loses.map((key) => `−${key}`)].map(printable);
  const colored = (word: string) => (word.startsWith("+") ? colors.added(word) : colors.removed(word));
  const lines = wrapWords(permissions, inside(width, DEEP)).map((words) => words.map(colored).join(" "));
  return [...indented(wrapText(who, inside(width, INDENT)), INDENT), ...indented(lines, DEEP)].join("\n");
}

/** One section a reason, with what waits for it in two columns. */
function waitingSections({ waiting }: Plan, colors: Paint, width: Width): string[] {
  return [...Map.groupBy(waiting, (entry) => entry.for)].map(([reason, entries]) =>
    section(printable(`Waiting for: ${reason}`), addressed(entries, colors.faint, width), colors),
  );
}

function expiringSection(expiring: readonly ExpiringAccess[], colors: Paint, width: Width): string {
  const rows = expiring.map(({ address, role, until }) => [printable(address), printable(role), `until ${until}`]);
  if (rows.length === 0) return "";
  const lines = columnsText(rows, inside(width, INDENT)).split("\n");
  return section("Expiring soon", indented(lines.map(colors.warned), INDENT), colors);
}

function unmanagedSection({ unmanaged }: Plan, colors: Paint, width: Width): string {
  return section(
    "Live, but declared nowhere",
    addressed(unmanaged, (text) => text, width),
    colors,
  );
}

/** Addresses and roles in two columns, one line each. */
function addressed(
  entries: readonly { readonly address: string; readonly role?: string }[],
  color: (text: string) => string,
  width: Width,
): string[] {
  const rows = entries.map(({ address, role = "" }) => [printable(address), printable(role)]);
  if (rows.length === 0) return [];
  return columnsText(rows, inside(width, INDENT))
    .split("\n")
    .map((line) => `${" ".repeat(INDENT)}${color(line)}`);
}

function refusalSection({ refusals }: Plan, colors: Paint, width: Width): string {
  return section(
    "Refused",
    refusals.map((refusal) => refusalEntry(refusal, colors, width)),
    colors,
  );
}

function refusalEntry({ code, address, message, source }: PlanRefusal, colors: Paint, width: Width): string {
  const at = source === undefined ? [] : [colors.faint(`at ${printable(formatPosition(source))}`)];
  const head = `  ${colors.removed(`✗ ${code}`)} ${printable(address)}`;
  return [head, ...indented([...wrapText(printable(message), inside(width, DEEP)), ...at], DEEP)].join("\n");
}

function indented(lines: readonly string[], indent: number): string[] {
  return lines.map((line) => " ".repeat(indent) + line);
}

function inside(width: Width, indent: number): Width {
  return width === undefined ? undefined : Math.max(20, width - indent);
}
