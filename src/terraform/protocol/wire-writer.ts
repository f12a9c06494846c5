const VARINT_MOST = 10;

/** Writes protobuf's primitives one after another into memory that grows. */
export class WireWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #position = 0;

  /** What was written; valid until more is. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#position);
  }

  /** A whole number within ±2^53. */
  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number within ±2^53`);
    this.#reserve(VARINT_MOST);
    if (value < 0) return this.#negative(value);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#position++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#position++] = rest;
  }

  tag(field: number, wireType: 0 | 2): void {
    this.int(field * 8 + wireType);
  }

  bytes(value: Uint8Array): void {
    this.int(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#position);
    this.#position += value.length;
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    this.int(length);
    this.#reserve(length);
    this.#bytes.write(value, this.#position);
    this.#position += length;
  }

  /** Writes what `write` writes, with its length before it. */
  nested(write: () => void): void {
    const start = this.#position;
    write();
    const length = this.#position - start;
    // The length is known only now, and goes where the content began.
    this.int(length);
    const prefix = this.#position - start - length;
    const head = Uint8Array.prototype.slice.call(this.#bytes, this.#position - prefix, this.#position);
    this.#bytes.copyWithin(start + prefix, start, start + length);
    this.#bytes.set(head, start);
  }

  #negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest >= 0x80n) {
      this.#bytes[this.#position++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#position++] = Number(rest);
  }

  #reserve(length: number): void {
    const needed = this.#position + length;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#position);
    this.#bytes = grown;
  }
}
