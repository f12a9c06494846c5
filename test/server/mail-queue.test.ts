import { describe, expect, onTestFinished, test } from "vitest";
import { emailKey } from "../../src/membership/email.ts";
import type { Member } from "../../src/membership/organization.ts";
import type { LetterEvent, SmtpServer } from "../../src/server/index.ts";
import { freePort } from "../_support/free-port.ts";
import {
  CERTIFICATE,
  type MailServer,
  type MailServerOptions,
  startMailServer,
  type TakenLetter,
} from "../_support/mail-server.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { organizationOf } from "../_support/organization-of.ts";
import { STORES, type StoreUnderTest } from "../_support/stores.ts";

const BASE = "/v1/organizations/acme";
const FROM = { name: "Acme", address: "charter@acme.example" };
const SECOND = 1000;
const DAY = 86_400 * SECOND;

interface Post {
  readonly server: TestServer;
  readonly ada: Caller;
  readonly events: LetterEvent[];
  /** Turns the clock and lets what is due leave. */
  later(milliseconds: number): Promise<void>;
  invite(email: string): Promise<string>;
  metric(sample: string): Promise<number>;
}

/** A server that sends its letters through the mail server on that port. */
async function openPost(store: StoreUnderTest, port: number, smtp: Partial<SmtpServer> = {}): Promise<Post> {
  const events: LetterEvent[] = [];
  const mail = {
    smtp: { host: "127.0.0.1", port, tls: "off" as const, credentials: undefined, ...smtp },
    from: FROM,
    onLetter: (event: LetterEvent) => void events.push(event),
  };
  const server = await store.start({ mail, publicUrl: "https://members.acme.example" });
  onTestFinished(() => server.close());
  const ada = await server.found({ organization: "acme", owner: "ada@acme.example", title: "Acme Observability" });
  return {
    server,
    ada,
    events,
    later: async (milliseconds) => {
      server.clock.now = new Date(server.clock.now.getTime() + milliseconds);
      await server.sendLetters();
    },
    invite: async (email) => {
      const { status, body } = await ada.post(`${BASE}/invitations`, { email, role: "member" });
      expect(status).toBe(201);
      return body.id;
    },
    metric: async (sample) => {
      const { text } = await server.caller().get("/metrics");
      const line = text.split("\n").find((candidate) => candidate.startsWith(`${sample} `));
      return Number(line?.slice(sample.length));
    },
  };
}

const tokenIn = (text: string | undefined) => /^Accept-Token: (.*)\r$/m.exec(text ?? "")?.[1] ?? "";
const messageIdOf = (text: string) => /^Message-ID: (.*)\r$/m.exec(text)?.[1];

async function accept(server: TestServer, text: string | undefined): Promise<number> {
  return (await server.caller().post("/v1/invitations/accept", { token: tokenIn(text) })).status;
}

describe.each(STORES)("letters by SMTP, on $name", (store) => {
  test.each<[string, MailServerOptions, Partial<SmtpServer>]>([
    ["in plain where the server has no TLS and nobody asks for it", {}, { tls: "where-offered" }],
    ["encrypted where the server offers it", { tls: "starttls" }, { tls: "where-offered", ca: CERTIFICATE }],
    [
      "with a password, over TLS from the start",
      { tls: "from-the-start", credentials: { user: "charter", password: "p@ss/word" } },
      { tls: "from-the-start", ca: CERTIFICATE, credentials: { user: "charter", password: "p@ss/word" } },
    ],
    [
      "with a password, after STARTTLS",
      { tls: "starttls", credentials: { user: "charter", password: "p@ss/word" } },
      { tls: "required", ca: CERTIFICATE, credentials: { user: "charter", password: "p@ss/word" } },
    ],
  ])("leave by themselves, %s", async (_how, theirs, ours) => {
    const mail = await startMailServer(theirs);
    const { server, invite, events } = await openPost(store, mail.port, ours);
    const invitation = await invite("grace@acme.example");
    await expect.poll(() => events).toMatchObject([{ outcome: "sent", invitation, attempt: 1 }]);
    expect(mail.letters).toHaveLength(1);
    const [letter] = mail.letters;
    expect(letter).toMatchObject({ from: FROM.address, to: ["grace@acme.example"], user: theirs.credentials?.user });
    expect(letter?.encrypted).toBe(theirs.tls !== undefined);
    expect(letter?.text).toContain('From: "Acme" <charter@acme.example>\r\n');
    expect(letter?.text).toContain(`https://members.acme.example/invitations/accept?token=${tokenIn(letter?.text)}`);
    expect(await accept(server, letter?.text)).toBe(200);
  });

  test("wait while the mail server is down, and leave once it is back; the invitation was there all the time", async () => {
    const port = await freePort();
    const { server, ada, later, invite, events, metric } = await openPost(store, port);
    const id = await invite("grace@acme.example");
    await server.sendLetters();
    expect((await ada.get(`${BASE}/invitations/${id}`)).body.status).toBe("pending");
    for (let hour = 0; hour < 3; hour++) await later(3600 * SECOND);
    expect(events.map(({ outcome, attempt }) => `${outcome} ${attempt}`)).toEqual([
      "delayed 1",
      "delayed 2",
      "delayed 3",
      "delayed 4",
    ]);
    expect(events[0]?.reason).toMatch(/ECONNREFUSED/);
    expect(await metric('charter_letters{state="waiting"}')).toBe(1);
    expect(await metric("charter_letters_oldest_seconds")).toBe(3 * 3600);
    const mail = await startMailServer({ port });
    await later(3600 * SECOND);
    expect(mail.letters).toHaveLength(1);
    expect(await metric('charter_letters{state="waiting"}')).toBe(0);
    expect(await accept(server, mail.letters[0]?.text)).toBe(200);
  });

  test("are not tried again before their time has come", async () => {
    const { server, later, invite, events } = await openPost(store, await freePort());
    await invite("grace@acme.example");
    await server.sendLetters();
    await later(2 * SECOND);
    expect(events).toHaveLength(1);
    await later(3 * SECOND);
    expect(events).toHaveLength(2);
    const [first, second] = events.map(({ nextAttemptAt = "" }) => Date.parse(nextAttemptAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2.5 * SECOND);
  });

  test("that are refused for good are told of and left alone, until the invitation is sent again", async () => {
    let full = true;
    const objects = (to: string) =>
      full && to === "gone@acme.example" ? { code: 550, text: `5.1.1 <${to}> no such person here` } : undefined;
    const mail = await startMailServer({ objects });
    const { server, ada, later, invite, events, metric } = await openPost(store, mail.port);
    const id = await invite("gone@acme.example");
    await server.sendLetters();
    const other = await invite("grace@acme.example");
    for (let hour = 0; hour < 3; hour++) await later(3600 * SECOND);
    expect(events).toMatchObject([
      { outcome: "refused", invitation: id, reason: expect.stringContaining("550 5.1.1 … no such person") },
      { outcome: "sent", invitation: other },
    ]);
    expect(await metric('charter_letters{state="refused"}')).toBe(1);
    expect((await ada.get(`${BASE}/invitations/${id}`)).body.status).toBe("pending");
    full = false;
    await ada.post(`${BASE}/invitations/${id}/resend`);
    await server.sendLetters();
    expect(mail.letters.map(({ to }) => to[0])).toEqual(["grace@acme.example", "gone@acme.example"]);
    expect(await metric('charter_letters{state="refused"}')).toBe(0);
  });

  test("that are refused for now are tried again", async () => {
    let busy = true;
    const mail = await startMailServer({ objects: () => (busy ? { code: 451, text: "try later" } : undefined) });
    const { server, later, invite, events } = await openPost(store, mail.port);
    await invite("grace@acme.example");
    await server.sendLetters();
    busy = false;
    await later(5 * SECOND);
    expect(events.map(({ outcome }) => outcome)).toEqual(["delayed", "sent"]);
    expect(mail.letters).toHaveLength(1);
  });

  test("that may or may not have arrived when the connection broke are sent anew, and each of them works", async () => {
    let breaks = 2;
    const broken: MailServer[] = [];
    const mail = await startMailServer({
      taking: async () => {
        if (breaks-- > 0) await broken[0]?.stop();
        return undefined;
      },
    });
    broken.push(mail);
    const { server, later, invite, events } = await openPost(store, mail.port);
    await invite("grace@acme.example");
    await server.sendLetters();
    expect(events).toMatchObject([{ outcome: "delayed" }]);
    const second = await startMailServer({ port: mail.port });
    await later(5 * SECOND);
    expect(events.at(-1)).toMatchObject({ outcome: "sent" });
    const [early] = mail.letters;
    const [late] = second.letters;
    expect(messageIdOf(early?.text ?? "")).not.toBe(messageIdOf(late?.text ?? ""));
    expect(await accept(server, early?.text)).toBe(200);
    expect(await accept(server, late?.text)).toBe(409);
  });

  test("of invitations that were cancelled, accepted in the app or have expired never leave", async () => {
    const port = await freePort();
    const { server, ada, later, invite, metric } = await openPost(store, port);
    await ada.delete(`${BASE}/invitations/${await invite("cancelled@acme.example")}`);
    const id = await invite("grace@acme.example");
    await (await server.as("grace@acme.example")).post(`/v1/me/invitations/${id}/accept`);
    await invite("slow@acme.example");
    await server.sendLetters();
    const mail = await startMailServer({ port });
    await later(7 * DAY);
    expect(mail.letters).toEqual([]);
    expect(await metric('charter_letter_attempts_total{outcome="expired"}')).toBe(1);
    expect(await metric('charter_letters{state="waiting"}')).toBe(0);
    await ada.post(`${BASE}/invitations/slow@acme.example/resend`);
    await server.sendLetters();
    expect(mail.letters.map(({ to }) => to[0])).toEqual(["slow@acme.example"]);
    expect(await accept(server, mail.letters[0]?.text)).toBe(200);
  });

  test("that are sent again kill the ones before, whichever arrives first", async () => {
    const mail = await startMailServer();
    const { server, ada, invite } = await openPost(store, mail.port);
    const id = await invite("grace@acme.example");
    await server.sendLetters();
    await ada.post(`${BASE}/invitations/${id}/resend`);
    await server.sendLetters();
    const [first, second] = mail.letters;
    expect(await accept(server, first?.text)).toBe(404);
    expect(await accept(server, second?.text)).toBe(200);
  });

  test("are still sent for whoever was invited before an import, once they are invited again here", async () => {
    const mail = await startMailServer();
    const { server } = await openPost(store, mail.port);
    const imported = organizationOf({ "ada@acme.example": "owner" });
    const email = "grace@acme.example";
    const pending: Member = { email, role: "member", status: "invited", attributes: {}, overrides: {} };
    const members = new Map([...imported.members, [emailKey(email), pending]]);
    await server.seed({ ...imported, key: "beta", members }, "standard");
    await server.sendLetters();
    expect(mail.letters).toEqual([]);
    const owner = await server.as("ada@acme.example");
    const grace = await server.as("grace@acme.example");
    expect((await grace.get("/v1/me/invitations")).body.items).toMatchObject([{ organization: "beta" }]);
    expect((await owner.post("/v1/organizations/beta/invitations/grace@acme.example/resend")).status).toBe(200);
    await server.sendLetters();
    expect(mail.letters.map(({ to }) => to[0])).toEqual(["grace@acme.example"]);
    expect(await accept(server, mail.letters[0]?.text)).toBe(200);
  });

  test("under way when the server stops are finished and not sent again", async () => {
    let acknowledge: () => void = () => undefined;
    const arrived = Promise.withResolvers<void>();
    const mail = await startMailServer({
      taking: async () => {
        arrived.resolve();
        return new Promise<undefined>((resolve) => {
          acknowledge = () => resolve(undefined);
        });
      },
    });
    const { server, invite, metric } = await openPost(store, mail.port);
    await invite("grace@acme.example");
    await arrived.promise;
    const restarted = server.restart();
    acknowledge();
    await restarted;
    await server.sendLetters();
    expect(mail.letters).toHaveLength(1);
    expect(await metric('charter_letters{state="waiting"}')).toBe(0);
  });

  test("tell no token where the mail server repeats the letter in refusing it", async () => {
    const taking = async ({ text }: TakenLetter) => ({ code: 554, text: `spam: ${tokenIn(text)}` });
    const mail = await startMailServer({ taking });
    const { server, invite, events } = await openPost(store, mail.port);
    await invite("grace@acme.example");
    await server.sendLetters();
    expect(events).toMatchObject([{ outcome: "refused", reason: expect.stringContaining("554 spam: …") }]);
    expect(await accept(server, mail.letters[0]?.text)).toBe(404);
  });

  test("tell no password where the mail server refuses it", async () => {
    const credentials = { user: "charter", password: "correct horse" };
    const guarded = await startMailServer({ credentials: { ...credentials, password: "another" } });
    const { server, invite, events } = await openPost(store, guarded.port, { credentials });
    await invite("grace@acme.example");
    await server.sendLetters();
    expect(events).toMatchObject([{ outcome: "delayed", reason: expect.stringContaining("535") }]);
    expect(JSON.stringify(events)).not.toMatch(/correct horse/);
    const kept = await server.store.read((db) => db.selectFrom("letters").selectAll().execute());
    expect(kept).toMatchObject([{ last_error: expect.stringContaining("535") }]);
    expect(JSON.stringify(kept)).not.toMatch(/correct horse/);
  });

  test("leave no token in the database, before or after they are sent", async () => {
    const mail = await startMailServer();
    const { server, ada, invite } = await openPost(store, mail.port);
    await invite("grace@acme.example");
    await ada.post(`${BASE}/invitations/grace@acme.example/resend`, undefined, { "idempotency-key": "again" });
    await server.sendLetters();
    const token = tokenIn(mail.letters.at(-1)?.text);
    expect(token).toMatch(/^chi_/);
    const rows = await server.store.read(async (db) =>
      Promise.all(
        (["members", "letters", "invitation_tokens", "audit_events", "idempotency_keys", "tokens"] as const).map(
          (table) => db.selectFrom(table).selectAll().execute(),
        ),
      ),
    );
    expect(rows.every(({ length }) => length > 0)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  });
});
