import type { Field, FieldType, MessageTable } from "./message-table.ts";
import { WireReader } from "./wire-reader.ts";
import { WireWriter } from "./wire-writer.ts";

type Message = Readonly<Record<string, unknown>>;

/** Plain objects to protobuf and back, as a table says. A value of the wrong shape is a bug, and throws TypeError. */
export class MessageCodec {
  readonly #table: MessageTable;
  readonly #byNumber = new Map<string, ReadonlyMap<number, Field>>();

  constructor(table: MessageTable) {
    this.#table = table;
  }

  encode(name: string, message: object): Buffer {
    const writer = new WireWriter();
    this.#write(writer, name, message as Message);
    return writer.finish();
  }

  /** Throws MessageFault where the bytes are no such message. */
  decode(name: string, bytes: Uint8Array): Message {
    const reader = new WireReader(bytes);
    const message = this.#blank(name);
    const fields = this.#numbered(name);
    while (!reader.ended) {
      const tag = reader.int();
      const field = fields.get(Math.floor(tag / 8));
      if (field === undefined || wireTypeOf(field[2]) !== tag % 8) reader.skip(tag % 8);
      else this.#readInto(message, field, reader);
    }
    return message;
  }

  #fields(name: string): readonly Field[] {
    const fields = this.#table.messages[name];
    if (fields === undefined) throw new TypeError(`there is no message ${name}`);
    return fields;
  }

  #names(name: string): readonly string[] {
    return this.#table.enums[name] ?? [];
  }

  #numbered(name: string): ReadonlyMap<number, Field> {
    const known = this.#byNumber.get(name);
    if (known !== undefined) return known;
    const made = new Map(this.#fields(name).map((field) => [field[0], field]));
    this.#byNumber.set(name, made);
    return made;
  }

  #write(writer: WireWriter, name: string, message: Message): void {
    for (const [number, key, type, label] of this.#fields(name)) {
      const value = message[key];
      if (value === undefined || value === null) continue;
      if (label === "repeated") for (const item of value as unknown[]) this.#writeField(writer, number, type, item);
      else if (label === "map") this.#writeMap(writer, number, type, value as Message);
      else if (label === "optional" || !this.#isDefault(type, value)) this.#writeField(writer, number, type, value);
    }
  }

  #writeMap(writer: WireWriter, number: number, type: FieldType, entries: Message): void {
    for (const [key, value] of Object.entries(entries)) {
      writer.tag(number, 2);
      writer.nested(() => {
        this.#writeField(writer, 1, "string", key);
        this.#writeField(writer, 2, type, value);
      });
    }
  }

  #writeField(writer: WireWriter, number: number, type: FieldType, value: unknown): void {
    writer.tag(number, wireTypeOf(type));
    if (typeof type === "object" && "message" in type)
      writer.nested(() => this.#write(writer, type.message, value as Message));
    else if (typeof type === "object") writer.int(this.#numberOf(type.enum, value));
    else if (type === "string") writer.string(value as string);
    else if (type === "bytes") writer.bytes(value as Uint8Array);
    else writer.int(Number(value));
  }

  #numberOf(name: string, value: unknown): number {
    const number = this.#names(name).indexOf(value as string);
    if (number < 0) throw new TypeError(`${name} has no ${String(value)}`);
    return number;
  }

  #isDefault(type: FieldType, value: unknown): boolean {
    if (typeof type === "object") return "enum" in type && value === this.#names(type.enum)[0];
    return type === "bytes" ? (value as Uint8Array).length === 0 : value === DEFAULTS[type];
  }

  /** The message that no bytes are. */
  #blank(name: string): Record<string, unknown> {
    const message: Record<string, unknown> = {};
    for (const [, key, type, label] of this.#fields(name)) {
      if (label === "repeated") message[key] = [];
      else if (label === "map") message[key] = {};
      else if (label === "plain") message[key] = this.#blankValue(type);
    }
    return message;
  }

  #blankValue(type: FieldType): unknown {
    if (typeof type === "string") return type === "bytes" ? new Uint8Array() : DEFAULTS[type];
    return "enum" in type ? this.#names(type.enum)[0] : this.#blank(type.message);
  }

  #readInto(message: Record<string, unknown>, [, key, type, label]: Field, reader: WireReader): void {
    if (label === "repeated") (message[key] as unknown[]).push(this.#readValue(type, reader));
    else if (label === "map") this.#readEntry(message[key] as Record<string, unknown>, type, reader.bytes());
    else message[key] = this.#readValue(type, reader);
  }

  #readEntry(entries: Record<string, unknown>, type: FieldType, bytes: Uint8Array): void {
    const reader = new WireReader(bytes);
    let key = "";
    let value = this.#blankValue(type);
    while (!reader.ended) {
      const tag = reader.int();
      if (tag === KEY_TAG) key = reader.string();
      else if (tag === 16 + wireTypeOf(type)) value = this.#readValue(type, reader);
      else reader.skip(tag % 8);
    }
    // A key may be `__proto__`.
    Object.defineProperty(entries, key, { value, enumerable: true, configurable: true, writable: true });
  }

  #readValue(type: FieldType, reader: WireReader): unknown {
    if (type === "string") return reader.string();
    if (type === "bytes") return reader.bytes();
    if (type === "bool") return reader.int() !== 0;
    if (type === "int64") return reader.int();
    if ("message" in type) return this.decode(type.message, reader.bytes());
    return this.#names(type.enum)[reader.int()] ?? this.#names(type.enum)[0];
  }
}

const KEY_TAG = 10;
const DEFAULTS = { string: "", bool: false, int64: 0 };

function wireTypeOf(type: FieldType): 0 | 2 {
  if (typeof type === "object") return "message" in type ? 2 : 0;
  return type === "string" || type === "bytes" ? 2 : 0;
}
