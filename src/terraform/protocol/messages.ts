import type { FunctionSignature, ResourceIdentitySchema, Schema } from "./schema-messages.ts";
import type {
  AttributePath,
  ClientCapabilities,
  Deferred,
  Diagnostic,
  DynamicValue,
  FunctionError,
  RawState,
  ResourceIdentityData,
  ServerCapabilities,
} from "./value-messages.ts";

/*
 * Requests and responses of the plugin protocol, version 6, as plain objects. In a request every scalar is there (an
 * empty string or array of bytes where nothing was sent) and a message that was not sent is undefined. In a response
 * everything that may be absent on the wire may be left out.
 */

export interface Empty {
  readonly [nothing: string]: never;
}

/** An answer that says nothing but what is wrong. */
export interface DiagnosticsResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

interface TypeMetadata {
  readonly typeName: string;
}

export interface GetMetadataResponse extends DiagnosticsResponse {
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly dataSources?: readonly TypeMetadata[] | undefined;
  readonly resources?: readonly TypeMetadata[] | undefined;
  readonly functions?: readonly { readonly name: string }[] | undefined;
  readonly ephemeralResources?: readonly TypeMetadata[] | undefined;
  readonly listResources?: readonly TypeMetadata[] | undefined;
}

type Schemas = Readonly<Record<string, Schema>>;

/** Schemas by name of the type; the provider's own, and that of its `provider_meta` blocks, alone. */
export interface GetProviderSchemaResponse extends DiagnosticsResponse {
  readonly provider: Schema;
  readonly providerMeta?: Schema | undefined;
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly resourceSchemas?: Schemas | undefined;
  readonly dataSourceSchemas?: Schemas | undefined;
  readonly functions?: Readonly<Record<string, FunctionSignature>> | undefined;
  readonly ephemeralResourceSchemas?: Schemas | undefined;
  readonly listResourceSchemas?: Schemas | undefined;
}

export interface GetResourceIdentitySchemasResponse extends DiagnosticsResponse {
  readonly identitySchemas?: Readonly<Record<string, ResourceIdentitySchema>> | undefined;
}

export interface ValidateProviderConfigRequest {
  readonly config: DynamicValue | undefined;
}

/** For data sources and ephemeral resources. */
export interface ValidateConfigRequest {
  readonly typeName: string;
  readonly config: DynamicValue | undefined;
}

export interface ValidateResourceConfigRequest extends ValidateConfigRequest {
  readonly clientCapabilities: ClientCapabilities | undefined;
}

export interface ValidateListResourceConfigRequest extends ValidateConfigRequest {
  readonly includeResourceObject: DynamicValue | undefined;
  readonly limit: DynamicValue | undefined;
}

export interface UpgradeResourceStateRequest {
  readonly typeName: string;
  /** Version of the schema that wrote the state. */
  readonly version: number;
  readonly rawState: RawState | undefined;
}

export interface UpgradeResourceStateResponse extends DiagnosticsResponse {
  readonly upgradedState?: DynamicValue | undefined;
}

export interface UpgradeResourceIdentityRequest {
  readonly typeName: string;
  readonly version: number;
  readonly rawIdentity: RawState | undefined;
}

export interface UpgradeResourceIdentityResponse extends DiagnosticsResponse {
  readonly upgradedIdentity?: ResourceIdentityData | undefined;
}

export interface ConfigureProviderRequest {
  readonly terraformVersion: string;
  readonly config: DynamicValue | undefined;
  readonly clientCapabilities: ClientCapabilities | undefined;
}

export interface ReadResourceRequest {
  readonly typeName: string;
  readonly currentState: DynamicValue | undefined;
  readonly private: Uint8Array;
  readonly providerMeta: DynamicValue | undefined;
  readonly clientCapabilities: ClientCapabilities | undefined;
  readonly currentIdentity: ResourceIdentityData | undefined;
}

export interface ReadResourceResponse extends DiagnosticsResponse {
  readonly newState?: DynamicValue | undefined;
  readonly private?: Uint8Array | undefined;
  readonly deferred?: Deferred | undefined;
  readonly newIdentity?: ResourceIdentityData | undefined;
}

export interface PlanResourceChangeRequest {
  readonly typeName: string;
  readonly priorState: DynamicValue | undefined;
  readonly proposedNewState: DynamicValue | undefined;
  readonly config: DynamicValue | undefined;
  readonly priorPrivate: Uint8Array;
  readonly providerMeta: DynamicValue | undefined;
  readonly clientCapabilities: ClientCapabilities | undefined;
  readonly priorIdentity: ResourceIdentityData | undefined;
}

export interface PlanResourceChangeResponse extends DiagnosticsResponse {
  readonly plannedState?: DynamicValue | undefined;
  readonly requiresReplace?: readonly AttributePath[] | undefined;
  readonly plannedPrivate?: Uint8Array | undefined;
  readonly deferred?: Deferred | undefined;
  readonly plannedIdentity?: ResourceIdentityData | undefined;
}

export interface ApplyResourceChangeRequest {
  readonly typeName: string;
  readonly priorState: DynamicValue | undefined;
  /** A value that is null asks for a destruction. */
  readonly plannedState: DynamicValue | undefined;
  readonly config: DynamicValue | undefined;
  readonly plannedPrivate: Uint8Array;
  readonly providerMeta: DynamicValue | undefined;
  readonly plannedIdentity: ResourceIdentityData | undefined;
}

export interface ApplyResourceChangeResponse extends DiagnosticsResponse {
  /** What is there now; after a failure the prior state, or what became of it. */
  readonly newState?: DynamicValue | undefined;
  readonly private?: Uint8Array | undefined;
  readonly newIdentity?: ResourceIdentityData | undefined;
}

export interface ImportResourceStateRequest {
  readonly typeName: string;
  /** Empty where the import names an identity. */
  readonly id: string;
  readonly clientCapabilities: ClientCapabilities | undefined;
  readonly identity: ResourceIdentityData | undefined;
}

export interface ImportedResource {
  readonly typeName: string;
  readonly state: DynamicValue;
  readonly private?: Uint8Array | undefined;
  readonly identity?: ResourceIdentityData | undefined;
}

export interface ImportResourceStateResponse extends DiagnosticsResponse {
  readonly importedResources?: readonly ImportedResource[] | undefined;
  readonly deferred?: Deferred | undefined;
}

export interface MoveResourceStateRequest {
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: number;
  readonly sourceState: RawState | undefined;
  readonly targetTypeName: string;
  readonly sourcePrivate: Uint8Array;
  readonly sourceIdentity: RawState | undefined;
  readonly sourceIdentitySchemaVersion: number;
}

export interface MoveResourceStateResponse extends DiagnosticsResponse {
  readonly targetState?: DynamicValue | undefined;
  readonly targetPrivate?: Uint8Array | undefined;
  readonly targetIdentity?: ResourceIdentityData | undefined;
}

export interface ReadDataSourceRequest {
  readonly typeName: string;
  readonly config: DynamicValue | undefined;
  readonly providerMeta: DynamicValue | undefined;
  readonly clientCapabilities: ClientCapabilities | undefined;
}

export interface ReadDataSourceResponse extends DiagnosticsResponse {
  readonly state?: DynamicValue | undefined;
  readonly deferred?: Deferred | undefined;
}

export interface ListResourceRequest {
  readonly typeName: string;
  readonly config: DynamicValue | undefined;
  readonly includeResourceObject: boolean;
  /** More events than this are not read; 0 is no limit. */
  readonly limit: number;
}

export interface ListResourceEvent extends DiagnosticsResponse {
  readonly identity?: ResourceIdentityData | undefined;
  readonly displayName?: string | undefined;
  readonly resourceObject?: DynamicValue | undefined;
}

export interface GetFunctionsResponse extends DiagnosticsResponse {
  readonly functions?: Readonly<Record<string, FunctionSignature>> | undefined;
}

export interface CallFunctionRequest {
  readonly name: string;
  readonly arguments: readonly DynamicValue[];
}

export interface CallFunctionResponse {
  readonly result?: DynamicValue | undefined;
  readonly error?: FunctionError | undefined;
}

export interface StopProviderResponse {
  /** Empty where stopping went well. */
  readonly error?: string | undefined;
}
