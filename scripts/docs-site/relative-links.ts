import { posix } from "node:path";

const FENCE = /^( *)(`{3,}|~{3,})[\s\S]*?^\1\2.*$/gm;
const INLINE_CODE = /(`+)[^`][\s\S]*?\1/g;
const LINK = /\]\(([^)\s]+)\)/g;

/** The links of a Markdown text that lead to something beside it, without what stands in code. */
export function relativeLinks(text: string): string[] {
  const prose = text.replaceAll(FENCE, "").replaceAll(INLINE_CODE, "``");
  return [...prose.matchAll(LINK)].map(([, href = ""]) => href).filter(isRelative);
}

/** Where a link of a page leads: a path from the root of the repository, and the anchor there with its `#`. */
export function targetOf(page: string, href: string): { readonly path: string; readonly anchor: string } {
  const [path = "", fragment] = decodeURI(href).split("#");
  const anchor = fragment === undefined ? "" : `#${fragment}`;
  return { path: path === "" ? page : posix.join(posix.dirname(page), path).replace(/\/$/, ""), anchor };
}

export function isRelative(href: string): boolean {
  return !/^([a-z][a-z0-9+.-]*:|\/)/i.test(href);
}
