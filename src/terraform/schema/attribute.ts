import { type CtyType, listOf, mapOf, setOf } from "../codec/cty-type.ts";
import type { Value } from "../codec/value.ts";
import type { Validator } from "./validators.ts";

/** Who gives an attribute its value: the configuration, the provider, or the provider where the configuration does not. */
export type Presence = "required" | "optional" | "computed" | "optional-computed";

export interface AttributeOptions {
  /** One or two sentences in Markdown, for the registry and for editors. */
  readonly description: string;
  readonly presence: Presence;
  readonly sensitive?: boolean;
  /** Another value makes another object: the present one is destroyed. */
  readonly replaces?: boolean;
  /** Two values that mean the same: the one in the state stays, and nothing is planned. */
  readonly sameAs?: (left: Value, right: Value) => boolean;
  /** What the value is wherever the configuration gives none. */
  readonly default?: Value;
  readonly validators?: readonly Validator[];
}

declare const plain: unique symbol;

/** One attribute of a resource, a data source or the provider. `Plain` is its value where it is known and not null. */
export interface Attribute<Plain extends Value = Value> extends AttributeOptions {
  readonly type: CtyType;
  readonly [plain]?: Plain;
}

export type TextMap = Readonly<Record<string, string>>;

export function text(options: AttributeOptions): Attribute<string> {
  return { ...options, type: "string" };
}

export function number(options: AttributeOptions): Attribute<number> {
  return { ...options, type: "number" };
}

export function textSet(options: AttributeOptions): Attribute<readonly string[]> {
  return { ...options, type: setOf("string") };
}

export function textList(options: AttributeOptions): Attribute<readonly string[]> {
  return { ...options, type: listOf("string") };
}

export function textMap(options: AttributeOptions): Attribute<TextMap> {
  return { ...options, type: mapOf("string") };
}

export function numberMap(options: AttributeOptions): Attribute<Readonly<Record<string, number>>> {
  return { ...options, type: mapOf("number") };
}

/** Lists of text by key. */
export function textListMap(options: AttributeOptions): Attribute<Readonly<Record<string, readonly string[]>>> {
  return { ...options, type: mapOf(listOf("string")) };
}

/** Maps of text by key. */
export function textMapMap(options: AttributeOptions): Attribute<Readonly<Record<string, TextMap>>> {
  return { ...options, type: mapOf(mapOf("string")) };
}
