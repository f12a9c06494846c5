import type { DiagnosticsResponse } from "./messages.ts";
import type { ClientCapabilities, Deferred, DynamicValue, Timestamp } from "./value-messages.ts";

export interface OpenEphemeralResourceRequest {
  readonly typeName: string;
  readonly config: DynamicValue | undefined;
  readonly clientCapabilities: ClientCapabilities | undefined;
}

export interface OpenEphemeralResourceResponse extends DiagnosticsResponse {
  readonly renewAt?: Timestamp | undefined;
  readonly result?: DynamicValue | undefined;
  readonly private?: Uint8Array | undefined;
  readonly deferred?: Deferred | undefined;
}

/** What opening an ephemeral resource left for its renewal and its closing. */
export interface OpenedEphemeralResource {
  readonly typeName: string;
  readonly private: Uint8Array | undefined;
}

export interface RenewEphemeralResourceResponse extends DiagnosticsResponse {
  readonly renewAt?: Timestamp | undefined;
  readonly private?: Uint8Array | undefined;
}
