import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DOCS = new URL("../../docs/", import.meta.url);

/** The blocks of a page of `docs/` that have a name, which stands in a comment before each: `<!-- block: NAME -->`. */
export function pageBlocks(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(fileURLToPath(new URL(page, DOCS)), "utf8");
  const found = text.matchAll(/<!-- block: ([a-z-]+) -->\n```[a-z]*\n(.*?)\n```/gs);
  return new Map([...found].map(([, name = "", block = ""]) => [name, block]));
}
