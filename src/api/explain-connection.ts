import { ApiError } from "./api-error.ts";

/** What a failed connection was for, as far as a sentence needs it. */
export interface Attempted {
  /** The API's address, without credentials. */
  readonly target: string;
  /** What was being done, such as `read the members of acme`. */
  readonly what: string;
  readonly requestId: string;
}

const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const NO_SUCH_HOST: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"]);
const UNTRUSTED: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_SIGNATURE_FAILURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const TIMED_OUT: ReadonlySet<string> = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** The typed error of a connection that could not be made, or broke. Anything else is a bug and is given back. */
export function explainConnection(error: unknown, attempted: Attempted): unknown {
  if (error instanceof ApiError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  return explainCode(code, error as Error, attempted);
}

function explainCode(code: string, cause: Error, { target, what, requestId }: Attempted): unknown {
  const fail = (kind: string, message: string, details: { sent?: boolean; transient?: boolean } = {}) =>
    new ApiError(kind, `could not ${what}: ${message}`, { requestId, cause, ...details });
  if (NO_SUCH_HOST.has(code)) {
    return fail("unreachable", `there is no host ${hostOf(target)} (${code}): is ${target} the API's address?`, {
      transient: code === "EAI_AGAIN",
    });
  }
  if (NOT_CONNECTED.has(code) || isConnecting(cause)) {
    return fail("unreachable", `cannot connect to ${target} (${code}): is the server running?`, { transient: true });
  }
  if (UNTRUSTED.has(code)) {
    return fail(
      "tls-error",
      `the certificate of ${target} is not trusted (${code}): name its authority in NODE_EXTRA_CA_CERTS, or check the address`,
    );
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS")) {
    return fail("tls-error", `no TLS connection to ${target} (${code}): should the address begin with http://?`);
  }
  if (TIMED_OUT.has(code)) {
    return fail("timeout", `${target} did not answer in time (${code})`, { sent: true, transient: true });
  }
  if (code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW") {
    return fail(
      "invalid-answer",
      `${target} answered something that is not HTTP (${code}): is this the API's address, and should it begin with https://?`,
      { sent: true },
    );
  }
  if (!isBroken(code)) return cause;
  return fail("connection-broken", `the connection to ${target} broke before the whole answer had come (${code})`, {
    sent: true,
    transient: true,
  });
}

/** The error of a request that was called off; `sent` where it was under way already. */
export function aborted(cause: unknown, { what, requestId }: Attempted, sent: boolean): ApiError {
  return new ApiError("aborted", `could not ${what}: interrupted`, { requestId, cause, sent });
}

function isBroken(code: string): boolean {
  return /^E[A-Z]+$/.test(code) || code === "UND_ERR_SOCKET" || code.startsWith("UND_ERR_RES");
}

/** A reset or a time-out of the connect call itself: nothing was sent yet. */
function isConnecting(error: Error): boolean {
  return (error as NodeJS.ErrnoException).syscall === "connect";
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === "string") return code;
  // The HTTP parser gives a code to some of its errors only.
  if (error.name === "HTTPParserError") return "HPE_INVALID";
  return error.cause === undefined ? undefined : codeOf(error.cause);
}

function hostOf(target: string): string {
  return URL.canParse(target) ? new URL(target).hostname : target;
}
