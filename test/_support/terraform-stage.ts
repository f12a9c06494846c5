import { onTestFinished } from "vitest";
import { acceptInvitationsAs } from "../../src/api/accept-invitations.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { issueToken } from "../../src/server/index.ts";
import type { ValueRecord } from "../../src/terraform/codec/value.ts";
import type { Diagnostic } from "../../src/terraform/protocol/value-messages.ts";
import { type Fate, gateway, type Passing } from "./gateway.ts";
import { startTestServer, type TestServer } from "./membership-server.ts";
import { sendChange } from "./send-change.ts";
import { type Core, type CoreOptions, openCore, type PlannedChange, type Stored } from "./terraform-core.ts";

export const ADA = "ada@acme.example";
export const GRACE = "grace@acme.example";
export const LINUS = "linus@acme.example";

export interface StageOptions {
  readonly roleModel?: string;
  /** By default the role model's highest. */
  readonly tier?: string;
  /** An organization that is there already, in place of a new one of ada's. */
  readonly organization?: Organization;
  /** What becomes of requests on their way. */
  readonly decide?: (passing: Passing) => Fate | Promise<Fate>;
}

/** What a configuration declares: the arguments of objects by address, such as `charter_member.grace`. */
export type Declared = Readonly<Record<string, ValueRecord>>;

export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** What was planned by address, without what stays. */
  readonly actions: Readonly<Record<string, PlannedChange["action"]>>;
}

/** A real API with an organization of ada's, and Terraform before it with a state of its own. */
export interface Stage {
  readonly server: TestServer;
  readonly state: Map<string, Stored>;
  /** Every request that has come through, as `GET /v1/…`. */
  readonly requests: string[];
  open(options?: Partial<CoreOptions>): Promise<Core>;
  /** Refreshes and plans what is declared, in that order, and side by side with it what is to be destroyed. */
  plan(declared: Declared, options?: Partial<CoreOptions>): Promise<Outcome>;
  /** Plans in one run and applies in another, as Terraform does: destroys first, or all of it `together`. */
  apply(declared: Declared, options?: Partial<CoreOptions> & { readonly together?: boolean }): Promise<Outcome>;
  accept(email: string): Promise<void>;
  /** A change by somebody in the dashboard. */
  change(change: PlannableChange, as?: string): Promise<void>;
  tokenOf(email: string): Promise<string>;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const server = await startTestServer({ allowImpersonation: true });
  onTestFinished(() => server.close());
  const token = await found(server, options);
  const requests: string[] = [];
  const url = await gateway(server.url, async (passing) => {
    requests.push(`${passing.method} ${passing.path}`);
    return (await options.decide?.(passing)) ?? "pass";
  });
  const state = new Map<string, Stored>();
  const open = (more: Partial<CoreOptions> = {}) => openCore({ url, token, organization: "acme", ...more });
  return {
    server,
    state,
    requests,
    open,
    plan: async (declared, more) => outcomeOf(await planAll(await open(more), state, declared)),
    apply: async (declared, more) => {
      const planned = await planAll(await open(more), state, declared);
      const { diagnostics, actions } = outcomeOf(planned);
      if (hasError(diagnostics)) return { diagnostics, actions };
      const said = await applyAll(await open(more), state, planned, more?.together === true);
      return { diagnostics: said, actions };
    },
    accept: async (email) => {
      await acceptInvitationsAs({ url: server.url, token }, email, "acme");
    },
    change: async (change, as = ADA) => {
      const answer = await sendChange(await server.as(as), "acme", change);
      if (answer.status >= 300) throw new Error(answer.text);
    },
    tokenOf: (email) => issueToken(server.store, { email, at: server.clock.now }),
  };
}

/** Makes the organization, and gives a token of ada's. */
async function found(server: TestServer, options: StageOptions): Promise<string> {
  const { roleModel = "standard", tier, organization } = options;
  if (organization === undefined)
    await server.found({ organization: "acme", roleModel, ...(tier === undefined ? {} : { tier }), owner: ADA });
  else await server.seed({ ...organization, key: "acme" }, roleModel);
  return await issueToken(server.store, { email: ADA, at: server.clock.now });
}

type Changes = ReadonlyMap<string, PlannedChange>;

/** What refers to something else is declared after it; what is destroyed is planned side by side with all of it. */
async function planAll(core: Core, state: Map<string, Stored>, declared: Declared): Promise<Changes> {
  const planned = new Map<string, PlannedChange>();
  const undeclared = [...state.keys()].filter((address) => !(address in declared)).reverse();
  const planOne = async (address: string) => {
    const stored = state.get(address);
    const live = stored === undefined ? undefined : await core.refresh(stored);
    if (live === undefined) state.delete(address);
    else state.set(address, live);
    const config = declared[address] ?? null;
    if (live === undefined && config === null) return;
    planned.set(address, await core.plan(typeOf(address), config, live));
  };
  const inOrder = async () => {
    for (const address of Object.keys(declared)) await planOne(address);
  };
  await Promise.all([...undeclared.map(planOne), inOrder()]);
  const order = [...undeclared, ...Object.keys(declared)];
  return new Map(
    order.flatMap((address) => {
      const change = planned.get(address);
      return change === undefined ? [] : [[address, change] as const];
    }),
  );
}

async function applyAll(
  core: Core,
  state: Map<string, Stored>,
  planned: Changes,
  together: boolean,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const applyOne = async ([address, change]: readonly [string, PlannedChange]) => {
    // Terraform plans again what it creates or changes, now that everything before it is there.
    const again = change.action === "create" || change.action === "update";
    const last = again ? await core.plan(change.type, change.config, change.prior) : change;
    const applied = await core.apply({ ...change, private: last.private });
    diagnostics.push(...(again ? last.diagnostics : []), ...applied.diagnostics);
    if (applied.state === undefined) state.delete(address);
    else state.set(address, applied.state);
  };
  if (together) await Promise.all([...planned].map(applyOne));
  else for (const entry of planned) await applyOne(entry);
  return diagnostics;
}

function outcomeOf(planned: Changes): Outcome {
  const changed = [...planned].filter(([, { action }]) => action !== "nothing");
  return {
    diagnostics: [...planned.values()].flatMap(({ diagnostics }) => diagnostics),
    actions: Object.fromEntries(changed.map(([address, { action }]) => [address, action])),
  };
}

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Diagnostics as `error role-above-actor: members/… at role`. */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, summary, attribute }) => {
    const steps = (attribute?.steps ?? []).map((step) => Object.values(step).join(""));
    return `${severity} ${summary}${steps.length === 0 ? "" : ` at ${steps.join(".")}`}`;
  });
}
