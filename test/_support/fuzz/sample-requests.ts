import { encode } from "@msgpack/msgpack";
import { toDynamicValue } from "../../../src/terraform/codec/dynamic-value.ts";
import { WIRE_TABLE } from "../../../src/terraform/protocol/generated/wire-table.ts";
import { MessageCodec } from "../../../src/terraform/protocol/message-codec.ts";
import type { Method } from "../../../src/terraform/protocol/message-table.ts";
import type { DynamicValue } from "../../../src/terraform/protocol/value-messages.ts";
import { providerShape } from "../../../src/terraform/provider/provider-shape.ts";
import { DATA_SOURCES, FUNCTIONS, RESOURCES } from "../../../src/terraform/provider/registry.ts";
import type { Shape } from "../../../src/terraform/schema/shape.ts";
import type { Dice } from "./dice.ts";
import { hostileText } from "./hostile-values.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";
import { blockType, sampleBlock, sampleValue } from "./sample-blocks.ts";

export const CODEC = new MessageCodec(WIRE_TABLE);

/** A call as it comes from Terraform, or from something that is not Terraform. */
export interface SampleCall {
  readonly method: Method;
  readonly bytes: Buffer;
}

/** The methods of the protocol, those with a value in them more often. */
const METHODS = WIRE_TABLE.methods.flatMap((method) =>
  /Validate|Plan|Apply|ReadResource|ReadData|Import|Upgrade|CallFunction|Configure/.test(method.name)
    ? [method, method, method]
    : [method],
);

export function sampleCall(dice: Dice): SampleCall {
  return callOf(dice.pick(METHODS), dice);
}

export function callOf(method: Method, dice: Dice): SampleCall {
  const bytes = CODEC.encode(method.request, requestFor(method.name, dice));
  return { method, bytes: dice.once(5) ? broken(bytes, dice) : bytes };
}

/** Which method has this name. */
export function methodNamed(name: string): Method {
  const method = WIRE_TABLE.methods.find((one) => one.name === name);
  if (method === undefined) throw new Error(`there is no method ${name}`);
  return method;
}

function requestFor(method: string, dice: Dice): object {
  if (/DataSource|DataResource|Ephemeral/.test(method)) return dataRequest(dice);
  if (method === "CallFunction") return functionRequest(dice);
  if (/Provider/.test(method))
    return { terraformVersion: dice.pick(["1.11.4", "", hostileText(dice)]), config: block(providerShape, dice) };
  return resourceRequest(dice);
}

function resourceRequest(dice: Dice): object {
  const [typeName, { shape }] = dice.pick([...RESOURCES]);
  const state = () => (dice.once(4) ? undefined : block(shape, dice));
  const id = dice.pick([
    "members/root@acme.example",
    "tenants/t0/members/p1@acme.example",
    "organization",
    "",
    hostileText(dice),
  ]);
  return {
    typeName: dice.once(30) ? hostileText(dice) : typeName,
    version: dice.pick([0, 0, 1, 99]),
    rawState: {
      json: Buffer.from(dice.once(2) ? jsonOf(mutateValue(RAW, dice)) : mutateText(jsonOf(RAW), ["{}"], dice)),
    },
    rawIdentity: { json: Buffer.from(jsonOf(mutateValue({ email: "root@acme.example" }, dice))) },
    config: state(),
    priorState: state(),
    plannedState: state(),
    proposedNewState: state(),
    currentState: state(),
    priorPrivate: secret(dice),
    plannedPrivate: secret(dice),
    private: secret(dice),
    id,
    identity: dice.once(2) ? undefined : { identityData: block(shape, dice) },
    currentIdentity: dice.once(2) ? undefined : { identityData: block(shape, dice) },
    clientCapabilities: dice.once(2) ? undefined : { deferralAllowed: dice.once(2) },
    limit: dice.pick([0, 1, -1, 1000]),
    includeResourceObject: dice.once(2),
  };
}

const RAW = {
  id: "members/root@acme.example",
  email: "root@acme.example",
  role: "owner",
  status: "active",
  permissions: { read: "allow" },
  attributes: { a: "b" },
};

function dataRequest(dice: Dice): object {
  const [typeName, { shape }] = dice.pick([...DATA_SOURCES]);
  return { typeName: dice.once(30) ? hostileText(dice) : typeName, config: block(shape, dice) };
}

function functionRequest(dice: Dice): object {
  const [name, { parameters }] = dice.pick([...FUNCTIONS]);
  const given = parameters.map((type) => disturbed(toDynamicValue(sampleValue("email", type, dice), type), dice));
  return { name: dice.once(10) ? hostileText(dice) : name, arguments: dice.once(10) ? [] : given };
}

/** What the provider keeps beside a state; only it writes that. */
function secret(dice: Dice): Uint8Array {
  if (!dice.once(4)) return dice.once(2) ? new Uint8Array() : Buffer.from('{"etag":"v1"}');
  const kept = { etag: "v1", before: [{ kind: "remove-member", email: "p1@acme.example" }] };
  return Buffer.from(jsonOf(mutateValue(kept, dice)));
}

function block(shape: Shape, dice: Dice): DynamicValue {
  if (dice.once(10)) return disturbed({ json: Buffer.from(jsonOf(mutateValue(RAW, dice))) }, dice);
  return disturbed(toDynamicValue(sampleBlock(shape, dice), blockType(shape)), dice);
}

/** The value as it is, of other types than it should be, or of bytes that are hardly any. */
function disturbed(value: DynamicValue, dice: Dice): DynamicValue {
  switch (dice.below(10)) {
    case 0:
      return { msgpack: broken(Buffer.from(value.msgpack ?? value.json ?? []), dice) };
    case 1:
      return { msgpack: packed(mutateValue(RAW, dice)) };
    case 2:
      return { msgpack: dice.once(2) ? Buffer.alloc(1 + dice.below(20_000), 0x91) : deepDynamic(dice) };
    default:
      return value;
  }
}

/** Of a value that nests too deeply to be packed, so many lists. */
function packed(value: unknown): Uint8Array {
  try {
    return encode(value, { maxDepth: 5_000 });
  } catch {
    return Buffer.alloc(20_000, 0x91);
  }
}

/** A value that brings its own type, of many levels. */
function deepDynamic(dice: Dice): Uint8Array {
  const levels = dice.pick([3, 90, 110, 20_000]);
  const type = Buffer.from(`${'["list",'.repeat(levels)}"string"${"]".repeat(levels)}`);
  return encode([type, null]);
}

function broken(bytes: Buffer, dice: Dice): Buffer {
  const text = Buffer.from(bytes);
  for (let left = dice.few(4); left > 0 && text.length > 0; left--) text[dice.below(text.length)] = dice.below(256);
  return dice.once(3) ? text.subarray(0, dice.below(text.length + 1)) : text;
}
