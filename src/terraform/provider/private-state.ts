/** What is kept beside a state for the provider alone. */
export interface PrivateState {
  /** Version of the object when it was read. */
  readonly etag?: string;
}

export function encodePrivate({ etag }: { readonly etag: string | undefined }): Uint8Array {
  return etag === undefined ? new Uint8Array() : Buffer.from(JSON.stringify({ etag }));
}

/** What an earlier version wrote and nobody can read counts as nothing. */
export function decodePrivate(bytes: Uint8Array | undefined): PrivateState {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    const { etag } = JSON.parse(Buffer.from(bytes).toString("utf8")) as { readonly etag?: unknown };
    return typeof etag === "string" ? { etag } : {};
  } catch {
    return {};
  }
}
