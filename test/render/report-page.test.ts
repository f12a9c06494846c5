import { describe, expect, it } from "vitest";
import { printable } from "../../src/diagnostics/printable.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { browserIsMissing, closeBrowserAtTheEnd, openPage } from "../_support/browser.ts";
import { organization as build } from "../_support/build.ts";
import { HOSTILE, hostilePlan } from "../_support/hostile.ts";
import { ACME, crowd, reportOf } from "../_support/report-sketch.ts";
import { panel, rowNames, tab } from "../_support/report-view.ts";

closeBrowserAtTheEnd();

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
    expect(await rowNames(page)).toEqual(["ada", "bob", "cid", "dan", "eve"].map((name) => `${name}@acme.example`));
    expect(await panel(page).getByRole("row", { name: "cid@acme.example" }).innerText()).toMatch(
      /Member\s+memberType freelancer, audit-log:read allow/,
    );
  });

  it("finds members by every word that is typed, and says how many", async () => {
    const page = await openPage(reportOf(ACME));
    await page.getByLabel("Search members").fill("MEMBER acme");
    expect(await rowNames(page)).toEqual(["cid@acme.example", "dan@acme.example"]);
    expect(await panel(page).getByRole("status").innerText()).toBe("2 members of 5");
    await page.getByLabel("Search members").fill("nobody");
    expect(await panel(page).locator("tbody tr").count()).toBe(0);
    expect(await panel(page).getByRole("status").innerText()).toBe("0 members of 5");
  });

  it("shows the members of one role, by the filter and by its card", async () => {
    const page = await openPage(reportOf(ACME));
    await page.getByLabel("Role", { exact: true }).selectOption({ label: "Admin" });
    expect(await rowNames(page)).toEqual(["bob@acme.example"]);
    await tab(page, /Access/).click();
    await page.getByRole("link", { name: /Viewer/ }).click();
    expect(await rowNames(page)).toEqual(["eve@acme.example"]);
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

describe.skipIf(browserIsMissing)("the page of five thousand members", () => {
  it("draws a page of them at a time, and finds each one", async () => {
    const page = await openPage(reportOf(crowd(5000)));
    expect(await panel(page).getByRole("status").innerText()).toBe("5,001 members");
    expect(await panel(page).locator("tbody tr").count()).toBe(100);
    await page.getByLabel("Search members").fill("person-04999");
    expect(await rowNames(page)).toEqual(["person-04999@acme.example"]);
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
