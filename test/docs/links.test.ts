import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeLinks, targetOf } from "../../scripts/docs-site/relative-links.ts";

const PAGES = globSync(["*.md", "docs/**/*.md", "examples/**/*.md", "ci/**/*.md"])
  .filter((page) => !page.includes("node_modules") && !page.includes("["))
  .sort();

/** How code hosts name the anchor of a heading. */
function anchorOf(heading: string): string {
  const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[`*]/g, "");
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(page: string): string[] {
  const text = readFileSync(page, "utf8").replaceAll(/^ *```[\s\S]*?^ *```/gm, "");
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const anchor = anchorOf(heading);
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** Why a link leads nowhere; undefined where it leads somewhere. */
function fault(page: string, href: string): string | undefined {
  const { path, anchor } = targetOf(page, href);
  if (!existsSync(path)) return `${page}: ${href} leads to nothing`;
  if (anchor === "" || !path.endsWith(".md") || statSync(path).isDirectory()) return undefined;
  return anchorsOf(path).includes(anchor.slice(1)) ? undefined : `${page}: ${href} has no such heading`;
}

describe("links between the pages of the repository", () => {
  it.each(PAGES)("%s: each leads to a file that is there, and to a heading that it has", (page) => {
    const faults = relativeLinks(readFileSync(page, "utf8")).map((href) => fault(page, href));
    expect(faults.filter((each) => each !== undefined)).toEqual([]);
  });

  it("the test sees links, and would see dead ones", () => {
    const links = PAGES.flatMap((page) => relativeLinks(readFileSync(page, "utf8")));
    expect(links.length).toBeGreaterThan(100);
    expect(fault("README.md", "docs/no-such-page.md")).toContain("leads to nothing");
    expect(fault("README.md", "docs/architecture.md#no-such-heading")).toContain("no such heading");
    expect(fault("README.md", "docs/architecture.md#rooms-and-who-may-open-which-door")).toBeUndefined();
  });
});
