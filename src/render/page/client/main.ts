import type { PageData, PlanData, RosterData } from "../page-data.ts";
import { matrixPanel } from "./matrix-panel.ts";
import { invitationsPanel, membersPanel } from "./people-panels.ts";
import { placesPanel } from "./places-panel.ts";
import { planPanel } from "./plan-panel.ts";
import { type Tab, tabs } from "./tabs.ts";
import { themeSwitch } from "./theme.ts";

/** Brings the page to life: everything in it comes from the data that stands in it. */
function start(): void {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}") as PageData;
  const choose = new Map<string, (role: string) => void>();
  const list: Tab[] = [
    ...(data.roster === undefined ? [] : rosterTabs(data.roster, choose)),
    ...(data.plan === undefined ? [] : [planTab(data.plan)]),
  ];
  const views = tabs("Views", list);
  document.getElementById("app")?.append(views.element);
  document.getElementById("bar")?.append(themeSwitch());
  const wanted =
    list.find(({ id }) => `#${id}` === location.hash) ?? (data.roster === undefined ? list.at(-1) : list[0]);
  views.select(wanted?.id ?? "");
  bindLinks(views.select, choose);
}

/** Cards and the verdict are links within the page: they lead to a tab, and to one role in it. */
function bindLinks(select: (id: string) => void, choose: ReadonlyMap<string, (role: string) => void>): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-tab]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { tab = "", role } = link.dataset;
      select(tab);
      if (role !== undefined) choose.get(tab)?.(role);
      document.getElementById(`tab-${tab}`)?.focus();
    });
  }
}

function rosterTabs(roster: RosterData, choose: Map<string, (role: string) => void>): Tab[] {
  const { people, places } = roster;
  const pending = people.filter(({ status }) => status === "invited" || status === "expired").length;
  const tenants = places.filter(({ scope }) => scope === "tenant").length;
  const projects = places.length - tenants;
  const members = () => {
    const panel = membersPanel(roster);
    choose.set("members", (role) => panel.choose(role));
    return panel.element;
  };
  return [
    { id: "members", title: "Members", count: people.length - pending, panel: members },
    { id: "invitations", title: "Invitations", count: pending, panel: () => invitationsPanel(roster).element },
    ...(tenants === 0 ? [] : [placesTab(roster, "tenant", tenants)]),
    ...(projects === 0 ? [] : [placesTab(roster, "project", projects)]),
    { id: "access", title: "Access", panel: () => matrixPanel(roster) },
  ];
}

function placesTab(roster: RosterData, scope: "tenant" | "project", count: number): Tab {
  return {
    id: `${scope}s`,
    title: scope === "tenant" ? "Tenants" : "Projects",
    count,
    panel: () => placesPanel(roster, scope),
  };
}

function planTab(plan: PlanData): Tab {
  return { id: "plan", title: "Plan", count: plan.changes.length, panel: () => planPanel(plan) };
}

start();
