import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { chromium } from "playwright-core";

const STYLE = `
  body { margin: 0; padding: 16px; width: 760px; background: #f6f8fa; color: #1f2328;
         font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif }
  article { border: 1px solid #d0d7de; border-radius: 6px; background: #ffffff; overflow: hidden }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d0d7de; color: #59636e; font-size: 13px }
  section { padding: 4px 16px 12px }
  h3 { font-size: 17.5px; margin: 16px 0 12px } h4 { font-size: 14px; margin: 20px 0 12px }
  code { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; background: #818b981f;
         padding: .2em .4em; border-radius: 6px }
  table { border-collapse: collapse } th, td { border: 1px solid #d0d7de; padding: 6px 13px }
  tr:nth-child(2n) { background: #f6f8fa } ul { padding-left: 28px; margin: 8px 0 } details { margin-bottom: 10px }
  hr { border: 0; border-top: 4px solid #d0d7de; margin: 20px 0 }`;

/**
 * What a reviewer sees on a pull request: the comment, from its first heading on, rendered as GitHub Flavored Markdown.
 * The bytes of a PNG. `browser`: the path of a Chromium.
 */
export async function commentPicture(markdown: string, browser: string): Promise<Uint8Array> {
  const html = micromark(markdown.slice(markdown.indexOf("###")), {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  const opened = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    const page = await opened.newPage({ deviceScaleFactor: 1.5, viewport: { width: 792, height: 600 } });
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body><article><header><b>github-actions</b> commented</header><section>${html}</section></article>`,
    );
    return await page.locator("body").screenshot({ type: "png" });
  } finally {
    await opened.close();
  }
}
