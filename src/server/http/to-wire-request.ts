import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { isBearerToken } from "../store/secrets.ts";
import { prefersLines } from "./prefers-lines.ts";
import { traceOf } from "./trace-of.ts";
import type { OperationId, WireRequest } from "./wire-request.ts";

const BEARER = /^Bearer +([^\s]+)$/i;

/** The bearer token of a request, if it carries one that can be one. */
export function credentialOf(request: FastifyRequest): string | undefined {
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
  return token !== undefined && isBearerToken(token) ? token : undefined;
}

/** What operations see of a request that has been checked. */
export function toWireRequest<Id extends OperationId>(request: FastifyRequest): WireRequest<Id> {
  const { params, query, body, id } = request;
  const idempotencyKey = header(request, "idempotency-key");
  return {
    params,
    query,
    body,
    ifMatch: header(request, "if-match"),
    ifNoneMatch: header(request, "if-none-match"),
    idempotencyKey,
    planDigest: header(request, "charter-plan-digest"),
    actAs: header(request, "charter-act-as"),
    credential: credentialOf(request),
    requestId: id,
    prefersLines: prefersLines(request.headers.accept),
    trace: traceOf(request),
    fingerprint: idempotencyKey === undefined ? "" : fingerprintOf(request),
  } as WireRequest<Id>;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function fingerprintOf(request: FastifyRequest): string {
  const conditions = ["if-match", "if-none-match", "charter-act-as"].map((name) => header(request, name) ?? null);
  const whole = JSON.stringify([request.method, request.url, conditions, request.body ?? null]);
  return createHash("sha256").update(whole).digest("hex");
}
