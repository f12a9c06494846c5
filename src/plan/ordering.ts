import type { OrganizationDraft } from "../membership/draft.ts";
import type { Actor } from "../membership/standing.ts";
import type { ChangeIndex } from "./change-index.ts";
import type { Wanted } from "./difference.ts";
import type { DependencyGraph } from "./graph.ts";

/** Everything that an ordering rule looks at. */
export interface Ordering {
  readonly wanted: readonly Wanted[];
  readonly live: OrganizationDraft;
  readonly actor: Actor;
  readonly index: ChangeIndex;
  readonly graph: DependencyGraph;
  /** Positions of the changes that take something from the actor. */
  readonly lowersActor: readonly number[];
}
