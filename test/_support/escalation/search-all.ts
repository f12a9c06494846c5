import { hunt } from "./hunt.ts";
import { type Extent, situationsOn } from "./situations.ts";
import { type Situation, type Way, worldOf } from "./worlds.ts";

/** What a search of one platform came to. */
export interface Tally {
  situations: number;
  states: number;
  steps: number;
  readonly escalations: string[];
}

/** Searches from every situation of a platform but those that its document leaves open. */
export function searchAll(on: string, way: Way, extent: Extent, isOpen: (one: Situation, way: Way) => boolean): Tally {
  const tally: Tally = { situations: 0, states: 0, steps: 0, escalations: [] };
  for (const situation of situationsOn(on, extent)) {
    if (isOpen(situation, way) || (way === "as an approver" && situation.ceiling !== undefined)) continue;
    const { states, steps, escalation } = hunt(worldOf(situation, way));
    tally.situations += 1;
    tally.states += states;
    tally.steps += steps;
    if (escalation !== undefined)
      tally.escalations.push(`${JSON.stringify(situation)}: ${escalation.gain}\n${escalation.trail.join("\n")}`);
  }
  return tally;
}

/**
 * In `custom-roles`, editing roles is open to every holder of `addRole`, as its document says: whoever else holds a role
 * that Eve edits gains by it, and her second account is such a one.
 */
export function isOpenByDocument({ on, role }: Situation, way: Way): boolean {
  return on === "custom-roles" && way !== "alone" && role.includes("addRole") && role.includes("inviteUser");
}
