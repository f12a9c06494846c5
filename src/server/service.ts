import type { Lifecycle } from "./lifecycle.ts";
import type { Outbox } from "./mail/outbox.ts";
import type { Store } from "./store/store.ts";

/** What operations work with. */
export interface Service {
  readonly store: Store;
  readonly outbox: Outbox;
  /** Sender of letters. */
  readonly mailFrom: string;
  readonly now: () => Date;
  readonly lifecycle: Lifecycle;
  /** `Charter-Act-As` is honoured: for tests only. */
  readonly allowImpersonation: boolean;
}
