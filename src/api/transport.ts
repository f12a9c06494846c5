import { randomUUID } from "node:crypto";
import type { Dispatcher } from "undici";
import { type Address, parseAddress } from "./address.ts";
import { ApiError } from "./api-error.ts";
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { etagOfHeader } from "./etag.ts";
import { explainAnswer } from "./explain-answer.ts";
import { type Attempted, aborted, explainConnection } from "./explain-connection.ts";
import { openPool, type Pool, type Timeouts } from "./pool.ts";
import { readStart } from "./read-body.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { DEFAULT_RETRY, RetryBudget, type RetryPolicy } from "./retry-budget.ts";

export interface TransportOptions {
  /** Base address, such as `https://members.example`; the paths of requests are below it. */
  readonly url: string;
  /** How the address is named in sentences and plans; by default the URL without credentials. */
  readonly target?: string;
  readonly token?: string | undefined;
  readonly connections?: number;
  readonly timeouts?: Partial<Timeouts>;
  readonly retry?: Partial<RetryPolicy>;
  readonly clock?: Clock;
  /** Aborted, ends readings and waits at once; a write that is under way is still waited for, and not tried again. */
  readonly signal?: AbortSignal | undefined;
  /** Waited for before each attempt: a rate that others share. Throws {@link ApiError}, and nothing is sent. */
  readonly pace?: ((origin: string, signal?: AbortSignal) => Promise<void>) | undefined;
  readonly userAgent?: string;
  /** For tests and for an API inside the process; the transport's own pool otherwise. */
  readonly dispatcher?: Dispatcher;
}

/** One request below the base address. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its query; every part that is data already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What is being done, for sentences: `read the members of acme`. */
  readonly what: string;
}

/** An answer with a status of success, its body not read yet. */
export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  readonly body: AsyncIterable<Buffer>;
  readonly attempted: Attempted;
}

/** More of an error answer than anybody reads is not kept. */
const ERROR_BODY_LIMIT = 256 * 1024;

/** Requests to one API through one pool of connections: with the token, the waits and the second attempts. */
export class Transport {
  readonly target: string;
  readonly #options: TransportOptions;
  readonly #address: Address;
  readonly #clock: Clock;
  readonly #policy: RetryPolicy;
  #pool: Promise<Pool> | undefined;
  #answered = false;
  #closedUntil = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#address = parseAddress(options.url);
    this.target = options.target ?? `${this.#address.origin}${this.#address.prefix}`;
    checkToken(options.token);
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#policy = { ...DEFAULT_RETRY, ...options.retry };
  }

  /**
   * Sends a request until it is answered with success and `consume` has read the answer, or no attempt is left.
   * `consume` starts afresh with each attempt. Throws {@link ApiError}.
   */
  async exchange<Result>(request: ApiRequest, consume: (answer: Answer) => Promise<Result>): Promise<Result> {
    const budget = new RetryBudget(this.#policy, this.#clock);
    const attempted = { target: this.target, what: request.what, requestId: randomUUID() };
    let sentBefore = false;
    let wait = 0;
    for (;;) {
      let begun = false;
      try {
        await this.#pause(wait);
        begun = true;
        return await this.#attempt(request, attempted, consume);
      } catch (error) {
        const failure = this.#explain(error, attempted, begun, sentBefore);
        const next = isRepeatable(request) || !failure.sent ? budget.next(failure, this.#answered) : undefined;
        if (next === undefined) throw failure;
        if (failure.retryAfter !== undefined) this.#closedUntil = this.#clock.now() + next;
        sentBefore ||= failure.sent;
        wait = next;
      }
    }
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await (await pool)?.close();
  }

  async #attempt<Result>(
    request: ApiRequest,
    attempted: Attempted,
    consume: (answer: Answer) => Promise<Result>,
  ): Promise<Result> {
    const response = await this.#send(request, attempted.requestId);
    const { statusCode: status, headers, body } = response;
    this.#answered = true;
    const answered = { ...attempted, requestId: header(headers, "x-request-id") ?? attempted.requestId };
    const contentType = header(headers, "content-type");
    try {
      if (status >= 200 && status < 300) {
        return await consume({
          status,
          etag: etagOfHeader(header(headers, "etag")),
          contentType,
          body,
          attempted: answered,
        });
      }
      const location = header(headers, "location");
      const retryAfter = parseRetryAfter(header(headers, "retry-after"), this.#clock.now());
      const text = await readStart(body, ERROR_BODY_LIMIT);
      throw explainAnswer({ status, contentType, location, retryAfter, text }, answered);
    } finally {
      // What was not read to its end must not hold its connection.
      if (!body.readableEnded) body.on("error", ignore).destroy();
    }
  }

  async #send(request: ApiRequest, requestId: string): Promise<Dispatcher.ResponseData> {
    const { connections, timeouts, dispatcher } = this.#options;
    this.#pool ??= openPool({ connections, timeouts, dispatcher });
    const pool = await this.#pool;
    // A write under way is not cut off: nobody would know what became of it.
    const signal = request.method === "GET" ? this.#options.signal : undefined;
    return await pool.request({
      method: request.method,
      origin: this.#address.origin,
      path: this.#address.prefix + request.path,
      headers: this.#headers(request, requestId),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #headers(request: ApiRequest, requestId: string): Record<string, string> {
    const { token, userAgent } = this.#options;
    return {
      accept: "application/json, application/problem+json, application/x-ndjson",
      "user-agent": userAgent ?? "charter",
      "x-request-id": requestId,
      ...(token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` }),
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    };
  }

  /** Waits. What one request was asked to wait for holds for the others as well: they wait with it. */
  async #pause(own: number): Promise<void> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const wait = Math.max(own, this.#closedUntil - this.#clock.now());
    if (wait > 0) await this.#clock.sleep(wait, signal);
    await this.#options.pace?.(this.#address.origin, signal);
  }

  #explain(error: unknown, attempted: Attempted, begun: boolean, sentBefore: boolean): ApiError {
    const interrupted = this.#options.signal?.aborted === true && !(error instanceof ApiError);
    const failure = interrupted ? aborted(error, attempted, begun) : explainConnection(error, attempted);
    if (!(failure instanceof ApiError)) throw failure;
    return sentBefore ? afterUnknown(failure) : failure;
  }
}

/** An attempt whose fate is unknown can be made again where a second one changes nothing more. */
function isRepeatable({ method, headers }: ApiRequest): boolean {
  if (method === "GET" || method === "PUT" || method === "DELETE") return true;
  return headers?.["idempotency-key"] !== undefined;
}

/**
 * The failure of a repeated request. A refusal speaks for the attempts before it as well, because the key makes them
 * one; anything else leaves open what became of them.
 */
function afterUnknown(error: ApiError): ApiError {
  const { code, message, status, requestId, cause, transient, retryAfter } = error;
  const conclusive = status !== undefined && status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
  const sent = error.sent || !conclusive;
  return new ApiError(code, message, { status, requestId, cause, transient, retryAfter, sent, afterUnknown: true });
}

function header(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A line break in a token, from a file say, must not become an error that quotes it. */
function checkToken(token: string | undefined): void {
  if (token === undefined || /^[\x21-\x7e]*$/.test(token)) return;
  const message =
    "the token has spaces or other characters that no token has: set CHARTER_TOKEN, or --token-file, anew";
  throw new ApiError("unauthenticated", message);
}

function ignore(): void {}
