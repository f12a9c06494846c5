import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProto } from "../../scripts/generate/parse-proto.ts";
import { WIRE_TABLE } from "../../src/terraform/protocol/generated/wire-table.ts";
import { MessageCodec } from "../../src/terraform/protocol/message-codec.ts";
import type { FieldLabel, FieldType } from "../../src/terraform/protocol/message-table.ts";

const codec = new MessageCodec(WIRE_TABLE);

function hex(name: string, message: object): string {
  return codec.encode(name, message).toString("hex");
}

/** Any value of a field; messages within messages end at a depth. */
function anyValue(type: FieldType, label: FieldLabel, depth: number): fc.Arbitrary<unknown> {
  const single = anySingle(type, depth);
  if (label === "repeated") return fc.array(single, { maxLength: 3 });
  if (label === "map") return fc.dictionary(fc.string({ maxLength: 8 }), single, { maxKeys: 3, noNullPrototype: true });
  return label === "optional" ? fc.option(single, { nil: undefined }) : single;
}

function anySingle(type: FieldType, depth: number): fc.Arbitrary<unknown> {
  if (type === "string") return fc.string({ unit: "grapheme" });
  if (type === "bytes") return fc.uint8Array({ maxLength: 300 });
  if (type === "bool") return fc.boolean();
  if (type === "int64") return fc.maxSafeInteger().map((value) => (Object.is(value, -0) ? 0 : value));
  return "enum" in type ? fc.constantFrom(...(WIRE_TABLE.enums[type.enum] ?? [])) : anyMessage(type.message, depth + 1);
}

function anyMessage(name: string, depth = 0): fc.Arbitrary<object> {
  const fields = (WIRE_TABLE.messages[name] ?? []).map(([, key, type, label]) => {
    const deep = depth > 3 && typeof type === "object" && "message" in type;
    const nothing: unknown = label === "repeated" ? [] : label === "map" ? {} : undefined;
    return [key, deep ? fc.constant(nothing) : anyValue(type, label, depth)] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

describe("a message on the wire", () => {
  it.each(Object.keys(WIRE_TABLE.messages))("%s comes back as it was sent, whatever is in it", (name) => {
    fc.assert(
      fc.property(anyMessage(name), (message) => {
        expect(codec.decode(name, new Uint8Array(codec.encode(name, message)))).toEqual(message);
      }),
      { numRuns: 25 },
    );
  });

  it("is protobuf: numbers in groups of seven bits, lengths before what they count", () => {
    expect(hex("UpgradeResourceStateRequest", { typeName: "ab", version: 300 })).toBe("0a02616210ac02");
    expect(hex("AttributePath", { steps: [{ attributeName: "role" }] })).toBe("0a060a04726f6c65");
    expect(hex("RawState", { flatmap: { k: "v" } })).toBe("12060a016b120176");
    expect(hex("Diagnostic", { severity: "warning", summary: "é" })).toBe("08021202c3a9");
    expect(hex("Timestamp", { seconds: -1 })).toBe("08ffffffffffffffffff01");
  });

  it("leaves out what has its default value, but not the index 0 of a list or an empty value that is there", () => {
    expect(hex("ServerCapabilities", { planDestroy: false, moveResourceState: true })).toBe("1801");
    expect(hex("AttributeStep", { elementKeyInt: 0 })).toBe("1800");
    expect(hex("DynamicValue", { msgpack: new Uint8Array() })).toBe("0a00");
    expect(hex("ReadResourceRequest", { typeName: "", private: new Uint8Array() })).toBe("");
  });

  it("has every scalar when it is read, and undefined for messages that were not sent", () => {
    const { config, ...rest } = codec.decode("ListResourceRequest", new Uint8Array());
    expect(rest).toEqual({ typeName: "", includeResourceObject: false, limit: 0 });
    expect(config).toBeUndefined();
  });

  it("of a later protocol is read without the fields that nobody here knows", () => {
    const future = Buffer.concat([
      Buffer.from("a8060f", "hex"), // field 101, a number
      Buffer.from("b106ffffffffffffffff", "hex"), // field 102, eight bytes
      Buffer.from("ba0603616263", "hex"), // field 103, a string
      Buffer.from("c506ffffffff", "hex"), // field 104, four bytes
      codec.encode("StopProviderResponse", { error: "late" }),
    ]);
    expect(codec.decode("StopProviderResponse", future)).toEqual({ error: "late" });
    expect(codec.decode("Deferred", Buffer.from("0863", "hex"))).toEqual({ reason: "unknown" });
  });

  it("that is cut off is refused wherever the cut is", () => {
    const whole = codec.encode("ConfigureProviderRequest", {
      terraformVersion: "1.11.4",
      config: { msgpack: Buffer.alloc(200, 1) },
    });
    const cuts = [1, 4, 7, 9, 10, 12, 100, whole.length - 1];
    for (const cut of cuts)
      expect(() => codec.decode("ConfigureProviderRequest", whole.subarray(0, cut)), `at ${cut}`).toThrow(RangeError);
    expect(() => codec.decode("Timestamp", Buffer.alloc(20, 0xff))).toThrow(RangeError);
  });

  it("with a value that its field can't hold is a bug, and says so", () => {
    expect(() => codec.encode("Deferred", { reason: "tired" })).toThrow("DeferredReason has no tired");
    expect(() => codec.encode("Schema", { version: 1.5 })).toThrow("1.5 is no whole number");
  });

  it("of 8 MB is written and read", () => {
    const msgpack = Buffer.alloc(8_000_000, "members");
    const bytes = codec.encode("PlanResourceChangeResponse", { plannedState: { msgpack } });
    const { plannedState } = codec.decode("PlanResourceChangeResponse", bytes) as {
      plannedState: { msgpack: Uint8Array };
    };
    expect(Buffer.compare(plannedState.msgpack, msgpack)).toBe(0);
  });
});

describe("the protocol file", () => {
  it.each([
    ["message A {\n  string a = 1;\n  float b = 2;\n}", "no message is named float"],
    ["message A {\n  repeated string a = 1;\n}", "line 2 is not understood: repeated string a = 1;"],
    ["enum Kind {\n  KIND_A = 1;\n}", "line 2 is not understood: KIND_A = 1;"],
    ["service S {\n  rpc A(B) returns (C);\n}", "no message is named B, C"],
    ["string a = 1;", "line 1 is not understood: string a = 1;"],
  ])("written so that a table can't be made of it is refused: %j", (text, reason) => {
    expect(() => parseProto(text)).toThrow(reason);
  });
});
