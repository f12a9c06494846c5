import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserIsMissing, closeBrowserAtTheEnd, openPage } from "../_support/browser.ts";
import { ACME, crowd, planBetween, reportOf, reportWithPlan } from "../_support/report-sketch.ts";
import { panel, tab } from "../_support/report-view.ts";

closeBrowserAtTheEnd();

const SHOWN_PANEL = '[role="tabpanel"]:not([hidden])';

describe.skipIf(browserIsMissing)("the page of a plan", () => {
  it("says the verdict above everything, and leads to the plan", async () => {
    const page = await openPage(reportWithPlan());
    const verdict = page.getByRole("region", { name: "Verdict" });
    expect(await verdict.getByRole("heading").innerText()).toBe("▲ Broadens privilege");
    await verdict.getByRole("link").click();
    expect(await tab(page, /Plan/).getAttribute("aria-selected")).toBe("true");
    expect(await panel(page).getByRole("heading").allInnerTexts()).toEqual([
      "Access gained and lost",
      "Changes",
      "Waiting",
    ]);
  });

  it("says who gains and loses what, and through what", async () => {
    const page = await openPage(reportWithPlan(), {}, "#plan");
    await page.getByLabel("Search entries").first().fill("dan");
    const row = await panel(page)
      .getByRole("table", { name: "Access gained and lost" })
      .locator("tbody tr")
      .innerText();
    expect(row).toMatch(/^dan@acme\.example\s+organization\s+audit-log:read .*members:manage .*member → admin$/s);
    await page.getByLabel("Search entries").first().fill("");
    await page.getByLabel("Effect").selectOption({ label: "Losses" });
    const losers = await panel(page)
      .getByRole("table", { name: "Access gained and lost" })
      .locator("tbody th")
      .allInnerTexts();
    expect(losers).toEqual(["bob@acme.example", "eve@acme.example", "eve@acme.example"]);
  });

  it("lists changes with their effects, by place", async () => {
    const page = await openPage(reportWithPlan(), {}, "#plan");
    const changes = panel(page).getByRole("table", { name: "Changes" });
    expect(await changes.getByRole("row", { name: /eve@acme\.example/ }).innerText()).toMatch(
      /Members\s+- remove\s+remove viewer\s+removes projects\/watch project-admin/,
    );
    expect(await changes.getByRole("row", { name: /dan@acme\.example/ }).innerText()).toContain("▲ broadens");
  });

  it("shows why it is refused", async () => {
    const refused = planBetween(ACME, { ...ACME, members: { ...ACME.members, ada: "member" } });
    const page = await openPage(reportOf(ACME, refused), {}, "#plan");
    expect(await page.getByRole("region", { name: "Verdict" }).getByRole("heading").innerText()).toBe("✗ Refused");
    const refusals = panel(page).getByRole("table", { name: "Refusals" }).locator("tbody tr");
    expect(await refusals.first().innerText()).toMatch(/^members\/ada@acme\.example\s+last-owner\s+/);
  });
});

describe.skipIf(browserIsMissing)("the page by keyboard", () => {
  it("moves between tabs with the arrows, and to the first and the last", async () => {
    const page = await openPage(reportWithPlan());
    const selected = async () => await page.locator('[role="tab"][aria-selected="true"]').innerText();
    const focused = async () => await page.locator(":focus").innerText();
    await tab(page, /Members/).focus();
    const steps: [string, RegExp][] = [
      ["ArrowRight", /^Invitations/],
      ["ArrowRight", /^Tenants/],
      ["ArrowLeft", /^Invitations/],
      ["End", /^Plan/],
      ["ArrowRight", /^Members/],
      ["ArrowLeft", /^Plan/],
      ["Home", /^Members/],
    ];
    for (const [key, name] of steps) {
      await page.keyboard.press(key);
      expect(await selected()).toMatch(name);
      expect(await focused()).toMatch(name);
    }
  });

  it("stops once at the tabs, and reaches search, filter and table from there", async () => {
    const page = await openPage(reportOf(ACME));
    await tab(page, /Members/).focus();
    const stops: string[] = [];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press("Tab");
      stops.push(
        (await page.evaluate(
          "document.activeElement.tagName + ' ' + document.activeElement.id.replace(/-\\d+$/, '') + document.activeElement.className",
        )) as string,
      );
    }
    expect(stops).toEqual(["INPUT search", "SELECT choice", "DIV scrolling"]);
  });

  it("turns pages without losing the focus", async () => {
    const page = await openPage(reportOf(crowd(150)));
    const next = panel(page).getByRole("button", { name: "Next" });
    await next.focus();
    await page.keyboard.press("Enter");
    expect(await panel(page).locator(".pager").innerText()).toContain("Page 2 of 2");
    expect(await panel(page).locator("tbody tr").count()).toBe(51);
    await page.keyboard.press("Enter");
    expect(await panel(page).locator(".pager").innerText()).toContain("Page 2 of 2");
    expect(await page.locator(":focus").innerText()).toBe("Next ›");
  });

  it("shows where it is", async () => {
    const page = await openPage(reportOf(ACME));
    await page.keyboard.press("Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineWidth")).toBe("3px");
  });
});

describe.skipIf(browserIsMissing)("the page in light and dark", () => {
  const ground = async (page: Page) => await page.evaluate("getComputedStyle(document.body).backgroundColor");

  it("follows the system until it is told otherwise", async () => {
    const dark = await openPage(reportOf(ACME), { colorScheme: "dark" });
    const light = await openPage(reportOf(ACME), { colorScheme: "light" });
    const [darkGround, lightGround] = [await ground(dark), await ground(light)];
    expect(darkGround).not.toBe(lightGround);
    const button = dark.getByRole("button", { name: "Dark" });
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await button.click();
    expect(await ground(dark)).toBe(lightGround);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await button.click();
    expect(await ground(dark)).toBe(darkGround);
  });

  it.each(["light", "dark"] as const)(
    "has nothing in %s that an accessibility checker finds wrong",
    async (colorScheme) => {
      const page = await openPage(reportWithPlan(), { colorScheme });
      for (const name of [/Members/, /Invitations/, /Tenants/, /Projects/, /Access/, /Plan/]) {
        await tab(page, name).click();
        for (const who of await panel(page).getByText("Who", { exact: true }).all()) await who.click();
        const checker = new AxeBuilder({ page });
        // What stands around the tabs is the same for all of them.
        const { violations } = await (name.source === "Members" ? checker : checker.include(SHOWN_PANEL)).analyze();
        expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    },
  );
});

describe.skipIf(browserIsMissing)("the page without what it is used to", () => {
  it("shows the first of everything where no script runs", async () => {
    const page = await openPage(reportWithPlan(), { javaScriptEnabled: false });
    const text = await page.locator("body").innerText();
    for (const part of ["▲ Broadens privilege", "Owner", "eve@acme.example", "tenant eu", "member → admin"])
      expect(text).toContain(part);
    expect(await page.locator("noscript table").count()).toBe(3);
  });

  it.each([390, 320])("fits a screen of %i pixels", async (width) => {
    const page = await openPage(reportWithPlan(), { viewport: { width, height: 700 } });
    for (const name of [/Members/, /Tenants/, /Access/, /Plan/]) {
      await tab(page, name).click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
  });
});
