import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Finding } from "../diagnostics/finding.ts";
import { LineTable } from "../diagnostics/line-table.ts";
import type { SourcePosition } from "../diagnostics/source.ts";

/** The text of a file; undefined where a finding says why not. */
export interface ReadText {
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/** Largest file that is read, in bytes: 64 MiB. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** Read at once from what does not know its size, such as a pipe. */
const CHUNK = 64 * 1024;

/**
 * Reads a text file in UTF-8, without a byte-order mark. Faults: `unreadable-file`, `file-too-large`, `binary-file`,
 * `not-utf8`.
 *
 * @param path where the file is
 * @param file its name as it is shown
 */
export function readText(path: string, file: string, largest = LARGEST_FILE): ReadText {
  let bytes: Buffer | undefined;
  try {
    bytes = readBytes(path, largest);
  } catch (error) {
    return failed("unreadable-file", unreadable(error), { file, line: 1, column: 1 });
  }
  if (bytes === undefined) {
    const message = `the file is larger than ${describeSize(largest)}, the largest that is read; divide it into several in a folder`;
    return failed("file-too-large", message, { file, line: 1, column: 1 });
  }
  return decode(bytes, file);
}

/** All bytes of the file, or undefined where there are more than `largest`: a pipe may never end. */
function readBytes(path: string, largest: number): Buffer | undefined {
  const descriptor = openSync(path, "r");
  try {
    const expected = fstatSync(descriptor).size;
    if (expected > largest) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    while (size <= largest) {
      // One byte more than is expected, so that the end is seen without another buffer.
      const chunk = Buffer.allocUnsafe(Math.min(Math.max(CHUNK, expected + 1 - size), largest + 1 - size));
      const count = readSync(descriptor, chunk);
      if (count === 0) return Buffer.concat(chunks, size);
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "the file may not be read: permission denied",
  EPERM: "the file may not be read: permission denied",
  EISDIR: "this is a folder, not a file",
  ENOTDIR: "there is no such file: a part of its path is no folder",
  ELOOP: "the file is a symbolic link that leads back to itself",
  ENAMETOOLONG: "the name of the file is too long",
};

function unreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return REASONS[code] ?? `the file cannot be read (${code})`;
}

function decode(bytes: Buffer, file: string): ReadText {
  if (startsWithUtf16Mark(bytes)) {
    const message = "the file is in UTF-16; save it in UTF-8";
    return failed("not-utf8", message, { file, line: 1, column: 1 });
  }
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = marked ? bytes.subarray(3) : bytes;
  const nul = content.indexOf(0);
  if (nul >= 0) {
    const message = "there is a NUL byte here: this is no text file";
    return failed("binary-file", message, positionOfByte(content, nul, file));
  }
  const text = content.toString("utf8");
  if (isUtf8(content)) return { text, findings: [] };
  const message = "there are bytes here that are not UTF-8; save the file in UTF-8";
  return failed("not-utf8", message, new LineTable(text).position(file, text.indexOf("\ufffd")));
}

function startsWithUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function positionOfByte(bytes: Buffer, offset: number, file: string): SourcePosition {
  const before = bytes.subarray(0, offset).toString("utf8");
  return new LineTable(before).position(file, before.length);
}

function failed(code: string, message: string, source: SourcePosition): ReadText {
  return { text: undefined, findings: [{ code, severity: "error", message, source }] };
}

function describeSize(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes} bytes`;
}
