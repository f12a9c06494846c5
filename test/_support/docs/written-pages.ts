import { globSync, readFileSync } from "node:fs";

/** The pages that people wrote, relative to the root: what is generated has tests of its own. */
export function writtenPages(): string[] {
  return allPages().filter((page) => !isGenerated(page));
}

export function allPages(): string[] {
  return [...globSync("docs/**/*.md"), "README.md", "CONTRIBUTING.md"].filter((page) => !page.includes("[")).sort();
}

export function isGenerated(page: string): boolean {
  return readFileSync(page, "utf8").slice(0, 200).includes("Made by `npm run generate`");
}
