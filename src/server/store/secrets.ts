import { createHash, randomBytes } from "node:crypto";

/** A bearer token: 32 random bytes, `chr_…`. */
export function newBearerToken(): string {
  return `chr_${randomBytes(32).toString("base64url")}`;
}

/** The one-time token of an invitation: 32 random bytes. */
export function newInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** An id that nobody can guess and nobody needs to: 12 random bytes. */
export function newId(): string {
  return randomBytes(12).toString("hex");
}

/** The only form in which a token is kept: sha-256, hexadecimal. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
