import { onTestFinished } from "vitest";
import { fromDynamicValue, toDynamicValue } from "../../src/terraform/codec/dynamic-value.ts";
import { isEqual, type Value, type ValueRecord } from "../../src/terraform/codec/value.ts";
import type { Log, ProviderServer } from "../../src/terraform/protocol/provider-server.ts";
import type { Diagnostic } from "../../src/terraform/protocol/value-messages.ts";
import { makeCharterProvider } from "../../src/terraform/provider/charter-provider.ts";
import { providerShape } from "../../src/terraform/provider/provider-shape.ts";
import { DATA_SOURCES, FUNCTIONS, findResource } from "../../src/terraform/provider/registry.ts";
import type { Timing } from "../../src/terraform/provider/session.ts";
import { typeOf } from "../../src/terraform/schema/shape.ts";
import { assertApplied, assertPlan, fail, pack, proposed, unpack, whole } from "./terraform-checks.ts";

/** What Terraform's state keeps of one object. */
export interface Stored {
  readonly type: string;
  readonly values: ValueRecord;
  readonly private: Uint8Array;
}

export interface PlannedChange {
  readonly type: string;
  readonly action: "create" | "update" | "replace" | "delete" | "nothing";
  readonly prior: Stored | undefined;
  readonly config: ValueRecord;
  readonly planned: ValueRecord | null;
  readonly private: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Applied {
  readonly state: Stored | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CoreOptions {
  readonly url: string;
  readonly token: string;
  readonly organization: string;
  readonly timing?: Timing;
  /** What the provider's block says; by default the environment says it all. */
  readonly block?: ValueRecord;
  readonly log?: Log;
}

/**
 * One run of Terraform as the provider sees it: a process that is configured and then asked. It proposes what
 * Terraform would, and holds the answers to what Terraform demands of them.
 */
export interface Core {
  readonly provider: ProviderServer;
  readonly configured: readonly Diagnostic[];
  stop(): void;
  validate(type: string, config: ValueRecord): Promise<readonly Diagnostic[]>;
  refresh(stored: Stored): Promise<Stored | undefined>;
  /** Plans one object; replaced ones are planned a second time, as Terraform does. */
  plan(type: string, config: ValueRecord | null, prior?: Stored): Promise<PlannedChange>;
  apply(change: PlannedChange): Promise<Applied>;
  import(type: string, id: string): Promise<Stored>;
  read(type: string, config?: ValueRecord): Promise<ValueRecord>;
  call(name: string, ...values: Value[]): Promise<Value>;
}

export async function openCore(options: CoreOptions): Promise<Core> {
  const stop = new AbortController();
  const { timing, url, token, organization } = options;
  const host = {
    version: "0.0.0-test",
    environment: { CHARTER_API: url, CHARTER_TOKEN: token, CHARTER_ORGANIZATION: organization },
    log: options.log ?? (() => undefined),
    signal: stop.signal,
  };
  const provider = makeCharterProvider(host, { attention: 1, ...timing });
  const block = { api: null, token: null, organization: null, ...options.block };
  const config = toDynamicValue(block, typeOf(providerShape));
  const { diagnostics = [] } = await provider.configureProvider({
    terraformVersion: "1.11.4",
    config,
    clientCapabilities: undefined,
  });
  onTestFinished(() => stop.abort());
  return { provider, configured: diagnostics, stop: () => stop.abort(), ...calls(provider) };
}

function calls(provider: ProviderServer): Omit<Core, "provider" | "configured" | "stop"> {
  return {
    validate: async (typeName, config) => {
      const { shape } = findResource(typeName);
      const request = { typeName, config: pack(shape, whole(shape, config)), clientCapabilities: undefined };
      return (await provider.validateResourceConfig(request)).diagnostics ?? [];
    },
    refresh: async (stored) => {
      const { shape } = findResource(stored.type);
      const answer = await provider.readResource({
        typeName: stored.type,
        currentState: pack(shape, stored.values),
        private: stored.private,
        providerMeta: undefined,
        clientCapabilities: undefined,
        currentIdentity: undefined,
      });
      fail(answer.diagnostics);
      const values = unpack(shape, answer.newState);
      return values === null ? undefined : { ...stored, values, private: answer.private ?? new Uint8Array() };
    },
    plan: (type, config, prior) => planOne(provider, type, config, prior),
    apply: (change) => applyOne(provider, change),
    import: async (typeName, id) => {
      const { shape } = findResource(typeName);
      const request = { typeName, id, clientCapabilities: undefined, identity: undefined };
      const { importedResources = [], diagnostics } = await provider.importResourceState(request);
      fail(diagnostics);
      const [imported] = importedResources;
      const values = unpack(shape, imported?.state);
      if (values === null) throw new Error(`nothing was imported by ${id}`);
      return { type: typeName, values, private: imported?.private ?? new Uint8Array() };
    },
    read: async (typeName, config = {}) => {
      const { shape } = DATA_SOURCES.get(typeName) ?? { shape: {} };
      const request = { typeName, config: pack(shape, whole(shape, config)) };
      const answer = await provider.readDataSource({
        ...request,
        providerMeta: undefined,
        clientCapabilities: undefined,
      });
      fail(answer.diagnostics);
      return unpack(shape, answer.state) ?? {};
    },
    call: async (name, ...values) => {
      const called = FUNCTIONS.get(name);
      if (called === undefined) throw new Error(`there is no function ${name}`);
      const given = called.parameters.map((type, index) => toDynamicValue(values[index] ?? null, type));
      const { result, error } = await provider.callFunction({ name, arguments: given });
      if (error !== undefined) throw new Error(error.text);
      return fromDynamicValue(result, called.result);
    },
  };
}

async function planOne(
  provider: ProviderServer,
  type: string,
  given: ValueRecord | null,
  prior: Stored | undefined,
): Promise<PlannedChange> {
  const { shape } = findResource(type);
  const config = given === null ? null : whole(shape, given);
  const answer = await ask(provider, type, config, prior);
  const base = { type, prior, config: config ?? {} };
  if (config === null) return { ...base, ...answer, action: "delete", planned: null };
  const replaced = prior !== undefined && answer.replaces.length > 0;
  const last = replaced ? await ask(provider, type, config, undefined) : answer;
  const diagnostics = replaced ? [...answer.diagnostics, ...last.diagnostics] : answer.diagnostics;
  if (last.planned === null) throw new Error("what is wanted was planned away");
  assertPlan(shape, config, prior?.values, last.planned, replaced);
  const same = prior !== undefined && !replaced && isEqual(last.planned, prior.values);
  const action = same ? "nothing" : replaced ? "replace" : prior === undefined ? "create" : "update";
  return { ...base, action, planned: last.planned, private: last.private, diagnostics };
}

async function ask(provider: ProviderServer, type: string, config: ValueRecord | null, prior: Stored | undefined) {
  const { shape } = findResource(type);
  const answer = await provider.planResourceChange({
    typeName: type,
    priorState: pack(shape, prior?.values ?? null),
    proposedNewState: pack(shape, config === null ? null : proposed(shape, config, prior?.values)),
    config: pack(shape, config),
    priorPrivate: prior?.private ?? new Uint8Array(),
    providerMeta: undefined,
    clientCapabilities: undefined,
    priorIdentity: undefined,
  });
  return {
    planned: unpack(shape, answer.plannedState),
    replaces: (answer.requiresReplace ?? []).map(({ steps }) => JSON.stringify(steps)),
    private: answer.plannedPrivate ?? new Uint8Array(),
    diagnostics: answer.diagnostics ?? [],
  };
}

async function applyOne(provider: ProviderServer, change: PlannedChange): Promise<Applied> {
  if (change.action === "nothing") return { state: change.prior, diagnostics: [] };
  const parts = change.action === "replace" ? await removeFirst(provider, change) : [];
  if (parts.some(({ severity }) => severity === "error")) return { state: change.prior, diagnostics: parts };
  const prior = change.action === "replace" ? undefined : change.prior;
  const { shape } = findResource(change.type);
  const answer = await provider.applyResourceChange({
    typeName: change.type,
    priorState: pack(shape, prior?.values ?? null),
    plannedState: pack(shape, change.planned),
    config: pack(shape, change.planned === null ? null : change.config),
    plannedPrivate: change.private,
    providerMeta: undefined,
    plannedIdentity: undefined,
  });
  const diagnostics = [...parts, ...(answer.diagnostics ?? [])];
  const values = unpack(shape, answer.newState);
  const failed = diagnostics.some(({ severity }) => severity === "error");
  if (!failed) assertApplied(change.planned, values);
  const kept = { type: change.type, private: answer.private ?? new Uint8Array() };
  return { state: values === null ? undefined : { ...kept, values }, diagnostics };
}

async function removeFirst(provider: ProviderServer, change: PlannedChange): Promise<readonly Diagnostic[]> {
  return (await applyOne(provider, { ...change, action: "delete", planned: null })).diagnostics;
}
