import { printable } from "../../diagnostics/printable.ts";

/** Longest line of a message, without its end (RFC 5322). */
const LONGEST_LINE = 998;
/** Longest line of quoted-printable (RFC 2045). */
const LONGEST_QUOTED = 76;
/** Bytes of text in one encoded word, which has at most 75 characters (RFC 2047). */
const WORD_BYTES = 42;

/** A text that a header or a line of a letter can hold: on one line, and nothing in it hides or turns its direction. */
export function oneLine(text: string): string {
  return printable(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim());
}

/** A header's text: as it is in ASCII, else in encoded words. */
export function encodedHeader(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString("base64")}?=`).join("\r\n ");
}

/** A body with the name of its encoding; lines end with CR LF. */
export interface EncodedBody {
  readonly encoding: "7bit" | "quoted-printable";
  readonly text: string;
}

/** A body that every server passes on unchanged: as it is, where it is ASCII in lines that are not too long. */
export function encodedBody(text: string): EncodedBody {
  const lines = text.split(/\r\n|\r|\n/);
  const plain = lines.every((line) => line.length <= LONGEST_LINE && /^[\t -~]*$/.test(line));
  return plain
    ? { encoding: "7bit", text: lines.join("\r\n") }
    : { encoding: "quoted-printable", text: lines.map(quotedLine).join("\r\n") };
}

function quotedLine(line: string): string {
  const signs = [...Buffer.from(line)].map(quotedByte);
  const last = signs.at(-1);
  // White space at the end of a line may be lost on the way.
  if (last === " " || last === "\t") signs[signs.length - 1] = last === " " ? "=20" : "=09";
  const lines: string[] = [];
  let current = "";
  for (const sign of signs) {
    if (current.length + sign.length >= LONGEST_QUOTED) {
      lines.push(`${current}=`);
      current = "";
    }
    current += sign;
  }
  return [...lines, current].join("\r\n");
}

function quotedByte(byte: number): string {
  const printable = byte === 9 || (byte >= 32 && byte <= 126 && byte !== 61);
  return printable ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
