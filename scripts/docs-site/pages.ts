import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "../generate/paths.ts";

/** Pages whose place on the site is another than in `docs/`: a registry wants the provider's page at `index.md`. */
export const REWRITES: Readonly<Record<string, string>> = {
  "README.md": "index.md",
  "index.md": "reference/provider.md",
};

/** Every page below `docs/`, as its path there, sorted. */
export function docsPages(): string[] {
  return readdirSync(fromRoot("docs"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && !path.startsWith(".vitepress/") && !path.includes("["))
    .sort();
}

export function readPage(page: string): string {
  return readFileSync(join(fromRoot("docs"), page), "utf8");
}

/** What a page calls itself: its first heading, without code marks. */
export function titleOf(page: string): string {
  const title = /^# (.+)$/m.exec(readPage(page))?.[1];
  if (title === undefined) throw new Error(`docs/${page} has no heading`);
  return title.replaceAll("`", "");
}
