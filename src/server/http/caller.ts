import type { FastifyRequest } from "fastify";
import { hashOf } from "../store/secrets.ts";
import type { KnownTokens } from "./known-tokens.ts";
import { networkOf } from "./network-of.ts";
import { credentialOf } from "./to-wire-request.ts";

/** Who asks, as far as that can be told without asking the database. */
export interface Caller {
  readonly network: string;
  /** Of the token. */
  readonly hash: string | undefined;
  /** The token was good the last time. */
  readonly isKnown: boolean;
}

export function callerOf(request: FastifyRequest, known: KnownTokens): Caller {
  const token = credentialOf(request);
  const hash = token === undefined ? undefined : hashOf(token);
  return { network: networkOf(request.ip), hash, isKnown: hash !== undefined && known.has(hash) };
}
