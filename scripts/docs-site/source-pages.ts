import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import { fromRoot } from "../generate/paths.ts";
import { docsPages, readPage } from "./pages.ts";
import { relativeLinks, targetOf } from "./relative-links.ts";

/** A file or folder of the repository outside `docs/`, as a page of the site. */
export interface SourcePage {
  readonly params: { readonly path: string };
  readonly content: string;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ".json": "json",
  ".md": "md",
  ".sh": "sh",
  ".tf": "terraform",
  ".ts": "ts",
  ".yaml": "yaml",
  ".yml": "yaml",
};

/** Whatever outside `docs/` a page links to, and what is in such folders: the site shows it itself. */
export function sourcePages(): SourcePage[] {
  const linked = docsPages().flatMap((page) =>
    relativeLinks(readPage(page)).map((href) => targetOf(`docs/${page}`, href).path),
  );
  const outside = linked.filter((path) => !path.startsWith("docs/"));
  return [...new Set(outside.flatMap(withContents))].sort().map((path) => ({ params: { path }, content: shown(path) }));
}

function withContents(path: string): string[] {
  return isFolder(path) ? [path, ...entries(path).flatMap((name) => withContents(`${path}/${name}`))] : [path];
}

function shown(path: string): string {
  if (!isFolder(path)) return fenced(readFileSync(fromRoot(path), "utf8"), LANGUAGES[extname(path)] ?? "text");
  return entries(path)
    .map((name) => `- [${name}](/source/${path}/${name}.md)`)
    .join("\n");
}

/** In a fence that is longer than any within. */
function fenced(text: string, language: string): string {
  const ticks = Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1));
  return `${"`".repeat(ticks)}${language}\n${text.trimEnd()}\n${"`".repeat(ticks)}`;
}

/** What programs left there is no source. */
function entries(path: string): string[] {
  return readdirSync(fromRoot(path))
    .filter((name) => !["node_modules", ".gitignore", "cdktf.out", ".terraform"].includes(name))
    .sort();
}

function isFolder(path: string): boolean {
  return statSync(fromRoot(path)).isDirectory();
}
