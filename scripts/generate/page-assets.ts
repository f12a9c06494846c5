import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsdown";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";

/** In the order in which one overrides another. */
const STYLE = ["theme", "base", "summary", "tabs", "lists", "roles", "places", "plan", "narrow"];

/** The page's script and style as text, with the hashes by which the page's policy knows them. */
export async function pageAssets(): Promise<GeneratedFile[]> {
  const script = await bundled(fromRoot("src/render/page/client/main.ts"));
  const parts = await Promise.all(
    STYLE.map((name) => readFile(fromRoot(`src/render/page/client/style/${name}.css`), "utf8")),
  );
  const style = parts.join("\n");
  if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error("the page's script or style ends its element");
  const text = [
    BANNER.trim(),
    `export const PAGE_SCRIPT = ${JSON.stringify(script)};`,
    `export const PAGE_SCRIPT_HASH = ${JSON.stringify(hash(script))};`,
    `export const PAGE_STYLE = ${JSON.stringify(style)};`,
    `export const PAGE_STYLE_HASH = ${JSON.stringify(hash(style))};`,
    "",
  ].join("\n");
  return [{ path: fromRoot("src/render/page/generated/page-assets.ts"), text }];
}

async function bundled(entry: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "charter-page-"));
  try {
    await build({
      entry: { page: entry },
      outDir,
      config: false,
      format: "iife",
      platform: "browser",
      target: "es2022",
      minify: true,
      dts: false,
      sourcemap: false,
      report: false,
      logLevel: "error",
    });
    return (await readFile(join(outDir, "page.iife.js"), "utf8")).trim();
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
