import { Agent, request } from "node:http";
import type { WireAnswer } from "./contract-faults.ts";

/** A request down to its bytes: nothing is encoded, added or checked but what HTTP needs. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as they stand in the first line. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends it and reads the answer whole. Rejects where the server gives none. */
export async function sendBytes(url: string, { method, target, headers, body }: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { "content-length": String(body.length) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path: target, headers: { ...length, ...headers }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const names = Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: new Map(names), text });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
