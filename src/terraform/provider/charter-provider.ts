import type { ProviderHost, ProviderServer } from "../protocol/provider-server.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import { fromBlock } from "./block-value.ts";
import { errorAt } from "./diagnostic.ts";
import { identitySchema } from "./identity.ts";
import { providerShape } from "./provider-shape.ts";
import { findDataSource, findResource, RESOURCES } from "./registry.ts";
import { applyResourceChange } from "./rpc/apply-resource-change.ts";
import { callFunction } from "./rpc/call-function.ts";
import { configureProvider } from "./rpc/configure-provider.ts";
import { getFunctions, getMetadata, getProviderSchema } from "./rpc/get-provider-schema.ts";
import { importResourceState } from "./rpc/import-resource-state.ts";
import { listResource } from "./rpc/list-resource.ts";
import { planResourceChange } from "./rpc/plan-resource-change.ts";
import { readDataSource } from "./rpc/read-data-source.ts";
import { readResource } from "./rpc/read-resource.ts";
import { upgradeResourceState } from "./rpc/upgrade-resource-state.ts";
import { Session, type Timing } from "./session.ts";
import { validateBlock } from "./validate-block.ts";

/** The Terraform provider `charter`, as {@link MakeProvider} makes it. What a call throws is a bug. */
export function makeCharterProvider(host: ProviderHost, timing?: Timing): ProviderServer {
  const session = new Session(host, timing);
  const offersNone = async () => ({ diagnostics: [notOffered()] });
  return {
    getMetadata: async () => getMetadata(),
    getProviderSchema: async () => getProviderSchema(),
    getFunctions: async () => ({ functions: getFunctions() }),
    getResourceIdentitySchemas: async () => ({
      identitySchemas: Object.fromEntries([...RESOURCES].map(([name, resource]) => [name, identitySchema(resource)])),
    }),
    validateProviderConfig: async ({ config }) => validated(providerShape, config),
    validateResourceConfig: async ({ typeName, config }) => {
      const resource = findResource(typeName);
      const values = fromBlock(resource.shape, config) ?? {};
      return { diagnostics: [...validateBlock(resource.shape, values), ...(resource.check?.(values) ?? [])] };
    },
    validateDataResourceConfig: async ({ typeName, config }) => validated(findDataSource(typeName).shape, config),
    validateListResourceConfig: async () => ({}),
    upgradeResourceState: async (request) => upgradeResourceState(request),
    upgradeResourceIdentity: async ({ rawIdentity }) => ({
      upgradedIdentity: { identityData: { json: rawIdentity?.json } },
    }),
    configureProvider: (request) => configureProvider(session, request),
    readResource: (request) => readResource(session, request),
    planResourceChange: (request) => planResourceChange(session, request),
    applyResourceChange: (request) => applyResourceChange(session, request),
    importResourceState: (request) => importResourceState(session, request),
    moveResourceState: offersNone,
    readDataSource: (request) => readDataSource(session, request),
    listResource: (request) => listResource(session, request),
    callFunction: async (request) => callFunction(request),
    validateEphemeralResourceConfig: offersNone,
    openEphemeralResource: offersNone,
    renewEphemeralResource: offersNone,
    closeEphemeralResource: offersNone,
    stopProvider: async () => ({}),
  };
}

function validated(...[shape, config]: Parameters<typeof fromBlock>): { diagnostics: Diagnostic[] } {
  return { diagnostics: validateBlock(shape, fromBlock(shape, config)) };
}

function notOffered(): Diagnostic {
  return errorAt([], "not-offered", "The provider charter has no such thing.");
}
