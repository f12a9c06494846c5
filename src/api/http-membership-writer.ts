import type { Capabilities } from "../membership/capabilities.ts";
import { addressOf, type PlannableChange } from "../membership/change.ts";
import { ApiError } from "./api-error.ts";
import { formatEtag } from "./etag.ts";
import type { MembershipWriter, Precondition, WriteRequest, WriteResult } from "./ports.ts";
import { readJson } from "./read-body.ts";
import { toWire } from "./to-wire.ts";
import type { Answer, Transport } from "./transport.ts";

/** Makes changes through the membership API. However a write ends, it ends as a result. */
export class HttpMembershipWriter implements MembershipWriter {
  readonly capabilities: Capabilities;
  readonly #transport: Transport;
  readonly #path: string;

  /** `path` is the organization's. */
  constructor(transport: Transport, path: string, capabilities: Capabilities) {
    this.#transport = transport;
    this.#path = path;
    this.capabilities = capabilities;
  }

  async write(request: WriteRequest): Promise<WriteResult> {
    const { change, precondition } = request;
    const { method, path, body } = toWire(change, precondition);
    const what = `carry out ${change.kind} ${addressOf(change)}`;
    const headers = this.#headers(request);
    try {
      return await this.#transport.exchange({ method, path: `${this.#path}${path}`, headers, body, what }, doneOf);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return this.#endedBadly(error, change);
    }
  }

  #headers({ change, precondition, idempotencyKey, planDigest }: WriteRequest): Record<string, string> {
    return {
      ...(this.capabilities.idempotency ? { "idempotency-key": idempotencyKey } : {}),
      "charter-plan-digest": planDigest,
      ...(this.capabilities.etags ? versionHeaders(change, precondition) : {}),
    };
  }

  #endedBadly(error: ApiError, change: PlannableChange): WriteResult {
    const { code, message, status, sent, afterUnknown } = error;
    if (afterUnknown && !this.capabilities.idempotency) {
      // Without keys, this may be the answer to what our own first attempt already did.
      if (status === 404 && isRemoval(change)) return { outcome: "done" };
      return { outcome: "unknown", code, message };
    }
    if (status === 412)
      return {
        outcome: "failed",
        code,
        message: `${addressOf(change)} has changed since the plan was made: plan again (${message})`,
      };
    return { outcome: sent ? "unknown" : "failed", code, message };
  }
}

/** The version that the change left. A body that should be there and is not JSON is no confirmation. */
async function doneOf(answer: Answer): Promise<WriteResult> {
  const { status, etag } = answer;
  if (status !== 204) await readJson(answer);
  return { outcome: "done", ...(etag === undefined ? {} : { etag }) };
}

/** Only a grant is put where none may be; whatever else is created is refused by the API where it exists. */
function versionHeaders(change: PlannableChange, { etag, absent }: Precondition): Record<string, string> {
  const grants = change.kind === "grant-tenant-role" || change.kind === "grant-project-role";
  if (absent === true) return grants ? { "if-none-match": "*" } : {};
  return etag === undefined ? {} : { "if-match": formatEtag(etag) };
}

function isRemoval({ kind }: PlannableChange): boolean {
  return /^(remove|delete|revoke|cancel)-/.test(kind);
}
