import type { PersonData, RosterData } from "../page-data.ts";
import type { Choice } from "./choice-field.ts";
import { isolated } from "./dom.ts";
import { type Column, type ListPanel, listPanel } from "./list-panel.ts";
import { roleChip } from "./role-chip.ts";

const WORDS = { active: "active", invited: "pending", expired: "expired", outside: "no member" } as const;

/** Who belongs to the organization by now. */
export function membersPanel(roster: RosterData): ListPanel {
  const rows = roster.people.filter(({ status }) => status === "active" || status === "outside");
  const columns: Column<PersonData>[] = [...personColumns(roster)];
  if (rows.some(({ notes }) => notes !== undefined))
    columns.push({ title: "Attributes and overrides", cells: ({ notes = "" }) => [isolated(notes)] });
  return listPanel({ caption: "Members", noun: ["member", "members"], rows, columns, ...narrowing(roster, rows) });
}

/** Who was asked to. */
export function invitationsPanel(roster: RosterData): ListPanel {
  const rows = roster.people.filter(({ status }) => status === "invited" || status === "expired");
  const columns: Column<PersonData>[] = [
    ...personColumns(roster),
    { title: "Status", cells: ({ status }) => [WORDS[status]] },
    { title: "Expires", cells: ({ expires }) => [expires?.slice(0, 10)] },
    { title: "Also grants", cells: ({ grants = "" }) => [isolated(grants)] },
  ];
  return listPanel({
    caption: "Invitations",
    noun: ["invitation", "invitations"],
    rows,
    columns,
    ...narrowing(roster, rows),
  });
}

function personColumns({ roles }: RosterData): Column<PersonData>[] {
  return [
    { title: "Person", cells: ({ email }) => [isolated(email)] },
    { title: "Role", cells: ({ role }) => [roleChip(role === undefined ? undefined : roles[role])] },
  ];
}

function narrowing({ roles }: RosterData, rows: readonly PersonData[]) {
  const title = ({ role }: PersonData) => (role === undefined ? "" : (roles[role]?.title ?? ""));
  return {
    text: (person: PersonData) => `${person.email} ${title(person)} ${person.notes ?? ""} ${person.grants ?? ""}`,
    filter: {
      label: "Role",
      all: "All roles",
      choices: roleChoices(roles, rows),
      fits: ({ role }: PersonData, value: string) => String(role) === value,
    },
  };
}

/** The roles that somebody in the list has. */
export function roleChoices(roles: RosterData["roles"], people: readonly PersonData[]): Choice[] {
  const held = new Set(people.map(({ role }) => role));
  return roles.flatMap(({ title }, index) => (held.has(index) ? [{ value: String(index), title }] : []));
}
