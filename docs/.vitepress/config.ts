import { defineConfig, type MarkdownRenderer } from "vitepress";
import { REWRITES } from "../../scripts/docs-site/pages.ts";
import { sidebar } from "../../scripts/docs-site/sidebar.ts";
import { siteLink } from "../../scripts/docs-site/site-link.ts";

/** Where on its host the site lies: `DOCS_BASE=/charter/ npm run docs:build`. */
const base = process.env.DOCS_BASE ?? "/";

/** The name of a block's language is too faint in the theme, in light and in dark: below 4.5 to 1. */
const READABLE = "html:root { --vp-code-lang-color: var(--vp-c-text-2) }";

export default defineConfig({
  title: "Charter",
  description: "Membership as code",
  lang: "en",
  head: [
    ["style", {}, READABLE],
    ["link", { rel: "icon", href: "data:," }],
  ],
  base,
  outDir: "../dist-docs",
  cacheDir: "../node_modules/.cache/vitepress",
  rewrites: { ...REWRITES },
  // Whoever builds the site knows no address of it, and no one is asked for the date of a page.
  lastUpdated: false,
  markdown: {
    // Comments in the themes that come by default are below 4.5 to 1 as well.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (markdown) => {
      followRepositoryLinks(markdown);
      keepBracesInCode(markdown);
    },
  },
  themeConfig: {
    sidebar: sidebar(),
    search: { provider: "local" },
    outline: [2, 3],
    externalLinkIcon: true,
  },
});

/** Links are written as they work in the repository, and are resolved before VitePress looks at them. */
function followRepositoryLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("repository-links", ({ tokens, env }) => {
    const { relativePath = "", path = "" } = env as { readonly relativePath?: string; readonly path?: string };
    if (relativePath.startsWith("source/")) return;
    const page = path.replace(/^.*\/docs\//, "");
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href !== null) token.attrSet("href", siteLink(page, href));
    }
  });
}

/** Two braces in code are text; the site's templates would look for a variable. */
function keepBracesInCode({ renderer, utils }: MarkdownRenderer): void {
  renderer.rules.code_inline = (tokens, index) =>
    `<code v-pre>${utils.escapeHtml(tokens[index]?.content ?? "")}</code>`;
}
