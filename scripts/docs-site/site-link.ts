import { REWRITES } from "./pages.ts";
import { isRelative, targetOf } from "./relative-links.ts";

/**
 * A link of a page in `docs/` as the site has it. In the repository links lead from file to file; on the site some pages
 * lie elsewhere, and what is outside `docs/` is shown below `source/`. What is not relative stays.
 */
export function siteLink(page: string, href: string): string {
  if (!isRelative(href) || href.startsWith("#")) return href;
  const { path, anchor } = targetOf(`docs/${page}`, href);
  if (!path.startsWith("docs/")) return `/source/${path}.md${anchor}`;
  const inDocs = path.slice("docs/".length);
  return `/${REWRITES[inDocs] ?? inDocs}${anchor}`;
}
