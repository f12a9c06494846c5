import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Applies a plan with the built package, journal included, and prints how many milliseconds that took.
const [, , job, library] = process.argv;
const { url, token, plan, concurrency, journal } = JSON.parse(readFileSync(job, "utf8"));
const { applyPlan, connect, Journal, summarizeOutcomes } = await import(pathToFileURL(library).href);
const { organization, digest, api } = plan;
const connection = connect({ url, token, organization });
const kept = await Journal.open({ directory: journal, digest, organization, api, started: new Date().toISOString() });
const started = process.hrtime.bigint();
const outcomes = await applyPlan(plan, connection.writer, { journal: kept, concurrency });
const elapsed = Number(process.hrtime.bigint() - started) / 1e6;
await kept.close();
await connection.close();
const { done } = summarizeOutcomes(outcomes);
if (done !== plan.changes.length) throw new Error(`only ${done} of ${plan.changes.length} changes are done`);
process.stdout.write(`${elapsed}\n`);
