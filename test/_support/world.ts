import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import { type Connection, connect } from "../../src/api/connect.ts";
import { applyPlan } from "../../src/apply/apply-plan.ts";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import type { Declaration } from "../../src/membership/declaration.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { bootstrap, openStore, startServer } from "../../src/server/index.ts";
import { model } from "./build.ts";

/** A real API on a real database, with one organization and its owner's token. */
export interface World extends Connection {
  readonly url: string;
  readonly token: string;
  readonly organization: string;
  /** Loads, validates and plans a charter; findings fail the test. */
  plan(paths: readonly string[]): Promise<Plan>;
  /** Applies a plan; an outcome that is not done fails the test. */
  apply(plan: Plan): Promise<void>;
  /** Everybody who is invited accepts. */
  acceptAll(): Promise<number>;
  declaration(paths: readonly string[]): Declaration;
}

export interface WorldOptions {
  readonly organization: string;
  readonly roleModel: string;
  readonly owner: string;
  readonly tier?: string;
}

export async function openWorld({ organization, roleModel, owner, tier }: WorldOptions): Promise<World> {
  const data = await mkdtemp(join(tmpdir(), "charter-world-"));
  const document = tryFindBuiltInDocument(roleModel);
  if (document === undefined) throw new Error(`no role model ${roleModel}`);
  const store = await openStore({ folder: data });
  const made = await bootstrap(store, {
    organization,
    roleModel: document,
    owner,
    ...(tier === undefined ? {} : { tier }),
  });
  await store.close();
  if (made.kind !== "bootstrapped") throw new Error(made.message);
  const server = await startServer({ data, allowImpersonation: true, validateAnswers: true });
  const connection = connect({ url: server.url, token: made.token, organization });
  const { reader, writer } = connection;

  const declaration = (paths: readonly string[]): Declaration => {
    const loaded = loadCharter(paths, { cwd: process.cwd() });
    const findings = [...loaded.findings, ...validateCharter(loaded, model(roleModel))];
    if (findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 5), null, 2));
    return resolveCharter(loaded, model(roleModel), { today: "2026-11-22" });
  };

  return {
    ...connection,
    url: server.url,
    token: made.token,
    organization,
    declaration,
    plan: async (paths) => {
      const [rules, identity, reading] = await Promise.all([reader.readRoleModel(), reader.whoAmI(), reader.read()]);
      return makePlan({
        model: rules,
        declaration: declaration(paths),
        reading,
        actor: { email: identity.email },
        api: reader.target,
      });
    },
    apply: async (plan) => {
      if (plan.refusals.length > 0) throw new Error(JSON.stringify(plan.refusals.slice(0, 5), null, 2));
      const outcomes = await applyPlan(plan, writer, { reader });
      const unwell = outcomes.filter(({ outcome }) => outcome !== "done");
      if (unwell.length > 0) throw new Error(JSON.stringify(unwell.slice(0, 5), null, 2));
    },
    acceptAll: async () => {
      const { members } = (await reader.read()).organization;
      const pending = [...members.values()].filter(({ status }) => status === "invited");
      for (let start = 0; start < pending.length; start += 16) {
        const batch = pending.slice(start, start + 16);
        await Promise.all(
          batch.map(({ email }) => acceptInvitationsAs({ url: server.url, token: made.token }, email, organization)),
        );
      }
      return pending.length;
    },
    close: async () => {
      await connection.close();
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
