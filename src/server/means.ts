import type { Lifecycle } from "./lifecycle.ts";
import type { Store } from "./store/store.ts";

/** What operations work with. */
export interface Means {
  readonly store: Store;
  /** Told once letters are in the queue, so that they leave at once. */
  readonly letters: { wake(): void };
  readonly now: () => Date;
  readonly lifecycle: Lifecycle;
  /** `Charter-Act-As` is honoured: for tests only. */
  readonly allowImpersonation: boolean;
}
