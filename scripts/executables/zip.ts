import { crc32, deflateRawSync } from "node:zlib";
import type { ArchiveEntry } from "./archive-entry.ts";

const VERSION = 20;
const MADE_ON_UNIX = 3 << 8;
const DEFLATED = 8;
/** 1 January 1980, the format's first day: the same content makes the same bytes, whenever it is packed. */
const DATE = (1 << 5) | 1;
const REGULAR_FILE = 0o100000;

/** An archive of these files, in this order. */
export function zip(entries: readonly ArchiveEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content, { level: 9 });
    const name = Buffer.from(entry.name);
    const common = commonHeader(entry, packed.length, name.length);
    const file = Buffer.concat([signature("PK\u0003\u0004"), common, name, packed]);
    directory.push(directoryEntry(common, entry.mode, offset, name));
    files.push(file);
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...files, listing, end(entries.length, listing.length, offset)]);
}

/** What a file's own header and its line in the directory have in common. */
function commonHeader({ content }: ArchiveEntry, packed: number, nameLength: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

function directoryEntry(common: Buffer, mode: number, offset: number, name: Buffer): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(MADE_ON_UNIX | VERSION);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((REGULAR_FILE | mode) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature("PK\u0001\u0002"), madeBy, common, rest, name]);
}

function end(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(18);
  record.writeUInt16LE(count, 4);
  record.writeUInt16LE(count, 6);
  record.writeUInt32LE(size, 8);
  record.writeUInt32LE(offset, 12);
  return Buffer.concat([signature("PK\u0005\u0006"), record]);
}

function signature(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
