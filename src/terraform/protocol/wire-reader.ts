import { MessageFault } from "./message-fault.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads protobuf's primitives one after another. Throws {@link MessageFault} where the bytes end too early. */
export class WireReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /** A signed integer; beyond 2^53 it is rounded. */
  int(): number {
    let low = 0n;
    let small = 0;
    for (let index = 0; index < 10; index++) {
      const byte = this.#bytes[this.#position++];
      if (byte === undefined) throw new MessageFault("a message ends within a number");
      // Seven groups of seven bits are exact as a number; what is longer is rare, and may be negative.
      if (index < 7) small += (byte & 0x7f) * 2 ** (7 * index);
      else low |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return low === 0n ? small : Number(BigInt.asIntN(64, low | BigInt(small)));
    }
    throw new MessageFault("a number is longer than ten bytes");
  }

  /** A view, not a copy. */
  bytes(): Uint8Array {
    const length = this.int();
    const end = this.#position + length;
    if (length < 0 || end > this.#bytes.length) throw new MessageFault("a message ends within a field");
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }

  string(): string {
    const bytes = this.bytes();
    try {
      return UTF8.decode(bytes);
    } catch {
      throw new MessageFault("a text in a message is not UTF-8");
    }
  }

  /** Passes over a field that nobody here knows. */
  skip(wireType: number): void {
    if (wireType === 0) this.int();
    else if (wireType === 2) this.bytes();
    else if (wireType === 1) this.#position += 8;
    else if (wireType === 5) this.#position += 4;
    else throw new MessageFault(`there is no wire type ${wireType}`);
    if (this.#position > this.#bytes.length) throw new MessageFault("a message ends within a field");
  }
}
