import { decode, ExtData, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { packRefinements, unpackRefinements } from "./refinements.ts";
import { UNKNOWN, Unknown } from "./unknown.ts";
import { ValueFault } from "./value-fault.ts";

/** Extension of an unknown value of which nothing is known, and of one with refinements. */
const PLAIN = 0;
const REFINED = 12;

/** Every extension is an unknown value, that of msgpack's dates included: Terraform has no dates. */
const EXTENSIONS: ExtensionCodecType<undefined> = {
  tryToEncode(value) {
    if (!(value instanceof Unknown)) return null;
    const refined = Object.keys(value.refinements).length > 0;
    return refined ? new ExtData(REFINED, packRefinements(value.refinements)) : new ExtData(PLAIN, Uint8Array.of(0));
  },
  decode(data, type) {
    if (type !== REFINED) return UNKNOWN;
    const refinements = unpackRefinements(data);
    return Object.keys(refinements).length === 0 ? UNKNOWN : new Unknown(refinements);
  },
};

const OPTIONS = { extensionCodec: EXTENSIONS, useBigInt64: true } as const;

export function packMsgpack(value: unknown): Uint8Array {
  return encode(value, OPTIONS);
}

/** Throws {@link ValueFault} where the bytes are no msgpack. */
export function unpackMsgpack(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, OPTIONS);
  } catch (error) {
    // The decoder has several errors for it, and is asked for nothing else.
    throw new ValueFault(`these bytes are no msgpack: ${(error as Error).message}`);
  }
}
