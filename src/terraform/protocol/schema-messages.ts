/** How a description is to be read. */
export type StringKind = "plain" | "markdown";

/** What a provider, a resource type or a data source accepts and gives. */
export interface Schema {
  /** Version of the shape of stored state; Terraform asks for an upgrade where a state's is lower. */
  readonly version?: number | undefined;
  readonly block: Block;
}

export interface Block {
  readonly version?: number | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
  readonly blockTypes?: readonly NestedBlock[] | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly deprecated?: boolean | undefined;
  readonly deprecationMessage?: string | undefined;
}

export interface Attribute {
  readonly name: string;
  /** The type as JSON text, such as `"string"` or `["map","string"]`; absent beside a nested type. */
  readonly type?: Uint8Array | undefined;
  readonly nestedType?: NestedObject | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly computed?: boolean | undefined;
  readonly sensitive?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  readonly deprecationMessage?: string | undefined;
  /** Given in the configuration and kept in no state; Terraform 1.11 and later. */
  readonly writeOnly?: boolean | undefined;
}

export interface NestedObject {
  readonly attributes: readonly Attribute[];
  readonly nesting: "single" | "list" | "set" | "map";
}

export interface NestedBlock {
  readonly typeName: string;
  readonly block: Block;
  readonly nesting: "single" | "list" | "set" | "map" | "group";
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
}

/** What identifies one object of a resource type; Terraform 1.12 and later. */
export interface ResourceIdentitySchema {
  readonly version?: number | undefined;
  readonly identityAttributes: readonly IdentityAttribute[];
}

export interface IdentityAttribute {
  readonly name: string;
  /** The type as JSON text. */
  readonly type: Uint8Array;
  readonly requiredForImport?: boolean | undefined;
  readonly optionalForImport?: boolean | undefined;
  readonly description?: string | undefined;
}

/** The signature of a function, and what is said about it. */
export interface FunctionSignature {
  readonly parameters?: readonly FunctionParameter[] | undefined;
  readonly variadicParameter?: FunctionParameter | undefined;
  readonly return: FunctionReturn;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly deprecationMessage?: string | undefined;
}

export interface FunctionParameter {
  readonly name: string;
  /** The type as JSON text. */
  readonly type: Uint8Array;
  readonly allowNullValue?: boolean | undefined;
  readonly allowUnknownValues?: boolean | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
}

export interface FunctionReturn {
  /** The type as JSON text. */
  readonly type: Uint8Array;
}
