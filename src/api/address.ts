import { ApiError } from "./api-error.ts";

/** Where an API is. */
export interface Address {
  /** `https://members.example:8443` */
  readonly origin: string;
  /** What stands before `/v1` in every path; empty, or with a slash in front and none behind. */
  readonly prefix: string;
}

/** Reads a base address; user, password, query and fragment are left out. Throws {@link ApiError} for anything else. */
export function parseAddress(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:") {
    const message = `${JSON.stringify(url)} is not the address of an API: give one such as https://members.example`;
    throw new ApiError("unreachable", message);
  }
  return { origin: parsed.origin, prefix: parsed.pathname.replace(/\/+$/, "").replace(/\/v1$/, "") };
}
