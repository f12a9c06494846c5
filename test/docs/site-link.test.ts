import { expect, it } from "vitest";
import { docsPages } from "../../scripts/docs-site/pages.ts";
import { type SidebarItem, sidebar } from "../../scripts/docs-site/sidebar.ts";
import { siteLink } from "../../scripts/docs-site/site-link.ts";
import { sourcePages } from "../../scripts/docs-site/source-pages.ts";

it("a link between pages is the same page on the site, wherever the linking page lies", () => {
  expect(siteLink("operations/running.md", "../letters.md#what-to-watch")).toBe("/letters.md#what-to-watch");
  expect(siteLink("operations/running.md", "backup.md")).toBe("/operations/backup.md");
});

it("the registry's index is the provider's page on the site, and the folder's README its home", () => {
  expect(siteLink("constructs/index.md", "../index.md")).toBe("/reference/provider.md");
  expect(siteLink("terraform.md", "README.md")).toBe("/index.md");
  expect(siteLink("terraform.md", "constructs/index.md")).toBe("/constructs/index.md");
});

it("what is outside of docs is shown by the site itself", () => {
  expect(siteLink("pipelines.md", "../examples/pipelines/github/membership.yml")).toBe(
    "/source/examples/pipelines/github/membership.yml.md",
  );
});

it("anchors of the page itself, and other sites, stay as they are", () => {
  expect(siteLink("pipelines.md", "#github")).toBe("#github");
  expect(siteLink("pipelines.md", "https://code.example/acme")).toBe("https://code.example/acme");
});

it("the site has a page for each file outside of docs that a page links to", () => {
  const paths = sourcePages().map(({ params }) => params.path);
  expect(paths).toContain("examples/pipelines/github/membership.yml");
  expect(paths).toContain(".pre-commit-hooks.yaml");
  expect(paths).toEqual([...new Set(paths)].sort());
});

it("every page but the home stands in the navigation once", () => {
  const links = (items: readonly SidebarItem[]): string[] =>
    items.flatMap(({ link, items: within = [] }) => [...(link === undefined ? [] : [link]), ...links(within)]);
  const shown = links(sidebar());
  expect(shown).toEqual([...new Set(shown)]);
  expect(shown).toHaveLength(docsPages().length - 1);
});
