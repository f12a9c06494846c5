import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { browserIsMissing, closeBrowserAtTheEnd, openPage } from "../_support/browser.ts";
import { runCommand } from "../_support/child-command.ts";
import { type Served, serveAcme } from "../_support/served.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

closeBrowserAtTheEnd();

interface Desk extends Served {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

function charterOf(people: number): string {
  const lines = Array.from({ length: people }, (_, index) => `  - { email: p${index}@acme.example, role: viewer }\n`);
  return `charter: v1\norganization: acme\nmembers:\n  - { email: ada@acme.example, role: owner }\n${lines.join("")}`;
}

/** Somebody with a charter of so many people, and an API that has only the owner. */
async function desk(people: number): Promise<Desk> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), charterOf(people));
  const served = await serveAcme(cwd);
  return { ...served, cwd, environment: { CHARTER_API: served.url, CHARTER_TOKEN: served.token } };
}

async function report(where: Desk, ...argv: string[]): Promise<string> {
  const { code, out, err } = await runCommand(["report", ...argv, "--out", "page.html"], where);
  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "wrote page.html\n" });
  return await readFile(join(where.cwd, "page.html"), "utf8");
}

describe.skipIf(browserIsMissing)("charter report", () => {
  it("writes a page of the live state that a browser opens without a word", async () => {
    const page = await openPage(await report(await desk(0)));
    expect(await page.getByRole("tab").allInnerTexts()).toEqual(["Members 1", "Invitations 0", "Access"]);
    expect(await page.getByRole("tabpanel").locator("tbody th").allInnerTexts()).toEqual(["ada@acme.example"]);
  });

  it("shows what a charter would change, and what a saved plan would", async () => {
    const where = await desk(300);
    await runCommand(["plan", "--out", "plan.json"], where);
    for (const argument of ["charter.yaml", "plan.json"]) {
      const page = await openPage(await report(where, argument), {}, "#plan");
      const changes = page.getByRole("tabpanel").getByRole("table", { name: "Changes" }).locator("tbody tr");
      expect(await changes.count()).toBe(100);
      expect(await changes.first().innerText()).toMatch(/^p0@acme\.example\s+Members\s+\+ add\s+invite as viewer/);
    }
  });

  it("says where the live side has moved on since the plan", async () => {
    const where = await desk(1);
    await runCommand(["plan", "--out", "plan.json"], where);
    await runCommand(["apply", "--yes"], where);
    const page = await openPage(await report(where, "plan.json"));
    expect(await page.getByRole("region", { name: "Verdict" }).innerText()).toMatch(
      /made from version \d+; what is shown beside it is version \d+/,
    );
  });

  it("a plan alone is a page too, without an API", async () => {
    const where = await desk(2);
    await runCommand(["plan", "--out", "plan.json"], where);
    const { code, out } = await runCommand(["plan", "plan.json", "--format", "html"], { cwd: where.cwd });
    expect(code).toBe(0);
    const page = await openPage(out);
    expect(await page.getByRole("tab").allInnerTexts()).toEqual(["Plan 2"]);
  });

  it("is the same page for the same state but for the minute of reading", async () => {
    const where = await desk(0);
    const plain = (html: string) => html.replaceAll(/read \d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "");
    expect(plain(await report(where))).toBe(plain(await report(where)));
  });

  it("refuses a plan that was made for another API, and a folder that cannot be written", async () => {
    const where = await desk(1);
    await runCommand(["plan", "--out", "plan.json"], where);
    const other = await desk(1);
    await writeFile(join(other.cwd, "plan.json"), await readFile(join(where.cwd, "plan.json")));
    const refused = await runCommand(["report", "plan.json"], other);
    expect(refused).toMatchObject({ code: 3, err: expect.stringMatching(/the plan was made for .* they are no pair/) });
    const lost = await runCommand(["report", "--out", "no/such/page.html"], where);
    expect(lost).toMatchObject({ code: 1, err: expect.stringMatching(/^error: cannot write the page: /) });
  });
});
