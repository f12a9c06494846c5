import assert from "node:assert/strict";
import type { Dispatcher } from "undici";
import { acceptInvitationsAs } from "../../../src/api/accept-invitations.ts";
import { ApiError } from "../../../src/api/api-error.ts";
import { type Connection, connect } from "../../../src/api/connect.ts";
import { listMemberships } from "../../../src/api/list-memberships.ts";
import { applyPlan } from "../../../src/apply/apply-plan.ts";
import { writeCharter } from "../../../src/charter/write-charter.ts";
import { explainFailure } from "../../../src/cli/explain-failure.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { parseDocument } from "../../../src/documents/parse-document.ts";
import type { Reading } from "../../../src/membership/reading.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { PatientClock } from "../patient-clock.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { lyingAnswer } from "./lying-answer.ts";
import { type Answered, mutateAnswer } from "./mutate-answer.ts";
import {
  bodyOf,
  findAnswer,
  organizationOf,
  PAGE_SIZE,
  type Recorded,
  type RecordedApi,
  recordApi,
} from "./recorded-api.ts";
import { assertReadable } from "./sound-plan.ts";

const URL_OF_API = "https://members.example";
/** No question of these leads to so many requests, unless somebody is led in circles. */
const MOST_REQUESTS = 1_000;

const MOST_LINES = 5_000;

type Ask = (connection: Connection, recorded: RecordedApi, url: Asked) => Promise<Verdict>;
type Asked = Parameters<typeof listMemberships>[0] & { readonly organization: string };

/** Answers of the membership API, of all endpoints that a client asks. */
export const openAnswerDoor: OpenDoor = async () => {
  const recordings = await recordApi(["standard", ...builtInDocuments().map(({ key }) => key)]);
  const others = recordings.flatMap(({ answers }) => answers);
  return { knock: async (dice) => await ask(dice.pick(recordings), others, dice) };
};

const QUESTIONS: readonly Ask[] = [
  readSnapshot,
  readSnapshot,
  readPages,
  readPages,
  readRules,
  readRules,
  askIdentity,
  askMemberships,
  accept,
  write,
];

async function ask(recorded: RecordedApi, others: readonly Recorded[], dice: Dice): Promise<Verdict> {
  if (dice.once(5)) return await liedTo(recorded, others, dice);
  const question = dice.pick(QUESTIONS);
  const organization = organizationOf(recorded.answers);
  const dispatcher = disturbed(recorded, others, dice);
  const options = { url: URL_OF_API, token: "chr_x", organization, dispatcher, clock: new PatientClock(0.5) };
  const connection = connect({ ...options, pageSize: PAGE_SIZE, capabilities: { snapshot: question !== readPages } });
  try {
    return await question(connection, recorded, options);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    assertTold(error);
    return "refused";
  }
}

/** Whoever is only lied to about what there is reads all of it, or knows of which collection that cannot be said. */
async function liedTo({ answers, model }: RecordedApi, others: readonly Recorded[], dice: Dice): Promise<Verdict> {
  const organization = organizationOf(answers);
  const snapshot = dice.once(2);
  const readBy = async (lie: (recorded: Recorded) => Recorded) => {
    const request = async ({ path }: Dispatcher.DispatchOptions) => {
      const { status, headers, text } = lie(findAnswer(answers, "GET", path));
      return {
        statusCode: status,
        headers,
        body: bodyOf([Buffer.from(text)]),
        trailers: {},
        opaque: null,
        context: {},
      };
    };
    const dispatcher = { request } as unknown as Dispatcher;
    const options = { url: URL_OF_API, organization, dispatcher, clock: new PatientClock(0.5), pageSize: PAGE_SIZE };
    return await connect({ ...options, capabilities: { snapshot } }).reader.read();
  };
  const truth = await readBy((recorded) => recorded);
  try {
    const reading = await readBy((recorded) => (dice.once(2) ? lyingAnswer(recorded, others, dice) : recorded));
    sound(reading, model);
    for (const [collection, { state }] of Object.entries(reading.completeness))
      if (state === "complete" && collection !== "grants")
        assert.deepEqual(namesIn(reading, collection), namesIn(truth, collection), `a lie about ${collection}`);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    assertTold(error);
    return "refused";
  }
}

function namesIn({ organization }: Reading, collection: string): string[] {
  return [...organization[collection as "members" | "roles" | "tenants" | "projects"].keys()];
}

/** The recorded answers, some of them with something wrong. */
function disturbed({ answers }: RecordedApi, others: readonly Recorded[], dice: Dice): Dispatcher {
  let requests = 0;
  const endless = dice.once(12) ? dice.pick(answers).path.split("?")[0] : undefined;
  const request = async ({ method, path }: Dispatcher.DispatchOptions) => {
    requests += 1;
    assert.ok(requests <= MOST_REQUESTS, `asks ${method} ${path} after ${MOST_REQUESTS} other questions`);
    const recorded = findAnswer(answers, method, path);
    if (dice.once(200))
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
    const more = recorded.path.split("?")[0] === endless ? tryMakeEndless(recorded, requests) : undefined;
    const { status, headers, body }: Answered =
      more ??
      (dice.once(2) ? mutateAnswer(recorded, others, dice) : { ...recorded, body: [Buffer.from(recorded.text)] });
    return { statusCode: status, headers, body: bodyOf(body), trailers: {}, opaque: null, context: {} };
  };
  return { request } as unknown as Dispatcher;
}

/** A page that says what no page before it said, and promises another; a snapshot to which there is no end. */
function tryMakeEndless({ status, headers, text }: Recorded, number: number): Answered | undefined {
  if (/ndjson/.test(headers["content-type"] ?? "")) return { status, headers, body: endlessLines(text) };
  if (!text.startsWith('{"items":[{')) return undefined;
  const page = JSON.parse(text) as { items: Record<string, unknown>[] };
  const items = page.items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([key, value]) => [
        key,
        /email|^id$|^role$|^tenant$|^project$/.test(key) ? `x${number}-${String(value)}` : value,
      ]),
    ),
  );
  return { status, headers, body: [Buffer.from(JSON.stringify({ ...page, items, cursor: `after-${number}` }))] };
}

function* endlessLines(text: string): Iterable<Buffer> {
  const [header = "", organization = ""] = text.split("\n");
  yield Buffer.from(`${header}\n${organization}\n`);
  for (let number = 0; number < MOST_LINES; number++) {
    const member = { type: "member", email: `p${number}@acme.example`, role: "viewer", etag: "v1" };
    yield Buffer.from(`${JSON.stringify(member)}\n`);
  }
  throw new Error(`reads on after ${MOST_LINES} lines`);
}

/** An error says what was being done and at which address, in a sentence that fits on a page. */
function assertTold(error: ApiError): void {
  assert.match(error.message, /^could not [a-z]/);
  assert.ok(error.message.includes(URL_OF_API) || error.status !== undefined, error.message);
  assert.ok(error.message.length < 4_000, `${error.code}: a message of ${error.message.length} characters`);
  assert.ok(error.code.length < 200, `a code of ${error.code.length} characters`);
  const shown = explainFailure(error, { environment: {} } as Terminal);
  assert.doesNotMatch(shown.replaceAll("\n", ""), /\p{Cc}/u);
  assert.ok(!shown.includes("this is a bug"), shown);
}

async function readSnapshot({ reader }: Connection, { model }: RecordedApi): Promise<Verdict> {
  return sound(await reader.read(), model);
}

async function readPages({ reader }: Connection, { model }: RecordedApi): Promise<Verdict> {
  return sound(await reader.read(), model);
}

/** What was read can be planned and written down, and nothing is removed of what was not read whole. */
function sound(reading: Reading, model: RoleModel): Verdict {
  const { changes } = assertReadable(reading, model);
  const { members, grants, roles, tenants, projects } = reading.completeness;
  const removed = (kinds: RegExp) =>
    changes.filter(({ change }) => kinds.test(change.kind)).map(({ address }) => address);
  if (members.state !== "complete") assert.deepEqual(removed(/^(remove-member|cancel-invitation)$/), []);
  if (grants.state !== "complete") assert.deepEqual(removed(/^revoke-/), []);
  if (roles.state !== "complete") assert.deepEqual(removed(/^delete-role$/), []);
  if (tenants.state !== "complete") assert.deepEqual(removed(/^delete-tenant$/), []);
  if (projects.state !== "complete") assert.deepEqual(removed(/^delete-project$/), []);
  assert.deepEqual(parseDocument(writeCharter(reading.organization, model), "written").findings, []);
  return "accepted";
}

async function readRules({ reader }: Connection, { plan }: RecordedApi): Promise<Verdict> {
  const model = await reader.readRoleModel();
  const organization = {
    key: plan.organization,
    title: undefined,
    tier: undefined,
    settings: {},
    roles: new Map(),
    members: new Map(),
    tenants: new Map(),
    projects: new Map(),
  };
  const complete = { state: "complete" } as const;
  const completeness = { members: complete, roles: complete, tenants: complete, projects: complete, grants: complete };
  assertReadable({ organization, version: 1, completeness }, model);
  return "accepted";
}

async function askIdentity({ reader }: Connection): Promise<Verdict> {
  const { email, role, ceiling } = await reader.whoAmI();
  assert.equal(typeof email, "string");
  for (const text of [role, ceiling]) assert.ok(text === undefined || typeof text === "string");
  return "accepted";
}

async function askMemberships(_connection: Connection, _recorded: RecordedApi, options: Asked): Promise<Verdict> {
  for (const { organization, role } of await listMemberships(options))
    assert.equal(typeof `${organization}${role}`, "string");
  return "accepted";
}

async function accept(_connection: Connection, { plan }: RecordedApi, options: Asked): Promise<Verdict> {
  const joined = await acceptInvitationsAs(options, "p1@acme.example", plan.organization);
  assert.ok(joined.every((organization) => organization === plan.organization));
  return "accepted";
}

/** Every change ends with an outcome, whatever the API says of it. */
async function write({ writer, reader }: Connection, { plan }: RecordedApi): Promise<Verdict> {
  const outcomes = await applyPlan(plan, writer, { reader });
  assert.deepEqual(
    outcomes.map(({ id }) => id),
    plan.changes.map(({ id }) => id),
  );
  for (const { outcome, message } of outcomes) assert.ok(outcome === "done" || (message ?? "").length > 0);
  for (const { message = "" } of outcomes)
    assert.ok(message.length < 4_000, `a message of ${message.length} characters`);
  return outcomes.every(({ outcome }) => outcome === "done") ? "accepted" : "refused";
}
