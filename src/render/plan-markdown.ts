import { counted } from "../diagnostics/counted.ts";
import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { Plan, PlanRefusal, Unmanaged } from "../plan/plan.ts";
import { approvalText } from "./approval-text.ts";
import { commentMarker } from "./comment-marker.ts";
import { codeSpan, prose } from "./escape-markdown.ts";
import { type Block, type FittedPart, fitParts, type Part } from "./fit-blocks.ts";
import { accessBlocks } from "./markdown-access.ts";
import { changeBlocks, details } from "./markdown-changes.ts";
import { countsTable } from "./markdown-counts.ts";
import { type SourceUrl, safeUrl, sourceLink } from "./markdown-source.ts";
import { verdictOf } from "./verdict.ts";

/** Characters that GitHub takes in one comment. */
export const COMMENT_LIMIT = 65_536;

/** What a comment can say beyond its plan, and how long it may be. */
export interface MarkdownOptions {
  readonly sourceUrl?: SourceUrl | undefined;
  /** The command that shows the whole plan. */
  readonly command?: string | undefined;
  /** Where the whole output can be read, such as the page of a CI job. */
  readonly wholeUrl?: string | undefined;
  /** What the charter wants only for some days more. */
  readonly expiring?: readonly ExpiringAccess[] | undefined;
  /** Characters that there is room for; by default {@link COMMENT_LIMIT}. */
  readonly limit?: number | undefined;
}

/** Room for the sentence that says what was left out. */
const NOTE = 700;
const MOST_NAMED = 20;
const WEIGHTS = { refusal: 0, expiring: 5, waiting: 6, unmanaged: 7 } as const;

/**
 * A plan as a comment for a code host: the verdict in its first line, never longer than the limit, and no text of a
 * charter or of the live state is anything but text in it.
 */
export function planMarkdown(plan: Plan, options: MarkdownOptions = {}): string {
  const { sourceUrl = () => undefined, limit = COMMENT_LIMIT, expiring = [] } = options;
  const head = `${verdictLine(plan)}\n\n${countsTable(plan)}`;
  const foot = footer(plan);
  const fitted = fitParts(partsOf(plan, sourceUrl, expiring), limit - head.length - foot.length - NOTE);
  return `${head}${leftOut(fitted, options)}${fitted.map(({ text }) => text).join("")}${foot}`;
}

function verdictLine(plan: Plan): string {
  const { refusals, changes } = plan;
  const organization = codeSpan(plan.organization);
  const broadening = changes.filter(({ privilege }) => privilege === "broadens").length;
  switch (verdictOf(plan)) {
    case "refused":
      return `### ✗ Refused: ${organization}, for ${counted(refusals.length, "reason")}; nothing will be written`;
    case "broadens":
      return `### ▲ Broadens privilege: ${organization}, by ${broadening} of ${counted(changes.length, "change")}`;
    case "safe":
      return `### ✓ Safe: ${organization}, ${counted(changes.length, "change")}, none of which broadens privilege`;
    case "nothing":
      return `### ✓ No changes: ${organization} is as the charter declares`;
  }
}

function partsOf(plan: Plan, sourceUrl: SourceUrl, expiring: readonly ExpiringAccess[]): Part[] {
  return [
    { heading: "#### Refused\n\n", noun: "refusals", blocks: refusalBlocks(plan, sourceUrl) },
    { heading: "#### Access gained and lost\n\n", noun: "entries of access", blocks: accessBlocks(plan) },
    { heading: "#### Changes\n\n", noun: "changes", blocks: changeBlocks(plan, sourceUrl) },
    { heading: "#### Expiring soon\n\n", noun: "expiring entries", blocks: expiringBlocks(expiring, sourceUrl) },
    { heading: "#### Waiting\n\n", noun: "waiting entries", blocks: waitingBlocks(plan) },
    { heading: "#### Live, but declared nowhere\n\n", noun: "undeclared objects", blocks: unmanagedBlocks(plan) },
  ];
}

function refusalBlocks({ refusals }: Plan, sourceUrl: SourceUrl): Block[] {
  if (refusals.length === 0) return [];
  const text = ({ code, address, message, source }: PlanRefusal) => {
    const at = source === undefined ? "" : ` · ${sourceLink(source, sourceUrl)}`;
    return `- **${codeSpan(code)}** ${codeSpan(address)}: ${prose(message)}${at}\n`;
  };
  return [{ head: "", tail: "\n", entries: refusals.map((one) => ({ text: text(one), weight: WEIGHTS.refusal })) }];
}

/** The last days of what is wanted only for a time. */
function expiringBlocks(expiring: readonly ExpiringAccess[], sourceUrl: SourceUrl): Block[] {
  if (expiring.length === 0) return [];
  const text = ({ address, role, until, source }: ExpiringAccess) => {
    const at = source === undefined ? "" : ` · ${sourceLink(source, sourceUrl)}`;
    return `- ${codeSpan(address)} as ${codeSpan(role)}: ${until} is the last day${at}\n`;
  };
  const head =
    "From the day after, the removal is planned by itself. To keep the access, move the day in the charter.\n\n";
  return [{ head, tail: "\n", entries: expiring.map((one) => ({ text: text(one), weight: WEIGHTS.expiring })) }];
}

/** One section a reason. */
function waitingBlocks({ waiting }: Plan): Block[] {
  return [...Map.groupBy(waiting, (entry) => entry.for)].map(([reason, entries]) => ({
    head: `For: ${prose(reason)}\n\n`,
    tail: "\n",
    entries: entries.map(({ address, role }) => ({
      text: `- ${codeSpan(address)} as ${codeSpan(role)}\n`,
      weight: WEIGHTS.waiting,
    })),
  }));
}

function unmanagedBlocks({ unmanaged }: Plan): Block[] {
  if (unmanaged.length === 0) return [];
  const text = ({ address, role }: Unmanaged) =>
    `- ${codeSpan(address)}${role === undefined ? "" : ` as ${codeSpan(role)}`}\n`;
  const entries = unmanaged.map((one) => ({ text: text(one), weight: WEIGHTS.unmanaged }));
  return [details(counted(unmanaged.length, "object"), entries)];
}

function leftOut(parts: readonly FittedPart[], { command, wholeUrl }: MarkdownOptions): string {
  const short = parts.filter(({ shown, total }) => shown < total);
  if (short.length === 0) return "";
  const counts = short.map(({ noun, shown, total }) => `${total - shown} of ${total} ${noun}`).join(", ");
  const url =
    wholeUrl === undefined || wholeUrl.length > 300 ? "" : `, and [this run](${safeUrl(wholeUrl)}) has its output`;
  return `**Left out here for length:** ${counts}. ${codeSpan(command ?? "charter plan")} shows all of it${url}.\n\n`;
}

function footer(plan: Plan): string {
  const { digest, api, base, roleModel, actor, allowed } = plan;
  const approvals = approvalText(plan);
  const held =
    actor.role === null
      ? "no role"
      : actor.level === null
        ? codeSpan(actor.role)
        : `${codeSpan(actor.role)}, level ${actor.level}`;
  const lines = [
    `Digest ${codeSpan(digest)}`,
    `Target ${codeSpan(api)}, version ${base.version}, by the rules of ${codeSpan(roleModel)}`,
    `Planned as ${codeSpan(actor.email)} (${held})`,
    ...(approvals === undefined ? [] : [`On approvals: ${prose(approvals)}`]),
    ...(allowed.length === 0 ? [] : [`**Switched off:** ${nameList(allowed)}`]),
  ];
  return `---\n\n${lines.map((line) => `- ${line}\n`).join("")}\n${commentMarker(plan.organization)}\n`;
}

function nameList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => codeSpan(name));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}
