import { Readable } from "node:stream";
import fc from "fast-check";
import { Agent, type Dispatcher } from "undici";
import { acceptInvitationsAs } from "../../../src/api/accept-invitations.ts";
import { connect } from "../../../src/api/connect.ts";
import { listMemberships } from "../../../src/api/list-memberships.ts";
import { applyPlan } from "../../../src/apply/apply-plan.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { makePlan } from "../../../src/plan/make-plan.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { issueToken } from "../../../src/server/index.ts";
import { arbitraryDesired, arbitraryLive, ROOT } from "../arbitrary-organization.ts";
import { declare, model } from "../build.ts";
import { startTestServer, type TestServer } from "../membership-server.ts";

/** One question to the API, and what it answered. */
export interface Recorded {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** All that a client asks of one organization, with the answers of the real API, and a plan that was applied to it. */
export interface RecordedApi {
  readonly model: RoleModel;
  readonly plan: Plan;
  readonly answers: readonly Recorded[];
}

export const PAGE_SIZE = 2;

/** Asks everything that there is to ask of organizations of some role models, and writes down what is answered. */
export async function recordApi(roleModels: readonly string[]): Promise<RecordedApi[]> {
  const server = await startTestServer({ allowImpersonation: true });
  try {
    const recordings: RecordedApi[] = [];
    for (const [index, key] of roleModels.entries()) recordings.push(await record(server, key, `acme-${index}`));
    return recordings;
  } finally {
    await server.close();
  }
}

async function record(server: TestServer, roleModel: string, organization: string): Promise<RecordedApi> {
  const rules = model(roleModel);
  const [pair] = fc.sample(fc.tuple(arbitraryLive(rules), arbitraryDesired(rules)), { seed: 7, numRuns: 1 });
  if (pair === undefined) throw new Error("no organization was drawn");
  const [live, desired] = pair.map((drawn) => ({ ...drawn, key: organization }));
  if (live === undefined || desired === undefined) throw new Error("no organization was drawn");
  await server.seed(live, roleModel);
  const token = await issueToken(server.store, { email: ROOT, organization, at: server.clock.now });
  const answers: Recorded[] = [];
  const dispatcher = recording(answers);
  const options = { url: server.url, token, organization, dispatcher };
  const { reader, writer } = connect(options);
  const pages = connect({ ...options, capabilities: { snapshot: false }, pageSize: PAGE_SIZE });
  const [, reading] = [
    await reader.readRoleModel(),
    await reader.read(),
    await reader.whoAmI(),
    await pages.reader.read(),
  ];
  const plan = makePlan({
    model: rules,
    declaration: declare(desired),
    reading,
    actor: { email: ROOT },
    api: server.url,
  });
  await applyPlan(plan, writer);
  await listMemberships(options);
  const invited = plan.changes.find(({ change }) => change.kind === "invite-member")?.address.replace("members/", "");
  if (invited !== undefined) await acceptInvitationsAs(options, invited, organization);
  await dispatcher.close();
  return { model: rules, plan: { ...plan, api: "https://members.example" }, answers };
}

/** Only what the transport asks a dispatcher for. */
function recording(answers: Recorded[]): Dispatcher {
  const agent = new Agent();
  const request = async (options: Dispatcher.DispatchOptions & { readonly origin: string }) => {
    const answer = await agent.request(options);
    const text = await answer.body.text();
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    answers.push({ method: options.method, path: options.path, status: answer.statusCode, headers, text });
    return { ...answer, body: bodyOf([Buffer.from(text)]) };
  };
  return { request, close: () => agent.close() } as unknown as Dispatcher;
}

export function bodyOf(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Readable {
  return Readable.from(chunks, { objectMode: false });
}

const NOT_FOUND: Recorded = {
  method: "GET",
  path: "",
  status: 404,
  headers: { "content-type": "application/problem+json" },
  text: '{"code":"not-found","detail":"there is no such thing"}',
};

/** Which organization the recording is of. */
export function organizationOf(answers: readonly Recorded[]): string {
  return /\/organizations\/acme-\d+/.exec(answers[0]?.path ?? "")?.[0].split("/")[2] ?? "";
}

/** The answer to this very question, or to one about the same thing. */
export function findAnswer(answers: readonly Recorded[], method: string, path: string): Recorded {
  const found = answers.find((one) => one.method === method && one.path === path);
  return found ?? answers.find((one) => one.path.split("?")[0] === path.split("?")[0]) ?? NOT_FOUND;
}
