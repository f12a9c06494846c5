import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { connect } from "../../src/api/connect.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";

/** A request as undici takes it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The very requests that applying a plan sends, in the plan's order, without sending them. */
export async function recordRequests(plan: Plan, token: string): Promise<RecordedRequest[]> {
  const requests: RecordedRequest[] = [];
  const request = async ({ method, path, headers, body }: RecordedRequest) => {
    requests.push({ method, path, headers, body });
    return { statusCode: 204, headers: {}, body: Readable.from([]) };
  };
  const dispatcher = { request } as unknown as Dispatcher;
  const { organization } = plan;
  const { writer, close } = connect({ url: "http://recorder.example", token, organization, dispatcher });
  await applyPlan(plan, writer, { concurrency: 1 });
  await close();
  return requests;
}
