import type { RoleData } from "../page-data.ts";
import { element } from "./dom.ts";

/** A role on a ground that says how much it can do. */
export function roleChip(role: RoleData | undefined): HTMLElement {
  if (role === undefined) return element("span", { class: "none" }, "none");
  return element("span", { class: `chip heat-${role.heat}` }, element("bdi", {}, role.title));
}
