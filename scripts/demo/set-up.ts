import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import { type Connection, connect } from "../../src/api/connect.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { bootstrap, issueToken, openStore, startServer } from "../../src/server/index.ts";
import { fromRoot } from "../generate/paths.ts";

export const ROOT = fromRoot("");
export const DEMO = fromRoot(".demo");

const ORGANIZATION = "acme";
const OWNER = "ada@acme.example";

/** What people did by hand since the charter was last applied. */
const BY_HAND: readonly PlannableChange[] = [
  { kind: "invite-member", email: "eve@acme.example", role: "viewer", attributes: {} },
  { kind: "change-role", email: "linus@acme.example", role: "admin" },
  { kind: "change-role", email: "katherine@acme.example", role: "viewer" },
  { kind: "delete-role", role: "incident-responder" },
  { kind: "grant-tenant-role", tenant: "us", email: "barbara@acme.example", role: "tenant-member" },
];

/** Makes the demo's folder: the charter, an API that has drifted from it, the owner's token and one for CI. */
export async function setUp(): Promise<void> {
  rmSync(DEMO, { recursive: true, force: true });
  mkdirSync(DEMO);
  copyFileSync(fromRoot("examples/acme/charter.yaml"), join(DEMO, "charter.yaml"));
  const data = join(DEMO, "api");
  const token = await found(data);
  const server = await startServer({ data, allowImpersonation: true });
  const connection = connect({ url: server.url, token, organization: ORGANIZATION });
  await applyCharter(connection);
  await acceptAll(connection, server.url, token);
  await applyCharter(connection);
  for (const change of BY_HAND) await write(connection, change);
  await connection.close();
  await server.close();
}

async function found(data: string): Promise<string> {
  const roleModel = tryFindBuiltInDocument("standard");
  if (roleModel === undefined) throw new Error("the role model `standard` is missing");
  const store = await openStore({ folder: data });
  const made = await bootstrap(store, { organization: ORGANIZATION, roleModel, owner: OWNER });
  if (made.kind !== "bootstrapped") throw new Error(made.message);
  const ci = await issueToken(store, { email: OWNER, organization: ORGANIZATION, ceiling: "admin" });
  await store.close();
  writeFileSync(join(DEMO, "token"), `${made.token}\n`, { mode: 0o600 });
  writeFileSync(join(DEMO, "ci-token"), `${ci}\n`, { mode: 0o600 });
  return made.token;
}

async function applyCharter({ reader, writer }: Connection): Promise<void> {
  const [model, { email }, reading] = await Promise.all([reader.readRoleModel(), reader.whoAmI(), reader.read()]);
  const loaded = loadCharter([join(DEMO, "charter.yaml")], { cwd: ROOT });
  const declaration = resolveCharter(loaded, model, { today: new Date().toISOString().slice(0, 10) });
  const plan = makePlan({ model, declaration, reading, actor: { email }, api: reader.target });
  const outcomes = await applyPlan(plan, writer);
  const unwell = outcomes.find(({ outcome }) => outcome !== "done");
  if (unwell !== undefined) throw new Error(`setting up: ${unwell.id} ${unwell.outcome}: ${unwell.message}`);
}

async function acceptAll({ reader }: Connection, url: string, token: string): Promise<void> {
  const { members } = (await reader.read()).organization;
  for (const { email, status } of members.values()) {
    if (status === "invited") await acceptInvitationsAs({ url, token }, email, ORGANIZATION);
  }
}

async function write({ writer }: Connection, change: PlannableChange): Promise<void> {
  const idempotencyKey = `by hand: ${JSON.stringify(change)}`;
  const result = await writer.write({ change, precondition: {}, idempotencyKey, planDigest: "" });
  if (result.outcome !== "done") throw new Error(`setting up: ${change.kind}: ${result.message}`);
}
