import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { httpServer } from "./raw-server.ts";

/** What became of a request at the gateway. */
export type Fate =
  | "pass"
  /** Nothing reaches what is behind: the connection is closed, or reset. */
  | "lose-request"
  | "reset"
  /** Carried out behind twice, one after the other; the second answer is given. */
  | "repeat"
  /** Carried out behind, and the connection breaks before the answer. */
  | "lose-answer"
  /** Carried out behind, and the answer never comes. */
  | "keep-answer"
  /** Half of the answer, then the connection breaks. */
  | "cut-answer"
  /** Answered here. */
  | {
      readonly status: number;
      readonly type?: string;
      readonly body?: string;
      readonly headers?: Record<string, string>;
    };

export interface Passing {
  readonly method: string;
  readonly path: string;
  /** How often this method and path came before. */
  readonly before: number;
  /** The key under which the request is carried out at most once, where it has one. */
  readonly idempotencyKey: string | undefined;
}

/** A problem document. */
export function problem(status: number, code: string, detail: string): Fate {
  return { status, type: "application/problem+json", body: JSON.stringify({ status, code, title: detail, detail }) };
}

/** Stands before a real API and does to each request what the test decides, when it decides. Gives its address. */
export async function gateway(behind: string, decide: (passing: Passing) => Fate | Promise<Fate>): Promise<string> {
  const times = new Map<string, number>();
  return await httpServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const path = decodeURIComponent(url.split("?")[0] ?? "");
    const key = `${method} ${path}`;
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    const idempotencyKey = request.headers["idempotency-key"]?.toString();
    const fate = await decide({ method, path, before, idempotencyKey });
    if (typeof fate === "string") forward(behind, request, response, fate);
    else {
      request.resume();
      response.writeHead(fate.status, { "content-type": fate.type ?? "application/json", ...fate.headers });
      response.end(fate.body ?? "{}");
    }
  });
}

function forward(
  behind: string,
  request: IncomingMessage,
  response: ServerResponse,
  fate: Exclude<Fate, object>,
): void {
  if (fate === "lose-request") return void request.socket.destroy();
  if (fate === "reset") return void request.socket.resetAndDestroy();
  if (fate === "repeat") return void repeat(behind, request, response);
  const { method, url, headers } = request;
  const onward = ask(`${behind}${url}`, { method, headers: { ...headers, host: new URL(behind).host } }, (answer) => {
    if (fate === "lose-answer") answer.resume().on("end", () => request.socket.destroy());
    else if (fate === "keep-answer") answer.resume();
    else if (fate === "cut-answer") cut(answer, response);
    else {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }
  });
  onward.on("error", () => request.socket.destroy());
  request.pipe(onward);
}

async function repeat(behind: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url, headers } = request;
  const body = Buffer.concat(await request.toArray());
  const once = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const onward = ask(`${behind}${url}`, { method, headers: { ...headers, host: new URL(behind).host } }, resolve);
      onward.on("error", reject).end(body);
    });
  try {
    for await (const _ of await once());
    const answer = await once();
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  } catch {
    request.socket.destroy();
  }
}

function cut(answer: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  answer.on("data", (chunk: Buffer) => chunks.push(chunk));
  answer.on("end", () => {
    const whole = Buffer.concat(chunks);
    response.writeHead(200, { "content-type": answer.headers["content-type"] ?? "", "content-length": whole.length });
    response.write(whole.subarray(0, whole.length / 2), () => response.socket?.destroy());
  });
}
