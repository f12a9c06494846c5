import type { AccessDelta } from "../plan/plan.ts";

/** People whose access changes in the same way at the same place. */
export interface AccessGroup {
  readonly scope: string;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  readonly once: boolean;
  readonly people: readonly string[];
}

/** Access deltas, put together where they are alike, in order of place. */
export function groupAccess(deltas: readonly AccessDelta[]): AccessGroup[] {
  const groups = new Map<string, { delta: AccessDelta; people: string[] }>();
  for (const delta of deltas) {
    const key = [delta.scope, delta.once ?? "", delta.gains.join(" "), delta.loses.join(" ")].join("\n");
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { delta, people: [delta.email] });
    else known.people.push(delta.email);
  }
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([, { delta, people }]) => ({
    scope: delta.scope,
    gains: delta.gains,
    loses: delta.loses,
    once: delta.once !== undefined,
    people,
  }));
}
