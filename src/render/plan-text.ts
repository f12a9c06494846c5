import { printable } from "../diagnostics/printable.ts";
import { formatPosition } from "../diagnostics/source.ts";
import type { Plan, PlannedChange, PlanRefusal } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";
import { groupAccess } from "./group-access.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { type Paint, paint } from "./paint.ts";
import { planSummary } from "./plan-summary.ts";

export interface TextOptions {
  readonly color: boolean;
}

/** Subjects wider than this do not push the column to the right. */
const WIDEST_SUBJECT = 44;
const MOST_ENTRIES = 40;
const MOST_PEOPLE = 6;

/** A plan as a reviewer reads it on a terminal. */
export function planText(plan: Plan, options: TextOptions): string {
  const colors = paint(options.color);
  const sections = [
    header(plan, colors),
    ...groupChanges(plan).map((group) => changeSection(group, colors)),
    accessSection(plan, colors),
    waitingSection(plan, colors),
    unmanagedSection(plan, colors),
    refusalSection(plan, colors),
    colors.strong(printable(planSummary(plan))),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function header(plan: Plan, colors: Paint): string {
  const { email, role, level } = plan.actor;
  const held = role === null ? "no role" : level === null ? role : `${role}, level ${level}`;
  const by = `as ${email} (${held})`;
  const allowed = plan.allowed.length === 0 ? "" : `\n${colors.warned(`switched off: ${plan.allowed.join(", ")}`)}`;
  return `${colors.strong(printable(plan.organization))} ${colors.faint(printable(`${plan.roleModel} at ${plan.api}, ${by}`))}${allowed}`;
}

function changeSection({ title, changes }: ChangeGroup, colors: Paint): string {
  const width = Math.min(
    WIDEST_SUBJECT,
    Math.max(...changes.map((change) => printable(describeChange(change).subject).length)),
  );
  return [colors.strong(printable(title)), ...changes.flatMap((change) => changeLines(change, width, colors))].join(
    "\n",
  );
}

function changeLines(change: PlannedChange, width: number, colors: Paint): string[] {
  const { sign, subject, detail } = describeChange(change);
  const color = { "+": colors.added, "~": colors.changed, "-": colors.removed }[sign];
  const mark = change.privilege === "broadens" ? `  ${colors.warned("▲ broadens")}` : "";
  const at =
    change.source === undefined ? "" : colors.faint(`  ${printable(`${change.source.file}:${change.source.line}`)}`);
  const first = `  ${color(`${sign} ${printable(subject).padEnd(width)}  ${printable(detail)}`)}${mark}${at}`;
  return [first, ...change.effects.map((effect) => colors.faint(`      ↳ ${printable(effect)}`))];
}

/** Title and entries, cut with a count where there are too many. */
function section(title: string, entries: readonly string[], colors: Paint): string {
  if (entries.length === 0) return "";
  const shown = entries.slice(0, MOST_ENTRIES);
  const more = entries.length - shown.length;
  const rest = more === 0 ? [] : [colors.faint(`  … and ${more} more; --format json has all of them`)];
  return [colors.strong(title), ...shown.map((entry) => `  ${entry}`), ...rest].join("\n");
}

function accessSection(plan: Plan, colors: Paint): string {
  const entries = groupAccess(plan.access).map(({ scope, gains, loses, once, people }) => {
    const gained = gains.map((permission) => colors.added(`+${printable(permission)}`));
    const lost = loses.map((permission) => colors.removed(`−${printable(permission)}`));
    const named = people.slice(0, MOST_PEOPLE).join(", ");
    const others = people.length > MOST_PEOPLE ? ` and ${people.length - MOST_PEOPLE} more` : "";
    const when = once ? colors.faint(", once accepted") : "";
    return `${printable(scope)}: ${printable(named)}${others}${when}\n      ${[...gained, ...lost].join(" ")}`;
  });
  return section("Access gained and lost", entries, colors);
}

function waitingSection({ waiting }: Plan, colors: Paint): string {
  const entries = waiting.map(({ address, for: reason, role }) =>
    colors.faint(printable(`${address} as ${role}: until ${reason}`)),
  );
  return section("Waiting", entries, colors);
}

function unmanagedSection({ unmanaged }: Plan, colors: Paint): string {
  const entries = unmanaged.map(({ address, role }) =>
    printable(role === undefined ? address : `${address} (${role})`),
  );
  return section("Live, but declared nowhere", entries, colors);
}

function refusalSection({ refusals }: Plan, colors: Paint): string {
  return section(
    "Refused",
    refusals.map((refusal) => refusalEntry(refusal, colors)),
    colors,
  );
}

function refusalEntry({ code, address, message, source }: PlanRefusal, colors: Paint): string {
  const at = source === undefined ? "" : `\n      ${colors.faint(`at ${printable(formatPosition(source))}`)}`;
  return `${colors.removed(`✗ ${code}`)} ${printable(address)}\n      ${printable(message)}${at}`;
}
