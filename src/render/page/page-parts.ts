import type { Reading } from "../../membership/reading.ts";
import type { Plan } from "../../plan/plan.ts";
import { approvalText } from "../approval-text.ts";
import { escapeHtml } from "../escape-html.ts";
import { planSummary } from "../plan-summary.ts";
import { verdictOf } from "../verdict.ts";
import type { PersonData, RosterData } from "./page-data.ts";

/** Rows that are there without the script; the whole is in the data. */
const MOST_PLAIN = 500;

const VERDICTS = {
  refused: "✗ Refused",
  broadens: "▲ Broadens privilege",
  safe: "✓ Safe: no change broadens privilege",
  nothing: "✓ No changes",
} as const;

/** Name of the organization, and what was read when. */
export function headingHtml(title: string, about: readonly string[]): string {
  return `<div><h1><bdi>${escapeHtml(title)}</bdi></h1><p>${about.map(escapeHtml).join(" · ")}</p></div>`;
}

/** The plan's verdict, who made it and for what. */
export function verdictHtml(plan: Plan, notes: readonly string[] = []): string {
  const { actor, allowed, digest, roleModel, base } = plan;
  const approvals = approvalText(plan);
  const about = [
    `planned as ${actor.email}${actor.role === null ? "" : ` (${actor.role})`}`,
    ...(approvals === undefined ? [] : [approvals]),
    ...(allowed.length === 0 ? [] : [`switched off: ${allowed.join(", ")}`]),
    `version ${base.version} of the organization`,
    `rules of ${roleModel}`,
  ];
  const verdict = verdictOf(plan);
  return `<section class="verdict verdict-${verdict}" aria-label="Verdict">
<h2>${VERDICTS[verdict]}</h2>
<p>${escapeHtml(planSummary(plan))} <a href="#plan" data-tab="plan">The plan</a></p>
<p>${escapeHtml(about.join(" · "))}</p>
<p><code>${escapeHtml(digest)}</code></p>
${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join("")}</section>`;
}

/** Why a part of the live state may be missing from the page. */
export function noticesHtml({ completeness }: Reading): string {
  return Object.entries(completeness)
    .flatMap(([collection, state]) =>
      state.state === "complete"
        ? []
        : [`<p class="notice">The listing of ${collection} is not complete: ${escapeHtml(state.reason)}</p>`],
    )
    .join("\n");
}

/** One card a role at the organization, with its number of members: a link to their list. */
export function cardsHtml({ roles, people }: RosterData): string {
  const members = countRoles(people, ({ status }) => status === "active");
  const pending = countRoles(people, ({ status }) => status === "invited" || status === "expired");
  const cards = roles.flatMap(({ scope, title, heat }, index) => {
    if (scope !== "organization") return [];
    const invited = pending.get(index) ?? 0;
    const more = invited === 0 ? "" : `<span class="more">${invited.toLocaleString("en")} invited</span>`;
    return [
      `<li><a class="card heat-${heat}" href="#members" data-tab="members" data-role="${index}"><span class="number">${(members.get(index) ?? 0).toLocaleString("en")}</span> <span class="name"><bdi>${escapeHtml(title)}</bdi></span> ${more}</a></li>`,
    ];
  });
  return `<ul class="cards" aria-label="Members by role">\n${cards.join("\n")}\n</ul>`;
}

function countRoles(people: readonly PersonData[], counts: (person: PersonData) => boolean): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const person of people) {
    if (person.role !== undefined && counts(person)) numbers.set(person.role, (numbers.get(person.role) ?? 0) + 1);
  }
  return numbers;
}

/** The first people and the places as plain tables. */
export function plainRosterHtml({ roles, people, places }: RosterData): string {
  const person = ({ email, role, status }: PersonData) => [
    email,
    role === undefined ? "" : (roles[role]?.title ?? ""),
    status,
  ];
  const tables = [plainTable("People", ["Person", "Role", "Status"], people, person, "members")];
  if (places.length > 0) {
    tables.push(
      plainTable(
        "Tenants and projects",
        ["Place", "Title", "People"],
        places,
        ({ scope, key, title = "", members }) => [`${scope} ${key}`, title, String(members.length)],
      ),
    );
  }
  return tables.join("\n");
}

/** The first refusals and changes as plain tables. */
export function plainPlanHtml(rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : plainTable("Plan", ["What", "Change"], rows, (row) => row, "plan");
}

function plainTable<Row>(
  title: string,
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
  id?: string,
): string {
  const shown = rows.slice(0, MOST_PLAIN).map(
    (row) =>
      `<tr>${cells(row)
        .map((cell) => `<td><bdi>${escapeHtml(cell)}</bdi></td>`)
        .join("")}</tr>`,
  );
  const rest = rows.length - shown.length;
  const more = rest === 0 ? "" : `<p>… and ${rest.toLocaleString("en")} more</p>`;
  const heads = columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const name = id === undefined ? "" : ` id="${id}"`;
  return `<h2${name}>${title}</h2><table><thead><tr>${heads}</tr></thead><tbody>\n${shown.join("\n")}\n</tbody></table>${more}`;
}
