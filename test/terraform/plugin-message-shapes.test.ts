import { describe, expect, it } from "vitest";
import type * as ephemeral from "../../src/terraform/protocol/ephemeral-messages.ts";
import { WIRE_TABLE } from "../../src/terraform/protocol/generated/wire-table.ts";
import type * as rpc from "../../src/terraform/protocol/messages.ts";
import type * as schema from "../../src/terraform/protocol/schema-messages.ts";
import type * as value from "../../src/terraform/protocol/value-messages.ts";

/** Messages of the protocol file, and the shapes that the provider is written against. */
interface Shapes {
  DynamicValue: value.DynamicValue;
  RawState: value.RawState;
  ResourceIdentityData: value.ResourceIdentityData;
  Diagnostic: value.Diagnostic;
  AttributePath: value.AttributePath;
  FunctionError: value.FunctionError;
  Timestamp: value.Timestamp;
  ServerCapabilities: value.ServerCapabilities;
  ClientCapabilities: value.ClientCapabilities;
  Deferred: value.Deferred;
  DiagnosticsResponse: rpc.DiagnosticsResponse;
  Schema: schema.Schema;
  Block: schema.Block;
  Attribute: schema.Attribute;
  NestedObject: schema.NestedObject;
  NestedBlock: schema.NestedBlock;
  ResourceIdentitySchema: schema.ResourceIdentitySchema;
  IdentityAttribute: schema.IdentityAttribute;
  FunctionSignature: schema.FunctionSignature;
  FunctionParameter: schema.FunctionParameter;
  FunctionReturn: schema.FunctionReturn;
  GetMetadataResponse: rpc.GetMetadataResponse;
  GetProviderSchemaResponse: rpc.GetProviderSchemaResponse;
  GetResourceIdentitySchemasResponse: rpc.GetResourceIdentitySchemasResponse;
  GetFunctionsResponse: rpc.GetFunctionsResponse;
  ValidateProviderConfigRequest: rpc.ValidateProviderConfigRequest;
  ValidateProviderConfigResponse: rpc.DiagnosticsResponse;
  ValidateConfigRequest: rpc.ValidateConfigRequest;
  ValidateResourceConfigRequest: rpc.ValidateResourceConfigRequest;
  ValidateListResourceConfigRequest: rpc.ValidateListResourceConfigRequest;
  ConfigureProviderRequest: rpc.ConfigureProviderRequest;
  StopProviderResponse: rpc.StopProviderResponse;
  UpgradeResourceStateRequest: rpc.UpgradeResourceStateRequest;
  UpgradeResourceStateResponse: rpc.UpgradeResourceStateResponse;
  UpgradeResourceIdentityRequest: rpc.UpgradeResourceIdentityRequest;
  UpgradeResourceIdentityResponse: rpc.UpgradeResourceIdentityResponse;
  ReadResourceRequest: rpc.ReadResourceRequest;
  ReadResourceResponse: rpc.ReadResourceResponse;
  PlanResourceChangeRequest: rpc.PlanResourceChangeRequest;
  PlanResourceChangeResponse: rpc.PlanResourceChangeResponse;
  ApplyResourceChangeRequest: rpc.ApplyResourceChangeRequest;
  ApplyResourceChangeResponse: rpc.ApplyResourceChangeResponse;
  ImportResourceStateRequest: rpc.ImportResourceStateRequest;
  ImportedResource: rpc.ImportedResource;
  ImportResourceStateResponse: rpc.ImportResourceStateResponse;
  MoveResourceStateRequest: rpc.MoveResourceStateRequest;
  MoveResourceStateResponse: rpc.MoveResourceStateResponse;
  ReadDataSourceRequest: rpc.ReadDataSourceRequest;
  ReadDataSourceResponse: rpc.ReadDataSourceResponse;
  OpenEphemeralResourceRequest: ephemeral.OpenEphemeralResourceRequest;
  OpenEphemeralResourceResponse: ephemeral.OpenEphemeralResourceResponse;
  OpenedEphemeralResource: ephemeral.OpenedEphemeralResource;
  RenewEphemeralResourceResponse: ephemeral.RenewEphemeralResourceResponse;
  ListResourceRequest: rpc.ListResourceRequest;
  ListResourceEvent: rpc.ListResourceEvent;
  CallFunctionRequest: rpc.CallFunctionRequest;
  CallFunctionResponse: rpc.CallFunctionResponse;
}

/** The compiler holds these to the shapes, the test to the protocol file. */
const FIELDS: { readonly [Name in keyof Shapes]: Readonly<Record<keyof Shapes[Name], true>> } = {
  DynamicValue: { msgpack: true, json: true },
  RawState: { json: true, flatmap: true },
  ResourceIdentityData: { identityData: true },
  Diagnostic: { severity: true, summary: true, detail: true, attribute: true },
  AttributePath: { steps: true },
  FunctionError: { text: true, functionArgument: true },
  Timestamp: { seconds: true, nanos: true },
  ServerCapabilities: { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true },
  ClientCapabilities: { deferralAllowed: true, writeOnlyAttributesAllowed: true },
  Deferred: { reason: true },
  DiagnosticsResponse: { diagnostics: true },
  Schema: { version: true, block: true },
  Block: {
    version: true,
    attributes: true,
    blockTypes: true,
    description: true,
    descriptionKind: true,
    deprecated: true,
    deprecationMessage: true,
  },
  Attribute: {
    name: true,
    type: true,
    description: true,
    required: true,
    optional: true,
    computed: true,
    sensitive: true,
    descriptionKind: true,
    deprecated: true,
    nestedType: true,
    writeOnly: true,
    deprecationMessage: true,
  },
  NestedObject: { attributes: true, nesting: true },
  NestedBlock: { typeName: true, block: true, nesting: true, minItems: true, maxItems: true },
  ResourceIdentitySchema: { version: true, identityAttributes: true },
  IdentityAttribute: { name: true, type: true, requiredForImport: true, optionalForImport: true, description: true },
  FunctionSignature: {
    parameters: true,
    variadicParameter: true,
    return: true,
    summary: true,
    description: true,
    descriptionKind: true,
    deprecationMessage: true,
  },
  FunctionParameter: {
    name: true,
    type: true,
    allowNullValue: true,
    allowUnknownValues: true,
    description: true,
    descriptionKind: true,
  },
  FunctionReturn: { type: true },
  GetMetadataResponse: {
    serverCapabilities: true,
    diagnostics: true,
    dataSources: true,
    resources: true,
    functions: true,
    ephemeralResources: true,
    listResources: true,
  },
  GetProviderSchemaResponse: {
    provider: true,
    resourceSchemas: true,
    dataSourceSchemas: true,
    diagnostics: true,
    providerMeta: true,
    serverCapabilities: true,
    functions: true,
    ephemeralResourceSchemas: true,
    listResourceSchemas: true,
  },
  GetResourceIdentitySchemasResponse: { identitySchemas: true, diagnostics: true },
  GetFunctionsResponse: { functions: true, diagnostics: true },
  ValidateProviderConfigRequest: { config: true },
  ValidateProviderConfigResponse: { diagnostics: true },
  ValidateConfigRequest: { typeName: true, config: true },
  ValidateResourceConfigRequest: { typeName: true, config: true, clientCapabilities: true },
  ValidateListResourceConfigRequest: { typeName: true, config: true, includeResourceObject: true, limit: true },
  ConfigureProviderRequest: { terraformVersion: true, config: true, clientCapabilities: true },
  StopProviderResponse: { error: true },
  UpgradeResourceStateRequest: { typeName: true, version: true, rawState: true },
  UpgradeResourceStateResponse: { upgradedState: true, diagnostics: true },
  UpgradeResourceIdentityRequest: { typeName: true, version: true, rawIdentity: true },
  UpgradeResourceIdentityResponse: { upgradedIdentity: true, diagnostics: true },
  ReadResourceRequest: {
    typeName: true,
    currentState: true,
    private: true,
    providerMeta: true,
    clientCapabilities: true,
    currentIdentity: true,
  },
  ReadResourceResponse: { newState: true, diagnostics: true, private: true, deferred: true, newIdentity: true },
  PlanResourceChangeRequest: {
    typeName: true,
    priorState: true,
    proposedNewState: true,
    config: true,
    priorPrivate: true,
    providerMeta: true,
    clientCapabilities: true,
    priorIdentity: true,
  },
  PlanResourceChangeResponse: {
    plannedState: true,
    requiresReplace: true,
    plannedPrivate: true,
    diagnostics: true,
    deferred: true,
    plannedIdentity: true,
  },
  ApplyResourceChangeRequest: {
    typeName: true,
    priorState: true,
    plannedState: true,
    config: true,
    plannedPrivate: true,
    providerMeta: true,
    plannedIdentity: true,
  },
  ApplyResourceChangeResponse: { newState: true, private: true, diagnostics: true, newIdentity: true },
  ImportResourceStateRequest: { typeName: true, id: true, clientCapabilities: true, identity: true },
  ImportedResource: { typeName: true, state: true, private: true, identity: true },
  ImportResourceStateResponse: { importedResources: true, diagnostics: true, deferred: true },
  MoveResourceStateRequest: {
    sourceProviderAddress: true,
    sourceTypeName: true,
    sourceSchemaVersion: true,
    sourceState: true,
    targetTypeName: true,
    sourcePrivate: true,
    sourceIdentity: true,
    sourceIdentitySchemaVersion: true,
  },
  MoveResourceStateResponse: { targetState: true, diagnostics: true, targetPrivate: true, targetIdentity: true },
  ReadDataSourceRequest: { typeName: true, config: true, providerMeta: true, clientCapabilities: true },
  ReadDataSourceResponse: { state: true, diagnostics: true, deferred: true },
  OpenEphemeralResourceRequest: { typeName: true, config: true, clientCapabilities: true },
  OpenEphemeralResourceResponse: { diagnostics: true, renewAt: true, result: true, private: true, deferred: true },
  OpenedEphemeralResource: { typeName: true, private: true },
  RenewEphemeralResourceResponse: { diagnostics: true, renewAt: true, private: true },
  ListResourceRequest: { typeName: true, config: true, includeResourceObject: true, limit: true },
  ListResourceEvent: { identity: true, displayName: true, resourceObject: true, diagnostics: true },
  CallFunctionRequest: { name: true, arguments: true },
  CallFunctionResponse: { result: true, error: true },
};

describe("the shapes that the provider is written against", () => {
  it.each(Object.entries(FIELDS))("%s has the fields of the protocol file and no others", (name, fields) => {
    const declared = WIRE_TABLE.messages[name]?.map(([, field]) => field);
    expect(declared?.toSorted()).toEqual(Object.keys(fields).toSorted());
  });

  it("leave out no message but the smallest", () => {
    const small = ["Empty", "AttributeStep", "TypeMetadata", "FunctionMetadata"];
    expect([...Object.keys(FIELDS), ...small].toSorted()).toEqual(Object.keys(WIRE_TABLE.messages).toSorted());
  });
});
