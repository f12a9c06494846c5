import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserIsMissing, closeBrowserAtTheEnd, visitPage } from "../_support/browser.ts";
import { type Caller, startTestServer, type TestServer } from "../_support/membership-server.ts";

closeBrowserAtTheEnd();

describe.skipIf(browserIsMissing)("the page behind a letter's link, in a browser", () => {
  let server: TestServer;
  let ada: Caller;

  beforeAll(async () => {
    server = await startTestServer();
    ada = await server.found({ organization: "acme", owner: "ada@acme.example", title: "Acme Observability" });
  });
  afterAll(() => server.close());

  async function linkFor(email: string): Promise<string> {
    await ada.post("/v1/organizations/acme/invitations", { email, role: "member" });
    const letter = (await server.letters()).findLast(({ to }) => to === email);
    return `${server.url}/invitations/accept?token=${letter?.token}`;
  }

  const ownAddresses = (requested: string) => requested === `${server.url}/invitations/accept`;

  test("is accepted with the keyboard alone, and without scripts", async () => {
    const link = await linkFor("keyboard@acme.example");
    const page = await visitPage(link, { javaScriptEnabled: false }, ownAddresses);
    expect(await page.title()).toBe("Join Acme Observability");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Key Board");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "You have joined" }).waitFor();
    expect(page.url()).toBe(`${server.url}/invitations/accept`);
    expect((await ada.get("/v1/organizations/acme/members/keyboard@acme.example")).status).toBe(200);
  });

  test.each([
    ["light", 1280],
    ["dark", 360],
  ] as const)("can be read by everybody, %s and %i pixels wide, before and after", async (colorScheme, width) => {
    const link = await linkFor(`a-rather-long-address-${colorScheme}-${width}@department.of.acme.example`);
    const options = { colorScheme, viewport: { width, height: 700 } };
    const page = await visitPage(link, options, ownAddresses);
    const read = async () => {
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    };
    await read();
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    await page.getByRole("heading", { name: "You have joined" }).waitFor();
    await read();
  });
});
