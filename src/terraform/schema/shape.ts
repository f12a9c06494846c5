import { type CtyType, encodeType, objectOf } from "../codec/cty-type.ts";
import type { Value } from "../codec/value.ts";
import type { Schema, Attribute as WireAttribute } from "../protocol/schema-messages.ts";
import type { Attribute } from "./attribute.ts";

/** The attributes of a block by name. */
export type Shape = Readonly<Record<string, Attribute>>;

type PlainOf<A> = A extends Attribute<infer Plain> ? Plain : Value;

/** A block's values where all of them are known. */
export type Known<S extends Shape> = { readonly [Name in keyof S]: PlainOf<S[Name]> | null };

const types = new WeakMap<Shape, CtyType>();

/** The type of a block's value. Made once a shape: every message of every resource asks for it. */
export function typeOf(shape: Shape): CtyType {
  const known = types.get(shape);
  if (known !== undefined) return known;
  const type = objectOf(Object.fromEntries(Object.entries(shape).map(([name, attribute]) => [name, attribute.type])));
  types.set(shape, type);
  return type;
}

/** True where the configuration can give the attribute. */
export function isConfigurable({ presence }: Attribute): boolean {
  return presence !== "computed";
}

export function isComputed({ presence }: Attribute): boolean {
  return presence === "computed" || presence === "optional-computed";
}

/** A block as the protocol describes it. */
export function toSchema(shape: Shape, description: string, version = 0): Schema {
  const attributes = Object.entries(shape).map(([name, attribute]) => toWire(name, attribute));
  return { version, block: { attributes, description, descriptionKind: "markdown" } };
}

function toWire(name: string, attribute: Attribute): WireAttribute {
  const { type, description, presence, sensitive = false } = attribute;
  return {
    name,
    type: encodeType(type),
    description,
    descriptionKind: "markdown",
    required: presence === "required",
    optional: presence === "optional" || presence === "optional-computed",
    computed: isComputed(attribute),
    sensitive,
  };
}
