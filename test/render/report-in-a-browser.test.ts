import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { printable } from "../../src/diagnostics/printable.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { browserIsMissing, closeBrowserAtTheEnd, openPage } from "../_support/browser.ts";
import { organization as build, type Sketch } from "../_support/build.ts";
import { HOSTILE, hostilePlan } from "../_support/hostile.ts";
import { ACME, crowd, planBetween, reportOf } from "../_support/report-sketch.ts";

closeBrowserAtTheEnd();

/** Bob steps down, Dan becomes an admin, Eve leaves, Fay is invited and gets a role in Europe once she accepts. */
const WANTED: Sketch = {
  ...ACME,
  members: {
    ada: "owner",
    bob: "member",
    cid: ACME.members?.cid ?? "",
    dan: "admin",
    new: "member",
    old: "viewer",
    fay: "viewer",
  },
  tenants: { eu: { cid: "tenant-admin", dan: "tenant-member", fay: "tenant-member" }, us: {} },
  projects: { "eu/watch": { cid: "project-viewer" }, "us/atlas": { dan: "project-developer" } },
};

const withPlan = () => reportOf(ACME, planBetween(ACME, WANTED));
const SHOWN_PANEL = '[role="tabpanel"]:not([hidden])';
const panel = (page: Page) => page.getByRole("tabpanel");
const rowsOf = async (page: Page) => await panel(page).locator("tbody tr").count();
const emails = async (page: Page) => await panel(page).locator("tbody th bdi").allInnerTexts();
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

describe.skipIf(browserIsMissing)("the page of an organization", () => {
  it("names what was read, and counts members and invitations by role", async () => {
    const page = await openPage(reportOf(ACME));
    expect(await page.title()).toBe("Acme Observability: membership");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Acme Observability");
    expect(await page.getByText("version 42").innerText()).toBe(
      "acme · tier enterprise · Standard · https://members.acme.example, version 42 · read 2026-11-22 08:40 UTC",
    );
    const cards = await page.getByRole("list", { name: "Members by role" }).getByRole("link").allInnerTexts();
    expect(cards.map((text) => text.split(/\s*\n\s*/).join(" "))).toEqual([
      "1 Owner",
      "1 Admin",
      "0 Security lead",
      "0 Billing admin",
      "2 Member 1 invited",
      "1 Viewer 1 invited",
      "0 Incident responder",
    ]);
  });

  it("lists members with their roles, attributes and overrides", async () => {
    const page = await openPage(reportOf(ACME));
    expect(await emails(page)).toEqual(["ada", "bob", "cid", "dan", "eve"].map((name) => `${name}@acme.example`));
    expect(await panel(page).getByRole("row", { name: "cid@acme.example" }).innerText()).toMatch(
      /Member\s+memberType freelancer, audit-log:read allow/,
    );
  });

  it("finds members by every word that is typed, and says how many", async () => {
    const page = await openPage(reportOf(ACME));
    await page.getByLabel("Search members").fill("MEMBER acme");
    expect(await emails(page)).toEqual(["cid@acme.example", "dan@acme.example"]);
    expect(await panel(page).getByRole("status").innerText()).toBe("2 members of 5");
    await page.getByLabel("Search members").fill("nobody");
    expect(await rowsOf(page)).toBe(0);
    expect(await panel(page).getByRole("status").innerText()).toBe("0 members of 5");
  });

  it("shows the members of one role, by the filter and by its card", async () => {
    const page = await openPage(reportOf(ACME));
    await page.getByLabel("Role", { exact: true }).selectOption({ label: "Admin" });
    expect(await emails(page)).toEqual(["bob@acme.example"]);
    await tab(page, /Access/).click();
    await page.getByRole("link", { name: /Viewer/ }).click();
    expect(await emails(page)).toEqual(["eve@acme.example"]);
    expect(await page.getByLabel("Role", { exact: true }).inputValue()).toBe("5");
  });

  it("lists invitations with what becomes of them", async () => {
    const page = await openPage(reportOf(ACME));
    await tab(page, /Invitations/).click();
    const rows = await panel(page).locator("tbody tr").allInnerTexts();
    expect(rows.map((text) => text.split(/\s+/).slice(0, 4))).toEqual([
      ["new@acme.example", "Member", "pending", "2026-11-29"],
      ["old@acme.example", "Viewer", "expired", "2026-10-01"],
    ]);
  });

  it("has a card for each tenant and project, with who is in it", async () => {
    const page = await openPage(reportOf(ACME));
    await tab(page, /Tenants/).click();
    const europe = panel(page)
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { name: "eu" }) });
    expect(await europe.innerText()).toMatch(/^eu\n+2 people · 1 project\n+Tenant admin 1\n+Tenant member 1\n+Who$/);
    await europe.getByText("Who").click();
    expect(await europe.locator(".people li").allInnerTexts()).toEqual([
      expect.stringMatching(/^cid@acme\.example\s+Tenant admin$/),
      expect.stringMatching(/^dan@acme\.example\s+Tenant member$/),
    ]);
    await tab(page, /Projects/).click();
    await page.getByLabel("Search projects").fill("atl");
    expect(await panel(page).getByRole("heading").allInnerTexts()).toEqual(["atlas"]);
    expect(await panel(page).locator(".about").innerText()).toBe("in us · 1 person");
  });

  it("has a matrix of people and places, with roles that are held there and access that flows down", async () => {
    const page = await openPage(reportOf(ACME));
    await tab(page, /Access/).click();
    const cells = async (email: string) =>
      (await panel(page).getByRole("row", { name: email }).getByRole("cell").allInnerTexts()).map((text) =>
        text.replace(/\s+/g, " ").trim(),
      );
    expect(await panel(page).getByRole("columnheader").allInnerTexts()).toEqual([
      "Person",
      "Organization",
      "tenant eu",
      "tenant us",
      "project atlas",
      "project watch",
    ]);
    expect(await cells("bob@acme.example")).toEqual(["Admin", ...Array(4).fill("Admin from the organization")]);
    expect(await cells("cid@acme.example")).toEqual([
      "Member",
      "Tenant admin",
      "Member from the organization",
      "Member from the organization",
      "Project viewer Tenant admin from tenant eu",
    ]);
    expect(await panel(page).getByText("Project viewer").locator("..").getAttribute("class")).toBe("chip heat-1");
    expect(
      await panel(page).getByText("Tenant admin", { exact: true }).first().locator("..").getAttribute("class"),
    ).toBe("chip heat-4");
  });

  it("narrows the matrix by person, role and place", async () => {
    const page = await openPage(reportOf(ACME));
    await tab(page, /Access/).click();
    await page.getByLabel("Search people").fill("d");
    await page.getByLabel("Organization role").selectOption({ label: "Member" });
    await page.getByLabel("Search places").fill("eu");
    expect((await panel(page).locator("tbody th").allInnerTexts()).map((text) => text.trim())).toEqual([
      "cid@acme.example",
      "dan@acme.example",
    ]);
    expect(await panel(page).getByRole("columnheader").allInnerTexts()).toEqual([
      "Person",
      "Organization",
      "tenant eu",
      "project watch",
    ]);
    expect(await panel(page).getByRole("status").innerText()).toBe("2 people, 2 places");
  });
});

describe.skipIf(browserIsMissing)("the page of a plan", () => {
  it("says the verdict above everything, and leads to the plan", async () => {
    const page = await openPage(withPlan());
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
    const page = await openPage(withPlan(), {}, "#plan");
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
    const page = await openPage(withPlan(), {}, "#plan");
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
    const page = await openPage(withPlan());
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
    expect(await rowsOf(page)).toBe(51);
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
      const page = await openPage(withPlan(), { colorScheme });
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

describe.skipIf(browserIsMissing)("the page of five thousand members", () => {
  it("draws a page of them at a time, and finds each one", async () => {
    const page = await openPage(reportOf(crowd(5000)));
    expect(await panel(page).getByRole("status").innerText()).toBe("5,001 members");
    expect(await rowsOf(page)).toBe(100);
    await page.getByLabel("Search members").fill("person-04999");
    expect(await emails(page)).toEqual(["person-04999@acme.example"]);
    await tab(page, /Access/).click();
    expect(await panel(page).locator("tbody tr").count()).toBe(50);
    expect(await panel(page).getByRole("columnheader").count()).toBe(14);
    expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThan(5000);
    await page.getByRole("navigation", { name: "Pages of places" }).getByRole("button", { name: "Next" }).click();
    await page.getByRole("navigation", { name: "Pages of people" }).getByRole("button", { name: "Next" }).click();
    expect(await panel(page).locator("tbody th").first().innerText()).toMatch(/^person-00049@acme\.example/);
    expect(await panel(page).getByRole("columnheader").nth(2).innerText()).toBe("project project-16");
  });
});

describe.skipIf(browserIsMissing)("the page without what it is used to", () => {
  it("shows the first of everything where no script runs", async () => {
    const page = await openPage(withPlan(), { javaScriptEnabled: false });
    const text = await page.locator("body").innerText();
    for (const part of ["▲ Broadens privilege", "Owner", "eve@acme.example", "tenant eu", "member → admin"])
      expect(text).toContain(part);
    expect(await page.locator("noscript table").count()).toBe(3);
  });

  it.each([390, 320])("fits a screen of %i pixels", async (width) => {
    const page = await openPage(withPlan(), { viewport: { width, height: 700 } });
    for (const name of [/Members/, /Tenants/, /Access/, /Plan/]) {
      await tab(page, name).click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
  });
});

describe.skipIf(browserIsMissing)("the page of an organization whose names are hostile", () => {
  const texts = Object.values(HOSTILE).filter((text) => text.trim() !== "");
  const named = <Value>(make: (text: string, index: number) => Value) =>
    Object.fromEntries(texts.map((text, index) => [`k${index}`, make(text, index)]));
  const organization = (): Organization => {
    const made = build({
      title: texts.join(" "),
      roles: named((title) => ({ title, permissions: [title] })),
      members: { ada: "owner", ...named((text, index) => ({ role: `k${index}`, attributes: { [text]: text } })) },
      tenants: named((_text, index) => ({ [`k${index}`]: "tenant-admin" })),
    });
    return {
      ...made,
      tenants: new Map([...made.tenants].map(([key, place], index) => [key, { ...place, title: texts[index] }])),
    };
  };

  it("shows them as they are, runs nothing of theirs and becomes nothing of theirs", async () => {
    const live = organization();
    const page = await openPage(
      reportOf(live, { ...hostilePlan(texts.join("")), api: "https://members.acme.example" }),
    );
    const shown = (text: string) => printable(text).replace(/\s+/g, " ").trim();
    const seen = async () => shown(await panel(page).innerText());
    for (const name of [/Members/, /Tenants/, /Access/]) {
      await tab(page, name).click();
      const all = await seen();
      const drawn = name.source === "Access" ? texts.slice(0, 10) : texts;
      for (const text of drawn) expect(all, `${name}`).toContain(shown(text));
    }
    await tab(page, /Plan/).click();
    expect(await seen()).toContain(shown(texts.join("")));
    expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(2);
    expect(await page.evaluate("document.querySelectorAll('img, iframe, b, style:not(head style)').length")).toBe(0);
    expect(
      await page.evaluate("[...document.querySelectorAll('a')].every((a) => a.getAttribute('href').startsWith('#'))"),
    ).toBe(true);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('*')].some((e) => e.getAttributeNames().some((n) => n.startsWith('on')))",
      ),
    ).toBe(false);
  });
});
