import type { AccessDelta } from "../plan/plan.ts";

/** People whose access changes in the same way at the same place. */
export interface AccessGroup {
  readonly scope: string;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  readonly once: boolean;
  /** Through which changes, in words; empty where that was not asked for. */
  readonly through: readonly string[];
  readonly people: readonly string[];
}

/**
 * Access deltas, put together where they are alike, in order of place.
 *
 * @param causes says through what somebody's access changes; who gains the same through something else is then apart
 */
export function groupAccess(
  deltas: readonly AccessDelta[],
  causes: (delta: AccessDelta) => readonly string[] = () => [],
): AccessGroup[] {
  const groups = new Map<string, { delta: AccessDelta; through: readonly string[]; people: string[] }>();
  for (const delta of deltas) {
    const through = causes(delta);
    const parts = [delta.scope, delta.once ?? "", delta.gains.join(" "), delta.loses.join(" "), ...through];
    const key = parts.join("\n");
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { delta, through, people: [delta.email] });
    else known.people.push(delta.email);
  }
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([, { delta, through, people }]) => ({
    scope: delta.scope,
    gains: delta.gains,
    loses: delta.loses,
    once: delta.once !== undefined,
    through,
    people,
  }));
}
