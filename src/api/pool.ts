import type { Dispatcher } from "undici";

/** Milliseconds until a connection, the headers of an answer, or the next piece of its body must have come. */
export interface Timeouts {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
}

export interface PoolOptions {
  /** Most connections at once; 16 is where more stop helping. */
  readonly connections?: number | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly dispatcher?: Dispatcher | undefined;
}

export type PoolRequest = Dispatcher.DispatchOptions & { readonly origin: string; readonly signal?: AbortSignal };

/** Connections to one API, kept and shared. */
export interface Pool {
  request(options: PoolRequest): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

const DEFAULT_TIMEOUTS: Timeouts = { connect: 10_000, headers: 60_000, body: 60_000 };

/**
 * Opens a pool. The HTTP library is loaded here and no earlier, and of it only what sends requests: the whole of it,
 * with WebSockets, caches and `fetch`, costs more than all the rest of a start. No documentation promises these two
 * files, so package.json asks for one minor version of the library, and a test holds them to be what they were.
 */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const { dispatcher } = options;
  // What belongs to somebody else is not closed.
  if (dispatcher !== undefined)
    return { request: (request) => dispatcher.request(request), close: async () => undefined };
  const [{ default: Agent }, { default: send }] = await Promise.all([
    import("undici/lib/dispatcher/agent.js"),
    import("undici/lib/api/api-request.js"),
  ]);
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const agent = new Agent({
    connections: options.connections ?? 16,
    connect: { timeout: timeouts.connect },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
  });
  return {
    request: (request) => send.call(agent, request),
    // What is still open belongs to nobody any more; waiting for it could take a whole time-out.
    close: () => agent.destroy(),
  };
}
