import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { bootstrap } from "../../src/server/index.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { STORES } from "../_support/stores.ts";

const DAY_MS = 86_400_000;
const FORM = "application/x-www-form-urlencoded";

describe.each(STORES)("the page behind a letter's link, on $name", (store) => {
  let server: TestServer;
  let ada: Caller;
  let base: string;
  let number = 0;

  beforeAll(async () => {
    server = await store.start();
  });
  afterAll(() => server.close());

  async function founded(title = "Acme Observability"): Promise<void> {
    const organization = `acme-${number++}`;
    base = `/v1/organizations/${organization}`;
    ada = await server.found({ organization, owner: "ada@acme.example", title });
  }

  async function invited(email: string, more: object = {}): Promise<{ id: string; token: string; link: string }> {
    const { status, body } = await ada.post(`${base}/invitations`, { email, role: "member", ...more });
    expect(status).toBe(201);
    return { id: body.id, ...(await latest(email)) };
  }

  async function latest(email: string): Promise<{ token: string; link: string }> {
    const letter = (await server.letters()).findLast(({ to }) => to === email);
    const token = letter?.token ?? "";
    return { token, link: `${server.url}/invitations/accept?token=${token}` };
  }

  async function open(link: string): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(link);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /** What a browser sends when the form of that page is sent, and what it gets. */
  async function submit(page: string, typed: Record<string, string> = {}) {
    const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value])) as Record<string, string>;
    const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1] ?? "";
    const body = new URLSearchParams({ ...fields, ...typed });
    const response = await fetch(new URL(action, `${server.url}/invitations/accept`), { method: "POST", body });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  const isMember = async (email: string) => (await ada.get(`${base}/members/${email}`)).status === 200;

  test("says who invites whom to what, as what and until when; somebody new joins by it and gets an access token", async () => {
    await founded();
    const { link } = await invited("new@acme.example", { role: "admin" });
    expect((await server.letters()).at(-1)?.text).toContain(`\r\n${link}\r\n`);
    const page = await open(link);
    expect(page.status).toBe(200);
    for (const said of ["Join Acme Observability", "ada@acme.example", "new@acme.example", "admin", "10:00 UTC"])
      expect(page.text).toContain(said);
    const joined = await submit(page.text, { name: "  Somebody New " });
    expect(joined.status).toBe(200);
    expect(joined.text).toContain("new@acme.example is now admin of");
    const token = /<code>(chr_\w+)<\/code>/.exec(joined.text)?.[1] ?? "";
    const me = (await server.caller(token).get("/v1/me")).body;
    expect(me).toMatchObject({ email: "new@acme.example", name: "Somebody New", memberships: [{ role: "admin" }] });
  });

  test("asks nobody for a name who has an account, and gives them no other token", async () => {
    await founded();
    const { link } = await invited("known@acme.example");
    await submit((await open(link)).text);
    await founded();
    const again = await invited("known@acme.example");
    const page = await open(again.link);
    expect(page.text).not.toContain('name="name"');
    const joined = await submit(page.text);
    expect(joined.status).toBe(200);
    expect(joined.text).not.toContain("chr_");
    expect(await isMember("known@acme.example")).toBe(true);
  });

  test("can be looked at as often as one likes, by scanners too: only the form accepts", async () => {
    await founded();
    const { link } = await invited("scanned@acme.example");
    for (let time = 0; time < 3; time++) expect((await open(link)).status).toBe(200);
    expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
    expect(await isMember("scanned@acme.example")).toBe(false);
    expect((await submit((await open(link)).text)).status).toBe(200);
    expect(await isMember("scanned@acme.example")).toBe(true);
  });

  test("answers a double click twice the same, with the same access token", async () => {
    await founded();
    const { link } = await invited("double@acme.example");
    const { text } = await open(link);
    const answers = await Promise.all([submit(text), submit(text), submit(text)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.text).toContain("chr_");
  });

  test("tells what has become of a link: used, replaced, cancelled, expired or never there", async () => {
    await founded();
    const used = await invited("used@acme.example");
    await submit((await open(used.link)).text);
    const replaced = await invited("replaced@acme.example");
    server.clock.now = new Date(server.clock.now.getTime() + 1000);
    await ada.post(`${base}/invitations/${replaced.id}/resend`);
    const cancelled = await invited("cancelled@acme.example");
    await ada.delete(`${base}/invitations/${cancelled.id}`);
    const told: [string, number, string][] = [
      [used.link, 410, "This invitation has been accepted"],
      [replaced.link, 410, "This link has been replaced"],
      [cancelled.link, 410, "This invitation has been cancelled"],
      [used.link.slice(0, -1), 404, "There is no such invitation"],
      [`${server.url}/invitations/accept`, 404, "There is no such invitation"],
      [`${used.link}&token=twice`, 404, "There is no such invitation"],
    ];
    for (const [link, status, title] of told) {
      const page = await open(link);
      expect([page.status, /<h1>(.*)<\/h1>/.exec(page.text)?.[1]]).toEqual([status, title]);
      expect(page.text).not.toContain("<form");
    }
    const anew = await latest("replaced@acme.example");
    expect((await open(anew.link)).status).toBe(200);
    const late = await invited("late@acme.example");
    const form = (await open(late.link)).text;
    server.clock.now = new Date(server.clock.now.getTime() + 7 * DAY_MS);
    for (const page of [await open(late.link), await submit(form)]) {
      expect(page.status).toBe(410);
      expect(page.text).toContain("This invitation has expired");
    }
    expect(await isMember("late@acme.example")).toBe(false);
  });

  test("of an invitation that was accepted in the app meanwhile says so, and the form does no harm", async () => {
    await founded();
    const { id, link } = await invited("app@acme.example");
    const { text } = await open(link);
    const person = await server.as("app@acme.example");
    expect((await person.post(`/v1/me/invitations/${id}/accept`)).status).toBe(200);
    const page = await submit(text);
    expect(page.status).toBe(410);
    expect(page.text).toContain("This invitation has been accepted");
  });

  test("says in words why the rules refuse", async () => {
    const document = tryFindBuiltInDocument("tenants-and-projects") ?? expect.unreachable();
    const roleModel = { ...document, invitations: { ...document.invitations, pendingTakesSeat: false } };
    const organization = `small-${number++}`;
    base = `/v1/organizations/${organization}`;
    const request = { organization, owner: "ada@acme.example", roleModel, tier: "starter", at: server.clock.now };
    const made = await bootstrap(server.store, request);
    ada = server.caller(made.kind === "bootstrapped" ? made.token : expect.unreachable());
    const { link } = await invited("sixth@acme.example");
    for (let seat = 2; seat <= 5; seat++)
      await submit((await open((await invited(`p${seat}@acme.example`)).link)).text);
    const page = await submit((await open(link)).text);
    expect(page.status).toBe(409);
    expect(page.text).toContain("<h1>The invitation cannot be accepted now</h1>");
    expect(page.text).toMatch(/<p>.*\b5\b.*<\/p>/);
    await ada.delete(`${base}/members/p5@acme.example`);
    expect((await submit((await open(link)).text)).status).toBe(200);
  });

  test("shows names as text, whatever they are", async () => {
    await founded('<script>alert("x")</script> & \u202eemca');
    const { link } = await invited("o'brien&co@acme.example");
    const { text } = await open(link);
    expect(text).toContain("<h1>Join &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; \ufffdemca</h1>");
    expect(text).toContain("<dd>o&#39;brien&amp;co@acme.example</dd>");
    expect(text).not.toMatch(/<script|\u202e/);
    const stored = await submit(text, { name: "<b>x</b>" });
    expect(stored.text).not.toContain("<b>");
  });

  test("runs nothing, loads nothing, is framed by nobody, kept by nobody, and tells no other site where it was", async () => {
    await founded();
    const { link } = await invited("safe@acme.example");
    const first = await open(link);
    for (const page of [first, await submit(first.text), await open(`${server.url}/invitations/accept`)]) {
      const policy = page.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
      expect(policy).toMatch(/base-uri 'none'; frame-ancestors 'none'$/);
      expect(page.headers.get("referrer-policy")).toBe("no-referrer");
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect(page.headers.get("x-content-type-options")).toBe("nosniff");
      expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(page.text).not.toMatch(/<(script|link|img|iframe)|\bon\w+=|(?:src|href)=|url\(|@import/);
    }
  });

  test("takes nothing but its form, of its size, and says so on a page", async () => {
    const send = (type: string, body: string) =>
      fetch(`${server.url}/invitations/accept`, { method: "POST", headers: { "content-type": type }, body });
    const answers = [
      await send("application/json", JSON.stringify({ token: "chi_" })),
      await send(FORM, `token=${"x".repeat(9000)}`),
      await send(FORM, ""),
      await send(FORM, "token=%ff%fe&key=%00"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 413, 404, 404]);
    for (const answer of answers) {
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(await answer.text()).toMatch(/<h1>.*<\/h1>/);
    }
    await founded();
    const { link } = await invited("long@acme.example");
    const { text } = await open(link);
    expect((await submit(text, { name: "x".repeat(201) })).status).toBe(400);
    expect((await submit(text, { name: "nu\u0000ll" })).status).toBe(200);
  });
});
