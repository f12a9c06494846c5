import { escapeHtml } from "../escape-html.ts";
import { embedJson } from "./embed-json.ts";
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from "./generated/page-assets.ts";
import type { PageData } from "./page-data.ts";

/** What of a page stands in its markup, and is there without its script. All but the title is markup already. */
export interface PageParts {
  readonly title: string;
  readonly heading: string;
  /** Between the heading and the tabs. */
  readonly summary: string;
  /** In the place of the tabs where no script runs. */
  readonly plain: string;
}

/** Nothing is loaded and nothing is sent: only this script and this style run, and they may reach no network. */
const POLICY = [
  "default-src 'none'",
  `script-src '${PAGE_SCRIPT_HASH}'`,
  `style-src '${PAGE_STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** One self-contained HTML file. */
export function pageHtml(data: PageData, { title, heading, summary, plain }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header class="top" id="bar">${heading}</header>
<main>
${summary}
<div id="app"></div>
<noscript>
<p class="notice">Search, filters, the access matrix and lists of any length need JavaScript, which is off.</p>
${plain}
</noscript>
</main>
<script type="application/json" id="data">${embedJson(data)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}
