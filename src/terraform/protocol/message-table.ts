/** What a field holds: a scalar, the numbers of an enumeration by name, or a message by name. */
export type FieldType =
  | "string"
  | "bytes"
  | "bool"
  | "int64"
  | { readonly enum: string }
  | { readonly message: string };

/**
 * How often a field stands. A `plain` scalar is left out where it has its default value, and is never undefined where
 * it is read; an `optional` one is undefined where it was not sent. A message is always optional. A map's keys are
 * strings.
 */
export type FieldLabel = "plain" | "optional" | "repeated" | "map";

export type Field = readonly [number: number, name: string, type: FieldType, label: FieldLabel];

/** Messages and enumerations of a protocol by name, and the calls of its service. */
export interface MessageTable {
  readonly messages: Readonly<Record<string, readonly Field[]>>;
  /** Names in the order of their numbers, from 0. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly methods: readonly Method[];
}

export interface Method {
  /** As on the wire: `PlanResourceChange`. */
  readonly name: string;
  readonly request: string;
  readonly response: string;
  /** Answers with a stream of responses. */
  readonly streams: boolean;
}
