import type { Locator, Page } from "playwright-core";

/** The tab of that name. */
export function tab(page: Page, name: RegExp): Locator {
  return page.getByRole("tab", { name });
}

/** The panel that is shown. */
export function panel(page: Page): Locator {
  return page.getByRole("tabpanel");
}

/** What names the rows of the table that is shown. */
export async function rowNames(page: Page): Promise<string[]> {
  return await panel(page).locator("tbody th bdi").allInnerTexts();
}
