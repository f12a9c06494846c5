import { clipped } from "../diagnostics/clipped.ts";
import { counted } from "../diagnostics/counted.ts";
import type { Plan, PlannedChange } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";
import { escapeHtml } from "./escape-html.ts";
import { codeSpan, prose } from "./escape-markdown.ts";
import type { Block, Entry } from "./fit-blocks.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { type SourceUrl, sourceLink } from "./markdown-source.ts";

/** What broadens privilege is left out last, what takes nothing from anybody first. */
const WEIGHTS = { broadens: 2, narrows: 4, unchanged: 5 } as const;
const LONGEST_TITLE = 120;
/** Every other title has a key in it, or comes from a plan that somebody else wrote. */
const PLAIN_TITLES: ReadonlySet<string> = new Set(["Organization", "Roles", "Members"]);
const PLACE = /^(Tenant |Project )(.*)$/s;

/** A plan's changes, a collapsed section for the organization, its roles, its people and each tenant and project. */
export function changeBlocks(plan: Plan, sourceUrl: SourceUrl): Block[] {
  return groupChanges(plan).map((group) => changeBlock(group, sourceUrl));
}

function changeBlock({ title, changes }: ChangeGroup, sourceUrl: SourceUrl): Block {
  return details(
    groupTitle(title, changes),
    changes.map((change) => changeEntry(change, sourceUrl)),
  );
}

/** A collapsed section. Its summary is HTML, and everything in it a list. */
export function details(summary: string, entries: readonly Entry[], open = false): Block {
  return {
    head: `<details${open ? " open" : ""}>\n<summary>${summary}</summary>\n\n`,
    tail: "\n</details>\n\n",
    entries,
  };
}

function groupTitle(title: string, changes: readonly PlannedChange[]): string {
  const [, word = "", key = title] = PLACE.exec(title) ?? [];
  const name = PLAIN_TITLES.has(title) ? title : `${word}<code>${escapeHtml(clipped(key, LONGEST_TITLE))}</code>`;
  const broadening = changes.filter(({ privilege }) => privilege === "broadens").length;
  const mark = broadening === 0 ? "" : `, <b>▲ ${broadening} broadening</b>`;
  return `${name}: ${counted(changes.length, "change")}${mark}`;
}

function changeEntry(change: PlannedChange, sourceUrl: SourceUrl): Entry {
  const { sign, subject, detail } = describeChange(change);
  const what = `- \`${sign}\` ${codeSpan(subject)}${detail === "" ? "" : ` ${prose(detail)}`}`;
  const marks = [
    ...(change.privilege === "broadens" ? ["**▲ broadens**"] : []),
    ...(change.source === undefined ? [] : [sourceLink(change.source, sourceUrl)]),
  ];
  const head = [what, ...marks].join(" · ");
  const effects = change.effects.map((effect) => `  - ${prose(effect)}\n`);
  return { text: `${head}\n${effects.join("")}`, weight: WEIGHTS[change.privilege] };
}
