import { quoted } from "../../diagnostics/printable.ts";
import { ValueFault } from "./value-fault.ts";

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const WHOLE = /^-?\d+$/;

/** A number from its decimal text: a number where a double holds it, else a bigint, else the text itself. */
export function parseNumber(text: string): number | bigint | string {
  if (!DECIMAL.test(text)) throw new ValueFault(`${quoted(text)} is not a number`);
  if (WHOLE.test(text)) return fromBigInt(BigInt(text));
  const number = Number(text);
  return isExact(number, text) ? number : text;
}

/** Whole numbers are numbers up to 2^53. */
export function fromBigInt(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The number as msgpack carries it: text where neither an integer of 64 bits nor a double holds it. */
export function packNumber(value: number | bigint | string): number | bigint | string {
  if (typeof value === "string") return packNumberText(value);
  if (typeof value === "bigint") return fitsInteger(value) ? value : value.toString();
  // The packer writes a safe integer beyond 32 bits as a double; as a bigint it stays whole.
  return Number.isSafeInteger(value) && Math.abs(value) > 0x7fffffff ? BigInt(value) : value;
}

function packNumberText(text: string): number | bigint | string {
  const parsed = parseNumber(text);
  return typeof parsed === "string" ? parsed : packNumber(parsed);
}

function fitsInteger(value: bigint): boolean {
  return value >= -(1n << 63n) && value < 1n << 64n;
}

/** True where the double's own decimal text is the same number. */
function isExact(number: number, text: string): boolean {
  return Number.isFinite(number) && canonical(String(number)) === canonical(text);
}

/** Significant digits and exponent, so that `1.50`, `1.5` and `15e-1` compare as one number. */
function canonical(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const negative = mantissa.startsWith("-");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === "" ? "0" : `${negative ? "-" : ""}${significant}e${power}`;
}
