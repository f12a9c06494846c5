import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent } from "undici";

// The least that `apply` can cost: the same requests, at the same concurrency, as fast as they go.
const { url, requests, concurrency } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const agent = new Agent({ connections: 16 });
const started = process.hrtime.bigint();
let next = 0;
await Promise.all(Array.from({ length: concurrency }, worker));
process.stdout.write(`${Number(process.hrtime.bigint() - started) / 1e6}\n`);
await agent.close();

async function worker() {
  while (next < requests.length) {
    const { headers, ...request } = requests[next++];
    const answer = await agent.request({
      ...request,
      origin: url,
      headers: { ...headers, "x-request-id": randomUUID() },
    });
    if (answer.statusCode >= 300) throw new Error(`${request.path}: ${answer.statusCode} ${await answer.body.text()}`);
    await answer.body.text();
  }
}
