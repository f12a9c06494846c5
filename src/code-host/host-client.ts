import { setTimeout as wait } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { CodeHostError } from "./code-host-error.ts";
import { explainStatus } from "./explain-status.ts";
import { type HostAnswer, readAnswer } from "./host-answer.ts";

export interface HostClientOptions {
  /** Base address of the REST API, such as `https://api.github.com`. */
  readonly api: string;
  /** As sentences name it: `GitHub`. */
  readonly title: string;
  /** What every request carries, the token's header among it. */
  readonly headers: Readonly<Record<string, string>>;
  /** What to do where the token is refused. */
  readonly advice: string;
  /** Aborted, ends waits and requests. */
  readonly signal?: AbortSignal | undefined;
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface HostRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  /** Below the base address, or a whole address of the same host. */
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
  /** What is being done, for sentences: `read the reviews of acme/membership#12`. */
  readonly what: string;
}

const ATTEMPTS = 4;
const FIRST_WAIT = 500;
/** Whoever asks to wait longer is not waited for. */
const LONGEST_WAIT = 30_000;
const TIMEOUT = 30_000;

/**
 * Requests to a code host's REST API. What fails for a moment is asked for again, a few times; a write only where it
 * cannot have arrived. Redirects are not followed: they would carry the token elsewhere.
 */
export class HostClient {
  readonly api: string;
  readonly #options: HostClientOptions;
  #dispatcher: Promise<Dispatcher> | undefined;

  constructor(options: HostClientOptions) {
    this.api = options.api.replace(/\/+$/, "");
    this.#options = options;
  }

  /** An answer with a status of success, or with one that the caller names. Throws {@link CodeHostError}. */
  async ask(request: HostRequest, expected: readonly number[] = []): Promise<HostAnswer> {
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(request, expected);
      if (!(result instanceof Retriable)) return result;
      const { error, after, isSafe } = result;
      const pause = after ?? FIRST_WAIT * 2 ** (attempt - 1);
      if (attempt >= ATTEMPTS || pause > LONGEST_WAIT || !(isSafe || request.method === "GET")) throw error;
      await (this.#options.sleep ?? sleep)(pause, this.#options.signal);
    }
  }

  /** The text of an answer; undefined where there is nothing at the address. */
  async tryText(request: HostRequest): Promise<string | undefined> {
    const answer = await this.ask(request, [404]);
    return answer.status === 404 ? undefined : answer.text;
  }

  /** The JSON value of an answer. */
  async json(request: HostRequest): Promise<unknown> {
    return (await this.ask(request)).json();
  }

  async close(): Promise<void> {
    await (await this.#dispatcher)?.destroy();
    this.#dispatcher = undefined;
  }

  async #attempt(request: HostRequest, expected: readonly number[]): Promise<HostAnswer | Retriable> {
    const { title, advice } = this.#options;
    try {
      const answer = await readAnswer(await this.#send(request), request.what, title);
      if ((answer.status >= 200 && answer.status < 300) || expected.includes(answer.status)) return answer;
      const { error, isTransient, retryAfter } = explainStatus(answer, request.what, title, advice);
      // A request that was turned away for its rate did nothing.
      return isTransient ? new Retriable(error, retryAfter, answer.status === 429) : raise(error);
    } catch (cause) {
      if (cause instanceof CodeHostError) throw cause;
      const { code } = cause as NodeJS.ErrnoException;
      if (this.#options.signal?.aborted === true || typeof code !== "string") throw cause;
      const message = `could not ${request.what}: no answer of ${title} at ${this.api} (${code})`;
      return new Retriable(new CodeHostError(message, { cause }), undefined, code === "ECONNREFUSED");
    }
  }

  async #send(request: HostRequest): Promise<Dispatcher.ResponseData> {
    this.#dispatcher ??= openDispatcher();
    const dispatcher = await this.#dispatcher;
    const address = new URL(request.path.startsWith("http") ? request.path : this.api + request.path);
    if (address.origin !== new URL(this.api).origin)
      throw new CodeHostError(`could not ${request.what}: the answer leads to another host, ${address.origin}`);
    const { signal, headers } = this.#options;
    return await dispatcher.request({
      method: request.method,
      origin: address.origin,
      path: address.pathname + address.search,
      headers: {
        accept: request.accept ?? "application/json",
        "user-agent": "charter",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

/** A failure that the same request may not meet a little later. */
class Retriable {
  readonly error: CodeHostError;
  /** Milliseconds that the host asked to wait. */
  readonly after: number | undefined;
  /** Nothing can have been done by it. */
  readonly isSafe: boolean;

  constructor(error: CodeHostError, after: number | undefined, isSafe: boolean) {
    this.error = error;
    this.after = after;
    this.isSafe = isSafe;
  }
}

function raise(error: CodeHostError): never {
  throw error;
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
}

/** The HTTP library is loaded here and no earlier: it costs more than all the rest of a start. */
async function openDispatcher(): Promise<Dispatcher> {
  const loaded = await import("undici");
  // A bundle that splits may hand a CommonJS module over as nothing but its default export.
  const { Agent } = "Agent" in loaded ? loaded : (loaded as { default: typeof import("undici") }).default;
  return new Agent({ connect: { timeout: TIMEOUT }, headersTimeout: TIMEOUT, bodyTimeout: TIMEOUT });
}
