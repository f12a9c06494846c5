import { type CtyType, objectOf } from "../../../src/terraform/codec/cty-type.ts";
import { UNKNOWN, UNKNOWN_NOT_NULL } from "../../../src/terraform/codec/unknown.ts";
import { Typed, type Value, type ValueRecord } from "../../../src/terraform/codec/value.ts";
import { type Shape, typeOf } from "../../../src/terraform/schema/shape.ts";
import type { Dice } from "./dice.ts";
import { hostileNumber, hostileText } from "./hostile-values.ts";

/** Words that fit, by a part of the attribute's name: what is put together from them often is something. */
const WORDS: readonly (readonly [name: RegExp, words: readonly string[]])[] = [
  [/email/, ["root@acme.example", "P0@acme.example", "p1@acme.example", "new@acme.example"]],
  [/role/, ["owner", "admin", "member", "viewer", "custom-0", "tenant-admin", "project-viewer"]],
  [/tenant/, ["t0", "t1", "t9"]],
  [/project/, ["p0", "p1", "p9"]],
  [/key/, ["t0", "p0", "custom-0", "fresh"]],
  [/tier/, ["standard", "pro", "enterprise"]],
  [
    /^id$/,
    ["members/root@acme.example", "tenants/t0", "projects/p0/members/p1@acme.example", "organization", "roles/x"],
  ],
  [/permission/, ["read", "audit-log:read", "allow", "deny"]],
];

/** A value for each attribute of a block: mostly one that fits, now and then none, one that is unknown, or a strange one. */
export function sampleBlock(shape: Shape, dice: Dice): ValueRecord {
  const { attributes } = typeOf(shape) as { attributes: Readonly<Record<string, CtyType>> };
  return Object.fromEntries(
    Object.entries(shape).map(([name, { presence }]) => {
      const left = presence === "computed" ? 2 : presence === "required" ? 25 : 3;
      return [name, dice.once(left) ? null : sampleValue(name, attributes[name] ?? "string", dice)];
    }),
  );
}

/** A value of the type. */
export function sampleValue(name: string, type: CtyType, dice: Dice): Value {
  if (dice.once(20)) return dice.pick([null, UNKNOWN, UNKNOWN_NOT_NULL]);
  if (type === "string") return dice.once(10) ? hostileText(dice) : dice.pick(wordsFor(name));
  if (type === "number") return dice.once(2) ? hostileNumber(dice) : dice.below(20);
  if (type === "bool") return dice.once(2);
  if (type === "dynamic") return new Typed("string", hostileText(dice));
  const some = Array.from({ length: dice.below(4) });
  switch (type.kind) {
    case "list":
    case "set":
      return some.map(() => sampleValue(name, type.element, dice));
    case "tuple":
      return type.elements.map((element) => sampleValue(name, element, dice));
    case "map":
      return Object.fromEntries(
        some.map(() => [dice.pick(wordsFor(`${name} email`)), sampleValue(name, type.element, dice)]),
      );
    case "object":
      return Object.fromEntries(
        Object.entries(type.attributes).map(([key, inner]) => [key, sampleValue(key, inner, dice)]),
      );
  }
}

/** The type of a block, to pack it by. */
export function blockType(shape: Shape): CtyType {
  return objectOf((typeOf(shape) as { attributes: Readonly<Record<string, CtyType>> }).attributes);
}

function wordsFor(name: string): readonly string[] {
  return WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? ["15m", "Acme", "a", "employee"];
}
