import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_BYTES = 32;
/** 62^43 is more than 2^256, 62^6 more than 2^32. */
const SECRET_DIGITS = 43;
const CHECKSUM_DIGITS = 6;

const BEARER = "chr_";
const INVITATION = "chi_";
const SHAPE = new RegExp(`^(?:${BEARER}|${INVITATION})[0-9A-Za-z]{${SECRET_DIGITS + CHECKSUM_DIGITS}}$`);

/** A bearer token: `chr_`, 32 random bytes in 43 digits of base 62, and 6 digits of CRC-32 over all before them. */
export function newBearerToken(): string {
  return newToken(BEARER);
}

/** The one-time token of an invitation: like a bearer token, and `chi_`. */
export function newInvitationToken(): string {
  return newToken(INVITATION);
}

/** Whether a text can be a bearer token at all: one that was cut, or made up, is found out without a database. */
export function isBearerToken(text: string): boolean {
  return text.startsWith(BEARER) && isWhole(text);
}

/** Whether a text can be the token of an invitation at all. */
export function isInvitationToken(text: string): boolean {
  return text.startsWith(INVITATION) && isWhole(text);
}

/** An id that nobody can guess and nobody needs to: 12 random bytes. */
export function newId(): string {
  return randomBytes(12).toString("hex");
}

/** The only form in which a token is kept: sha-256, hexadecimal. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two hashes in a time that does not tell where they differ. */
export function isSameHash(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function newToken(prefix: string): string {
  const secret = BigInt(`0x${randomBytes(SECRET_BYTES).toString("hex")}`);
  const text = `${prefix}${inBase62(secret, SECRET_DIGITS)}`;
  return `${text}${checksumOf(text)}`;
}

function isWhole(token: string): boolean {
  return SHAPE.test(token) && checksumOf(token.slice(0, -CHECKSUM_DIGITS)) === token.slice(-CHECKSUM_DIGITS);
}

function checksumOf(text: string): string {
  return inBase62(BigInt(crc32(text)), CHECKSUM_DIGITS);
}

function inBase62(number: bigint, digits: number): string {
  let text = "";
  for (let rest = number; rest > 0n; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text.padStart(digits, "0");
}
