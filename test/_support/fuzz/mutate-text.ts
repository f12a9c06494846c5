import type { Dice } from "./dice.ts";
import { hostileKey, hostileNumber, hostileText } from "./hostile-values.ts";

/** Pieces that mean something to YAML, JSON or an editor. */
const DEBRIS: readonly string[] = [
  "\t",
  "\n",
  "\r",
  "\r\n",
  "\u0085",
  "\u2028",
  ":",
  ": ",
  "- ",
  "[",
  "]",
  "{",
  "}",
  ",",
  '"',
  "'",
  "\\",
  "|",
  ">",
  "|2-\n",
  "#",
  " #",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "%TAG ! tag:x,2026:\n",
  "&a ",
  "*a",
  "<<: *a\n",
  "? ",
  "!x ",
  "!!binary ",
  "!!set ",
  "\u0000",
  "\u001b",
  "\u007f",
  "\ufeff",
  "\ufffd",
  "🙂",
  "é",
  "0x1F",
  "0o17",
  "1e999",
  "-.inf",
  ".nan",
  "1_000",
  "12345678901234567890123",
  "0.1e-400",
  "2026-02-30",
  "~",
  "yes",
  "null",
  "\\ud800",
  "\\u0000",
  "\\x41",
  "__proto__: {}\n",
  '"__proto__": {},',
];

/** The bytes of a text with a few things in them wrong; pieces of the other texts can fall into it. */
export function mutateText(text: string, others: readonly string[], dice: Dice, most = 5): Buffer {
  let bytes: Buffer = Buffer.from(text);
  for (let left = dice.few(most); left > 0; left--) bytes = disturb(bytes, others, dice);
  return bytes;
}

function disturb(bytes: Buffer, others: readonly string[], dice: Dice): Buffer {
  switch (dice.below(13)) {
    case 0:
      return flipBit(bytes, dice);
    case 1:
      return bytes.subarray(0, dice.below(bytes.length + 1));
    case 2:
      return bytes.subarray(dice.below(Math.min(bytes.length, 40) + 1));
    case 3:
      return splice(bytes, dice, Buffer.from([dice.below(256), dice.below(256)]));
    case 4:
      return splice(bytes, dice, Buffer.from(hostileText(dice)));
    case 5:
      return splice(bytes, dice, stretchOf(Buffer.from(dice.pick(others)), dice));
    case 6:
      return inLines(bytes, dice);
    case 7:
      return inWords(bytes, dice);
    case 8:
      return Buffer.from(bytes.toString("utf8").replaceAll("\n", dice.pick(["\r\n", "\r", "\n\n", "\n\t", "\u2028"])));
    case 9:
      return Buffer.concat([Buffer.from(dice.pick(["\ufeff", "---\n", "%YAML 1.2\n---\n", "\n\n", "\u0000"])), bytes]);
    case 10:
      return inTexts(bytes, dice);
    default:
      return splice(bytes, dice, Buffer.from(dice.pick(DEBRIS)));
  }
}

function flipBit(bytes: Buffer, dice: Dice): Buffer {
  if (bytes.length === 0) return bytes;
  const flipped = Buffer.from(bytes);
  const at = dice.below(bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.below(8));
  return flipped;
}

/** Puts something in, and takes something out, or nothing. */
function splice(bytes: Buffer, dice: Dice, fallen: Buffer): Buffer {
  const at = dice.below(bytes.length + 1);
  const end = dice.once(2) ? at : Math.min(bytes.length, at + dice.below(30));
  return Buffer.concat([bytes.subarray(0, at), fallen, bytes.subarray(end)]);
}

function stretchOf(bytes: Buffer, dice: Dice): Buffer {
  const at = dice.below(bytes.length + 1);
  return bytes.subarray(at, at + dice.below(200));
}

function inLines(bytes: Buffer, dice: Dice): Buffer {
  const lines = bytes.toString("utf8").split("\n");
  const [from, to] = [dice.below(lines.length), dice.below(lines.length)];
  const line = lines[from] ?? "";
  switch (dice.below(5)) {
    case 0:
      lines.splice(from, 1);
      break;
    case 1:
      lines.splice(to, 0, ...Array.from({ length: dice.once(20) ? 500 : 1 }, () => line));
      break;
    case 2:
      lines[from] = " ".repeat(dice.below(7)) + line.trimStart();
      break;
    case 3:
      lines[from] = `${line}${dice.pick([":", " #", " &a", " *a", ",", "\t", " |", " []"])}`;
      break;
    default:
      lines[from] = lines[to] ?? "";
      lines[to] = line;
  }
  return Buffer.from(lines.join("\n"));
}

/** One text in quotes becomes a value that nests. */
function inTexts(bytes: Buffer, dice: Dice): Buffer {
  const text = bytes.toString("utf8");
  const quoted = [...text.matchAll(/"[^"\n]*"(?!\s*:)/g)];
  if (quoted.length === 0) return bytes;
  const { 0: found, index } = dice.pick(quoted);
  const levels = dice.pick([50, 99, 100, 101, 1_000, 20_000]);
  const [open, close] = dice.pick(["[]", ['{"a":', "}"]]);
  const nested = `${open?.repeat(levels)}1${close?.repeat(levels)}`;
  return Buffer.from(text.slice(0, index) + nested + text.slice(index + found.length));
}

/** One word becomes another, hostile one. */
function inWords(bytes: Buffer, dice: Dice): Buffer {
  const text = bytes.toString("utf8");
  const words = [...text.matchAll(/[^\s:,"'[\]{}]+/g)];
  if (words.length === 0) return bytes;
  const { 0: word, index } = dice.pick(words);
  const instead = dice.pick([
    hostileKey,
    hostileText,
    (d: Dice) => String(hostileNumber(d)),
    () => dice.pick(words)[0],
  ]);
  return Buffer.from(text.slice(0, index) + instead(dice) + text.slice(index + word.length));
}
