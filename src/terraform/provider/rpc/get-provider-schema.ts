import type { GetMetadataResponse, GetProviderSchemaResponse } from "../../protocol/messages.ts";
import type { ServerCapabilities } from "../../protocol/value-messages.ts";
import { toSchema } from "../../schema/shape.ts";
import { PROVIDER_DESCRIPTION, providerShape } from "../provider-shape.ts";
import { DATA_SOURCES, FUNCTIONS, RESOURCES } from "../registry.ts";

const CAPABILITIES: ServerCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: false,
};

/** Everything that the provider offers, as the protocol describes it. */
export function getProviderSchema(): GetProviderSchemaResponse {
  return {
    provider: toSchema(providerShape, PROVIDER_DESCRIPTION),
    serverCapabilities: CAPABILITIES,
    resourceSchemas: mapped(RESOURCES, ({ shape, description, version }) => toSchema(shape, description, version)),
    dataSourceSchemas: mapped(DATA_SOURCES, ({ shape, description }) => toSchema(shape, description)),
    functions: getFunctions(),
    listResourceSchemas: mapped(listed(), ({ description }) => toSchema({}, description)),
  };
}

export function getMetadata(): GetMetadataResponse {
  return {
    serverCapabilities: CAPABILITIES,
    resources: [...RESOURCES.keys()].map((typeName) => ({ typeName })),
    dataSources: [...DATA_SOURCES.keys()].map((typeName) => ({ typeName })),
    functions: [...FUNCTIONS.keys()].map((name) => ({ name })),
    listResources: [...listed().keys()].map((typeName) => ({ typeName })),
  };
}

export function getFunctions() {
  return mapped(FUNCTIONS, ({ signature }) => signature);
}

function listed(): typeof RESOURCES {
  return new Map([...RESOURCES].filter(([, { list }]) => list !== undefined));
}

function mapped<Item, Made>(items: ReadonlyMap<string, Item>, make: (item: Item) => Made): Record<string, Made> {
  return Object.fromEntries([...items].map(([name, item]) => [name, make(item)]));
}
