import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Whether there is a browser. Without one its tests are left out at home, and fail the run where `CI` is set. */
export const browserIsMissing = missing();

function missing(): boolean {
  if (tryFindChromium() !== undefined) return false;
  if (process.env.CI === "true") throw new Error("there is no Chromium on this machine, and in CI there has to be");
  process.stderr.write("tests in a browser are left out: there is no chromium on the path\n");
  return true;
}

function tryFindChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

let browser: Promise<Browser> | undefined;

function launched(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: tryFindChromium() ?? "", args: ["--no-sandbox"] });
  return browser;
}

/** Ends the browser after the last test of the file that calls this. */
export function closeBrowserAtTheEnd(): void {
  afterAll(async () => await (await browser)?.close());
}

/** A page in a real browser, which must load nothing but its file and complain about nothing. */
export async function openPage(html: string, options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
  const file = join(await temporaryFolder(), "page.html");
  await writeFile(file, html);
  const url = String(pathToFileURL(file));
  return await visitPage(`${url}${hash}`, options, (requested) => requested === url);
}

/** A page at an address, which must load nothing but addresses that are allowed, and complain about nothing. */
export async function visitPage(
  url: string,
  options: BrowserContextOptions,
  isAllowed: (requested: string) => boolean,
): Promise<Page> {
  const context = await (await launched()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url() !== url && !isAllowed(request.url())) complaints.push(request.url());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(url);
  return page;
}
