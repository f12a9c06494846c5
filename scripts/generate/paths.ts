import { fileURLToPath } from "node:url";

/** An absolute path from one relative to the repository's root. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export const BANNER = "// Made by `npm run generate`; edits are lost.\n";
