import type { MakeProvider, ProviderHost, ProviderServer } from "../protocol/provider-server.ts";

/** A provider, and whether Terraform has asked it to stop. */
export interface Session {
  readonly provider: ProviderServer;
  readonly stop: AbortController;
}

/**
 * The provider of a process, made when the first call comes. A stop is for good while anything is in flight; after
 * it, in debug mode, the next Terraform is given a new one.
 */
export class Sessions {
  readonly #makeProvider: MakeProvider;
  readonly #host: Omit<ProviderHost, "signal">;
  #session: Session | undefined;

  constructor(makeProvider: MakeProvider, host: Omit<ProviderHost, "signal">) {
    this.#makeProvider = makeProvider;
    this.#host = host;
  }

  get stopped(): boolean {
    return this.#session?.stop.signal.aborted === true;
  }

  /** The session of now; `mayBegin` says that one which was stopped has nothing more to do. */
  current(mayBegin: boolean): Session {
    if (this.#session === undefined || (this.stopped && mayBegin)) this.#session = this.#begin();
    return this.#session;
  }

  stop(): void {
    this.#session?.stop.abort();
  }

  #begin(): Session {
    const stop = new AbortController();
    return { provider: this.#makeProvider({ ...this.#host, signal: stop.signal }), stop };
  }
}
