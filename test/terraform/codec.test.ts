import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CtyType,
  formatType,
  listOf,
  mapOf,
  objectOf,
  parseType,
  setOf,
} from "../../src/terraform/codec/cty-type.ts";
import { decodeValue } from "../../src/terraform/codec/decode-value.ts";
import { encodeValue } from "../../src/terraform/codec/encode-value.ts";
import { parseJsonValue } from "../../src/terraform/codec/json-value.ts";
import { packMsgpack, unpackMsgpack } from "../../src/terraform/codec/msgpack.ts";
import { parseNumber } from "../../src/terraform/codec/number-value.ts";
import { packRefinements, unpackRefinements } from "../../src/terraform/codec/refinements.ts";
import { UNKNOWN, UNKNOWN_NOT_NULL, Unknown } from "../../src/terraform/codec/unknown.ts";
import { isEqual, Typed, type Value } from "../../src/terraform/codec/value.ts";

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__");

const types: fc.Arbitrary<CtyType> = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<CtyType>("string", "number", "bool", "dynamic"),
    tie("type").map(listOf),
    tie("type").map(setOf),
    tie("type").map(mapOf),
    fc.dictionary(key, tie("type"), { maxKeys: 3 }).map(objectOf),
    fc.array(tie("type"), { maxLength: 3 }).map((elements): CtyType => ({ kind: "tuple", elements })),
  ),
})).type;

const refinements = fc.record(
  {
    notNull: fc.constant(true),
    prefix: fc.string(),
    atLeast: fc.record({ value: fc.bigInt().map(String), inclusive: fc.boolean() }),
    atMost: fc.record({ value: fc.integer().map(String), inclusive: fc.boolean() }),
    minLength: fc.nat(),
    maxLength: fc.nat(),
  },
  { requiredKeys: [] },
);

const unknowns = fc.oneof(
  fc.constant(UNKNOWN),
  refinements.map((known) => new Unknown(known)),
);

const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.bigInt().map((value) => parseNumber(value.toString())),
  fc.tuple(fc.bigInt(), fc.bigInt({ min: 10n ** 20n })).map(([whole, part]) => parseNumber(`${whole}.${part}1`)),
);

/** A value of the type, anything in it null or unknown. */
function arbitraryOf(type: CtyType): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 8, arbitrary: knownOf(type) }, { weight: 1, arbitrary: fc.constant(null) }, unknowns);
}

function knownOf(type: CtyType): fc.Arbitrary<Value> {
  if (type === "string") return fc.string({ unit: "grapheme" });
  if (type === "number") return numbers;
  if (type === "bool") return fc.boolean();
  if (type === "dynamic") return types.chain((own) => arbitraryOf(own).map((value) => new Typed(own, value)));
  switch (type.kind) {
    case "list":
      return fc.array(arbitraryOf(type.element), { maxLength: 4 });
    case "set":
      return fc
        .array(arbitraryOf(type.element), { maxLength: 4 })
        .map((items) => (items.every((item) => typeof item === "string") ? [...items].sort() : items));
    case "map":
      return fc.dictionary(key, arbitraryOf(type.element), { maxKeys: 4, noNullPrototype: true });
    case "tuple":
      return fc.tuple(...type.elements.map(arbitraryOf));
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(type.attributes).map(([name, own]) => [name, arbitraryOf(own)])),
        {
          noNullPrototype: true,
        },
      );
  }
}

const typedValues = types.chain((type) => fc.tuple(fc.constant(type), arbitraryOf(type)));

describe("Terraform's values", () => {
  it("come back from msgpack as they went, whatever their type", () => {
    fc.assert(
      fc.property(typedValues, ([type, value]) => {
        expect(isEqual(decodeValue(encodeValue(value, type), type), value)).toBe(true);
      }),
    );
  });

  it("have types that come back from JSON as they went", () => {
    fc.assert(
      fc.property(types, (type) => {
        expect(parseType(JSON.parse(JSON.stringify(formatType(type))))).toEqual(type);
      }),
    );
  });

  it("keep every refinement of what is unknown", () => {
    fc.assert(
      fc.property(refinements, (known) => {
        expect(unpackRefinements(packRefinements(known))).toEqual(known);
      }),
    );
  });

  it("are packed as Terraform packs them", () => {
    const hex = (value: Value, type: CtyType) => Buffer.from(encodeValue(value, type)).toString("hex");
    expect(hex(null, "string")).toBe("c0");
    expect(hex(UNKNOWN, "string")).toBe("d40000");
    expect(hex(UNKNOWN_NOT_NULL, "string")).toBe("c7030c8101c2");
    expect(hex(5, "number")).toBe("05");
    expect(hex(5_000_000_000, "number")).toBe("cf000000012a05f200");
    expect(hex(-5_000_000_000, "number")).toBe("d3fffffffed5fa0e00");
    expect(hex(2n ** 80n, "number")).toBe(`b9${Buffer.from("1208925819614629174706176").toString("hex")}`);
    expect(hex({ b: true }, objectOf({ a: "string", b: "bool" }))).toBe("82a161c0a162c3");
    expect(hex(new Typed("string", "x"), "dynamic")).toBe("92c40822737472696e6722a178");
  });

  it("count every extension as unknown, that of msgpack's dates as well", () => {
    for (const extension of ["d4007f", "d6ff5f000000", "c7030c8101c2", "c7010c80", "d40cff"]) {
      expect(unpackMsgpack(Buffer.from(extension, "hex"))).toBeInstanceOf(Unknown);
    }
  });

  it("leave null what an object does not name, and refuse what its type does not", () => {
    const type = objectOf({ a: "string" });
    expect(decodeValue(encodeValue({}, type), type)).toEqual({ a: null });
    expect(() => encodeValue({ z: "what" }, type)).toThrow(TypeError);
    expect(() => decodeValue(packMsgpack({ z: "what" }), type)).toThrow(TypeError);
    expect(() => decodeValue(encode("text"), type)).toThrow(TypeError);
    expect(() => decodeValue(encode("many"), "number")).toThrow(TypeError);
  });

  it("lose no digit of a number, from msgpack or from a state file", () => {
    expect(parseJsonValue("[9007199254740993, 0.1, 1e3, 0.30000000000000000001]", listOf("number"))).toEqual([
      9007199254740993n,
      0.1,
      1000,
      "0.30000000000000000001",
    ]);
    expect(decodeValue(encode("0.30000000000000000001"), "number")).toBe("0.30000000000000000001");
  });

  it("are read from a state file of an older or a newer schema", () => {
    const type = objectOf({ email: "string", tags: setOf("string"), any: "dynamic" });
    const text = '{"email":"ada@acme.example","gone":1,"any":{"type":["map","number"],"value":{"x":7}}}';
    expect(parseJsonValue(text, type)).toEqual({
      email: "ada@acme.example",
      tags: null,
      any: new Typed(mapOf("number"), { x: 7 }),
    });
  });
});
