import { httpServer } from "./raw-server.ts";

/** What a path answers: JSON, text of another type, or a status with a problem. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** How often this very path was asked before. */
  readonly before: number;
}

/** A server whose every answer is written down in the test; what is not written down is 404. */
export async function apiServer(
  routes: Readonly<Record<string, Reply | ((asked: Asked) => Reply)>>,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const times = new Map<string, number>();
  const url = await httpServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const method = request.method ?? "GET";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const before = times.get(pathname) ?? 0;
    times.set(pathname, before + 1);
    const question: Asked = {
      method,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: text === "" ? undefined : JSON.parse(text),
      before,
    };
    asked.push(question);
    const route = routes[`${method} ${pathname}`] ?? routes[pathname] ?? { status: 404, body: { code: "not-found" } };
    const reply = typeof route === "function" ? route(question) : route;
    const status = reply.status ?? 200;
    const type = reply.type ?? (status >= 400 ? "application/problem+json" : "application/json");
    response.writeHead(status, { ...(status === 204 ? {} : { "content-type": type }), ...reply.headers });
    response.end(
      typeof reply.body === "string" ? reply.body : status === 204 ? undefined : JSON.stringify(reply.body ?? {}),
    );
  });
  return { url, asked };
}

/** Lines of NDJSON. */
export function ndjson(lines: readonly unknown[]): Reply {
  return { type: "application/x-ndjson", body: lines.map((line) => `${JSON.stringify(line)}\n`).join("") };
}
