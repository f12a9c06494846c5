/*
 * In bodies, plans and journals a version is bare (`v42`), in headers it is quoted (`"v42"`). Some APIs quote it in
 * bodies as well; both mean the same.
 */

/** The bare version. */
export function parseEtag(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

/** The version in an answer's `ETag`. A weak one says nothing about a write and counts as none. */
export function etagOfHeader(header: string | undefined): string | undefined {
  return header === undefined || header === "" || header.startsWith("W/") ? undefined : parseEtag(header);
}

/** The version as `If-Match` wants it. */
export function formatEtag(etag: string): string {
  return `"${etag}"`;
}
