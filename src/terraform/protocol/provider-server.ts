import type * as ephemeral from "./ephemeral-messages.ts";
import type * as rpc from "./messages.ts";

/** A provider behind the protocol: one method an RPC, given and giving decoded messages. */
export interface ProviderServer {
  getMetadata(request: rpc.Empty): Promise<rpc.GetMetadataResponse>;
  getProviderSchema(request: rpc.Empty): Promise<rpc.GetProviderSchemaResponse>;
  getResourceIdentitySchemas(request: rpc.Empty): Promise<rpc.GetResourceIdentitySchemasResponse>;
  validateProviderConfig(request: rpc.ValidateProviderConfigRequest): Promise<rpc.DiagnosticsResponse>;
  validateResourceConfig(request: rpc.ValidateResourceConfigRequest): Promise<rpc.DiagnosticsResponse>;
  validateDataResourceConfig(request: rpc.ValidateConfigRequest): Promise<rpc.DiagnosticsResponse>;
  upgradeResourceState(request: rpc.UpgradeResourceStateRequest): Promise<rpc.UpgradeResourceStateResponse>;
  upgradeResourceIdentity(request: rpc.UpgradeResourceIdentityRequest): Promise<rpc.UpgradeResourceIdentityResponse>;
  configureProvider(request: rpc.ConfigureProviderRequest): Promise<rpc.DiagnosticsResponse>;
  readResource(request: rpc.ReadResourceRequest): Promise<rpc.ReadResourceResponse>;
  planResourceChange(request: rpc.PlanResourceChangeRequest): Promise<rpc.PlanResourceChangeResponse>;
  applyResourceChange(request: rpc.ApplyResourceChangeRequest): Promise<rpc.ApplyResourceChangeResponse>;
  importResourceState(request: rpc.ImportResourceStateRequest): Promise<rpc.ImportResourceStateResponse>;
  moveResourceState(request: rpc.MoveResourceStateRequest): Promise<rpc.MoveResourceStateResponse>;
  readDataSource(request: rpc.ReadDataSourceRequest): Promise<rpc.ReadDataSourceResponse>;
  validateEphemeralResourceConfig(request: rpc.ValidateConfigRequest): Promise<rpc.DiagnosticsResponse>;
  openEphemeralResource(
    request: ephemeral.OpenEphemeralResourceRequest,
  ): Promise<ephemeral.OpenEphemeralResourceResponse>;
  renewEphemeralResource(request: ephemeral.OpenedEphemeralResource): Promise<ephemeral.RenewEphemeralResourceResponse>;
  closeEphemeralResource(request: ephemeral.OpenedEphemeralResource): Promise<rpc.DiagnosticsResponse>;
  /** Ended early by its reader, once the limit is reached. */
  listResource(request: rpc.ListResourceRequest): AsyncIterable<rpc.ListResourceEvent>;
  validateListResourceConfig(request: rpc.ValidateListResourceConfigRequest): Promise<rpc.DiagnosticsResponse>;
  getFunctions(request: rpc.Empty): Promise<rpc.GetFunctionsResponse>;
  callFunction(request: rpc.CallFunctionRequest): Promise<rpc.CallFunctionResponse>;
  /** Called after the host's signal was aborted. */
  stopProvider(request: rpc.Empty): Promise<rpc.StopProviderResponse>;
}

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** One line in Terraform's log. Fields are JSON values; never a token or a whole request. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** What the process gives to the provider that it runs. */
export interface ProviderHost {
  /** Version of Charter, for the user agent. */
  readonly version: string;
  /** Variables that stand in for what the provider's block leaves out. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Aborted when Terraform asks to stop: what is in flight ends with a diagnostic. */
  readonly signal: AbortSignal;
}

/** Makes the provider of one process; nothing slow belongs in it, for Terraform waits for the first answer. */
export type MakeProvider = (host: ProviderHost) => ProviderServer;
