import type { Clock } from "../../api/clock.ts";
import type { ProviderHost } from "../protocol/provider-server.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import { errorAt } from "./diagnostic.ts";
import type { Run } from "./run.ts";

/** Whether and how the provider is configured. */
export type Configuration =
  /** Not asked yet: validation needs no API. */
  | { readonly kind: "none" }
  /** Where the API is, or who asks it, is known only after something is applied: nothing can be read or judged. */
  | { readonly kind: "unknown" }
  | { readonly kind: "ready"; readonly run: Run; readonly organization: string; close(): Promise<void> };

/** How a provider waits; tests bring their own. */
export interface Timing {
  readonly clock?: Clock;
  /** Milliseconds without a write of the run after which an apply waits for nothing more. */
  readonly patience?: number;
  /** Milliseconds without a question after which a plan waits for no other resource any more. */
  readonly attention?: number;
}

/** What the calls of one process share. */
export class Session {
  readonly host: ProviderHost;
  readonly timing: Timing;
  configuration: Configuration = { kind: "none" };

  constructor(host: ProviderHost, timing: Timing = {}) {
    this.host = host;
    this.timing = timing;
  }

  /** The run, where the API is known. */
  get run(): Run | undefined {
    return this.configuration.kind === "ready" ? this.configuration.run : undefined;
  }
}

/** What is said where something has to be read or written and nobody knows from where. */
export function notConnected(what: string): Diagnostic {
  const detail =
    "The provider's api, token or organization is known only after something else is applied. Apply that first, with -target, or give the provider values that are known.";
  return errorAt([], `${what} needs an API that is known`, detail);
}
