/** How long a browser remembers to come by https only: a year. */
const HSTS_SECONDS = 31_536_000;

/**
 * On every answer, good or bad: nothing is guessed, kept, framed or told on, and no page of another origin reads it.
 * `https`: the address is only ever reached by https, and browsers are told to remember that.
 */
export function secureHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    ...(https ? { "strict-transport-security": `max-age=${HSTS_SECONDS}` } : {}),
  };
}
