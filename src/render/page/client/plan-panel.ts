import type { AccessData, ChangeData, PlanData, RefusalData } from "../page-data.ts";
import { type Child, element, isolated } from "./dom.ts";
import { listPanel } from "./list-panel.ts";

/** Everything that a plan says, in the order in which it is reviewed. */
export function planPanel(plan: PlanData): HTMLElement {
  const sections = [
    section("Refused", plan.refusals, refusals),
    section("Access gained and lost", plan.access, access),
    section("Changes", plan.changes, changes),
    section("Waiting", plan.waiting, waiting),
    section("Live, but declared nowhere", plan.unmanaged, unmanaged),
  ].filter((part) => part !== undefined);
  if (sections.length === 0) return element("p", {}, "The live state is as the charter declares.");
  return element("div", {}, ...sections);
}

function section<Row>(
  title: string,
  rows: readonly Row[],
  list: (rows: readonly Row[]) => HTMLElement,
): HTMLElement | undefined {
  return rows.length === 0 ? undefined : element("section", {}, element("h2", {}, title), list(rows));
}

function refusals(rows: readonly RefusalData[]): HTMLElement {
  return listPanel({
    caption: "Refusals",
    noun: ["refusal", "refusals"],
    rows,
    columns: [
      { title: "Where", cells: ({ address }) => [isolated(address)] },
      { title: "Rule", cells: ({ code }) => [element("code", {}, code)] },
      { title: "Why", cells: ({ message }) => [isolated(message)] },
      { title: "Declared at", cells: ({ source = "" }) => [isolated(source)] },
    ],
    text: ({ address, code, message }) => `${address} ${code} ${message}`,
  }).element;
}

function access(rows: readonly AccessData[]): HTMLElement {
  return listPanel({
    caption: "Access gained and lost",
    noun: ["entry", "entries"],
    rows,
    columns: [
      { title: "Person", cells: ({ email }) => [isolated(email)] },
      { title: "Place", cells: ({ scope, once }) => [isolated(scope), once ? " once accepted" : undefined] },
      { title: "Gains", cells: ({ gains }) => permissions(gains, "gained") },
      { title: "Loses", cells: ({ loses }) => permissions(loses, "lost") },
      { title: "Through", cells: ({ through }) => [isolated(through.join("; then "))] },
    ],
    text: ({ email, scope, gains, loses, through }) => [email, scope, ...gains, ...loses, ...through].join(" "),
    filter: {
      label: "Effect",
      all: "Gains and losses",
      choices: [
        { value: "gains", title: "Gains" },
        { value: "loses", title: "Losses" },
      ],
      fits: ({ gains, loses }, value) => (value === "gains" ? gains : loses).length > 0,
    },
  }).element;
}

function permissions(keys: readonly string[], kind: string): Child[] {
  return keys.flatMap((key) => [element("code", { class: kind }, element("bdi", {}, key)), " "]);
}

const SIGNS = { "+": "add", "~": "change", "-": "remove" } as const;

function changes(rows: readonly ChangeData[]): HTMLElement {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return listPanel({
    caption: "Changes",
    noun: ["change", "changes"],
    rows,
    columns: [
      { title: "What", cells: ({ subject }) => [isolated(subject)] },
      { title: "Where", cells: ({ group }) => [isolated(group)] },
      { title: "Kind", cells: ({ sign }) => [element("span", { class: SIGNS[sign] }, `${sign} ${SIGNS[sign]}`)] },
      { title: "Change", cells: changeWords },
      { title: "Declared at", cells: ({ source = "" }) => [isolated(source)] },
    ],
    text: ({ subject, group, detail, effects, privilege }) => [subject, group, detail, privilege, ...effects].join(" "),
    filter: {
      label: "Where",
      all: "Everywhere",
      choices: groups.map((group) => ({ value: group, title: group })),
      fits: ({ group }, value) => group === value,
    },
  }).element;
}

function changeWords({ detail, effects, privilege }: ChangeData): Child[] {
  return [
    isolated(detail),
    privilege === "broadens" ? element("strong", { class: "broadens" }, " ▲ broadens") : undefined,
    effects.length === 0
      ? undefined
      : element("ul", { class: "effects" }, ...effects.map((effect) => element("li", {}, isolated(effect)))),
  ];
}

function waiting(rows: PlanData["waiting"]): HTMLElement {
  return listPanel({
    caption: "Waiting",
    noun: ["entry", "entries"],
    rows,
    columns: [
      { title: "Where", cells: ({ address }) => [isolated(address)] },
      { title: "Role", cells: ({ role }) => [isolated(role)] },
      { title: "Waits for", cells: (entry) => [isolated(entry.for)] },
    ],
    text: (entry) => `${entry.address} ${entry.role} ${entry.for}`,
  }).element;
}

function unmanaged(rows: PlanData["unmanaged"]): HTMLElement {
  return listPanel({
    caption: "Live, but declared nowhere",
    noun: ["object", "objects"],
    rows,
    columns: [
      { title: "Where", cells: ({ address }) => [isolated(address)] },
      { title: "Role", cells: ({ role = "" }) => [isolated(role)] },
    ],
    text: ({ address, role = "" }) => `${address} ${role}`,
  }).element;
}
