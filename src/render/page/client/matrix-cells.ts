import type { RosterData } from "../page-data.ts";
import { element, isolated, spoken } from "./dom.ts";
import { roleChip } from "./role-chip.ts";
import type { Standing } from "./standings.ts";

export function placeHead({ places }: RosterData, index: number): HTMLElement {
  const { key = "", title, scope = "tenant" } = places[index] ?? {};
  return element("th", { scope: "col" }, element("span", { class: "scope" }, scope), " ", isolated(title ?? key));
}

/** Who it is, and their role at the organization. */
export function personCells({ people, roles }: RosterData, index: number): HTMLElement[] {
  const { email = "", role, status = "active" } = people[index] ?? {};
  const note = status === "active" ? undefined : element("span", { class: "scope" }, ` ${status}`);
  return [
    element("th", { scope: "row" }, isolated(email), note),
    element("td", {}, roleChip(role === undefined ? undefined : roles[role])),
  ];
}

/** A role above is worth a dot where it can do more than the one that is held here. */
export function standingCell({ own, above }: Standing): HTMLElement {
  if (own === undefined && above === undefined) return element("td", {}, spoken("none"));
  const chip = own === undefined ? undefined : roleChip(own);
  if (above === undefined || above.role.heat <= (own?.heat ?? 0)) return element("td", {}, chip);
  const words = `${above.role.title} from ${above.from}`;
  const dot = element("span", { class: `dot heat-${above.role.heat}` });
  return element("td", { title: words }, chip, chip && " ", dot, spoken(words));
}

/** What the colours and marks of the matrix mean. */
export function legend(): HTMLElement {
  const steps = [1, 2, 3, 4, 5].map((heat) => element("span", { class: `dot heat-${heat}`, "aria-hidden": "true" }));
  return element(
    "p",
    { class: "legend" },
    element("span", { class: "scale" }, "least ", ...steps, " most"),
    " A name is a role held there. A dot is access that flows down from a role held above, where that one can do more.",
  );
}
