/** A value of Terraform's type system, packed; a provider answers with `msgpack`. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array | undefined;
  readonly json?: Uint8Array | undefined;
}

/** What a state file holds, at the version that wrote it: JSON text, or a flat map of before Terraform 0.12. */
export interface RawState {
  readonly json?: Uint8Array | undefined;
  readonly flatmap?: Readonly<Record<string, string>> | undefined;
}

export interface ResourceIdentityData {
  readonly identityData?: DynamicValue | undefined;
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string | undefined;
  /** The place in the configuration; Terraform highlights the attribute, and one step into it. */
  readonly attribute?: AttributePath | undefined;
}

export interface AttributePath {
  readonly steps: readonly AttributeStep[];
}

/** A step into an object by name, into a map by key, or into a list by index. A set has no steps into it. */
export type AttributeStep =
  | { readonly attributeName: string }
  | { readonly elementKeyString: string }
  | { readonly elementKeyInt: number };

export interface FunctionError {
  readonly text: string;
  /** Index, from 0, of the argument at fault. */
  readonly functionArgument?: number | undefined;
}

/** Seconds since 1970 and nanoseconds. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanos?: number | undefined;
}

/** What the provider supports beyond the protocol's least. */
export interface ServerCapabilities {
  /** Asks for a plan of a destruction too. */
  readonly planDestroy?: boolean | undefined;
  /** Needs no call for the schema in each process; without it every process is asked for it. */
  readonly getProviderSchemaOptional?: boolean | undefined;
  readonly moveResourceState?: boolean | undefined;
}

/** What the running Terraform supports. */
export interface ClientCapabilities {
  readonly deferralAllowed: boolean;
  readonly writeOnlyAttributesAllowed: boolean;
}

/** Says that a change can't be planned yet; only where the client allows it. */
export interface Deferred {
  readonly reason: "unknown" | "resource-config-unknown" | "provider-config-unknown" | "absent-prereq";
}
