import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, type Ran } from "../_support/command.ts";
import { startMailServer } from "../_support/mail-server.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const FROM = ["--mail-from", "charter@acme.example"];

interface Start {
  readonly cwd?: string;
  readonly environment?: Record<string, string>;
}

/** Runs `charter serve` until it has said where it listens, or ended. */
async function serve({ cwd, environment = {} }: Start, ...argv: string[]): Promise<Ran> {
  const stop = new AbortController();
  stop.abort();
  const folder = cwd ?? (await temporaryFolder());
  const where = { cwd: folder, environment, signal: stop.signal };
  return command(["serve", "--port", "0", "--data", "api", "--log", "none", ...argv], where);
}

async function expectFault(start: Start, argv: readonly string[], message: RegExp): Promise<void> {
  const { code, out, err } = await serve(start, ...argv);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(message);
  expect(err).not.toMatch(/s3cret|\n\s+at /);
}

describe("charter serve and its mail server", () => {
  it("takes no password as an argument, and says where it goes instead", () =>
    expectFault({}, ["--smtp", "smtp://ada:s3cret@mail.acme.example", ...FROM], /CHARTER_SMTP, or into a file/));

  it.each([
    ["it is no URL", "mail.acme.example s3cret"],
    ["it must begin with smtp:// or smtps://", "https://ada:s3cret@mail.acme.example"],
    ["it names no host", "smtp://"],
    ["a user name needs a password", "smtp://s3cret@mail.acme.example"],
    ["written %2F, %3F or %23", "smtp://ada:pw@mail.acme.example/s3cret"],
    ["a % in a user name or password is written %25", "smtp://ada:s3cret%zz@mail.acme.example"],
    ["the only option is tls", "smtp://mail.acme.example?s3cret=1"],
    ["tls must be required or off", "smtp://mail.acme.example?tls=s3cret"],
  ])("says of a URL that %s, and never quotes it", async (reason, url) => {
    await expectFault(
      { environment: { CHARTER_SMTP: url } },
      FROM,
      new RegExp(`^error: CHARTER_SMTP is not.*${escaped(reason)}`),
    );
  });

  it("takes the URL from a file, and says so where the file is missing or faulty", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "url"), "smtps://ada:s3cret@mail.acme.example:465\n");
    const { code, out, err } = await serve(
      { cwd },
      "--smtp-file",
      "url",
      "--public-url",
      "https://acme.example/",
      ...FROM,
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/data in api, letters by mail\.acme\.example:465; Ctrl-C stops it\n$/);
    await writeFile(join(cwd, "faulty"), "ftp://ada:s3cret@mail.acme.example");
    await expectFault(
      { cwd },
      ["--smtp-file", "faulty", ...FROM],
      /^error: the file faulty is not the URL of a mail server/,
    );
    await expectFault({ cwd }, ["--smtp-file", "gone", ...FROM], /^error: cannot read gone: ENOENT/);
    await expectFault({ cwd }, ["--smtp-file", "url", "--smtp", "smtp://mail.acme.example"], /twice/);
  });

  it("needs a sender that is an address, and what links begin with where that is not where it listens", async () => {
    await expectFault({}, ["--smtp", "smtp://mail.acme.example"], /need a sender: --mail-from/);
    await expectFault({}, ["--mail-from", "nobody"], /--mail-from is "nobody": it must be an address/);
    for (const url of ["acme.example", "ftp://acme.example", "https://acme.example?token=", "https://a:b@acme.example"])
      await expectFault({}, ["--public-url", url], /^error: --public-url must be what people reach this server by/);
    const { err } = await serve({}, "--smtp", "smtp://mail.acme.example", ...FROM);
    expect(err).toMatch(/^warning: links in letters lead to http:\/\/127\.0\.0\.1:\d+; .*--public-url\n$/);
  });

  it("starts while the mail server is down, and a letter that waited leaves at the next start", async () => {
    const cwd = await temporaryFolder();
    const mail = await startMailServer();
    await mail.stop();
    const smtp = ["--smtp", `smtp://127.0.0.1:${mail.port}?tls=off`, "--public-url", "https://acme.example", ...FROM];
    const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
    const { token } = JSON.parse((await command(["serve", "bootstrap", ...founding], { cwd })).out) as {
      token: string;
    };
    await inviteWhileServing({ cwd, token }, smtp);
    const back = await startMailServer({ port: mail.port });
    expect(await serve({ cwd }, ...smtp)).toMatchObject({ code: 0, err: "" });
    expect(back.letters.map(({ to }) => to)).toEqual([["grace@acme.example"]]);
  });
});

/** Serves, invites somebody, and waits until the server has said that the letter did not leave. */
async function inviteWhileServing(
  { cwd, token }: { cwd: string; token: string },
  argv: readonly string[],
): Promise<void> {
  const stop = new AbortController();
  const told = Promise.withResolvers<string>();
  const heard = Promise.withResolvers<string>();
  const running = command(["serve", "--port", "0", "--data", "api", "--json", "--log", "none", ...argv], {
    cwd,
    signal: stop.signal,
    onOut: told.resolve,
    onErr: heard.resolve,
  });
  const { url } = JSON.parse(await told.promise) as { url: string };
  const response = await fetch(`${url}/v1/organizations/acme/invitations`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ email: "grace@acme.example", role: "member" }),
  });
  expect(response.status).toBe(201);
  expect(await heard.promise).toMatch(
    /^warning: the letter of invitation [0-9a-f]{24} of acme did not leave \(attempt 1\): .*ECONNREFUSED.*; next attempt at 20/,
  );
  stop.abort();
  expect((await running).code).toBe(0);
}

describe("charter serve and your own templates", () => {
  const TEXT = "Subject: Come to {{organization}}\n\nHere: {{link}} ({{organization}})\n";
  const HTML = "<p>{{organization}}: <a href='{{link}}'>here</a></p>\n";

  async function withTemplates(text: string | undefined, html: string | undefined): Promise<Ran> {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, "letters"));
    if (text !== undefined) await writeFile(join(cwd, "letters/invitation.txt"), text);
    if (html !== undefined) await writeFile(join(cwd, "letters/invitation.html"), html);
    return serve({ cwd }, "--mail-templates", "letters");
  }

  it("starts with two whole ones", async () => {
    expect(await withTemplates(TEXT, HTML)).toMatchObject({ code: 0, err: "" });
  });

  it.each<[string, string | undefined, string | undefined, RegExp]>([
    [
      "a placeholder that is none",
      TEXT.replace("{{link}}", "{{link}}\n{{invitter}}"),
      HTML,
      /letters\/invitation\.txt:4:1: error \[unknown-placeholder\] there is no placeholder "invitter"; did you mean "inviter"\?/,
    ],
    ["a faulty subject", TEXT.replace("organization", "organisation"), HTML, /letters\/invitation\.txt:1:18: error/],
    [
      "a letter without its link",
      TEXT,
      "{{organization}}",
      /letters\/invitation\.html:1:1: error \[missing-placeholder\] \{\{link\}\}/,
    ],
    [
      "no subject",
      "Hello\n\n{{link}} {{organization}}",
      HTML,
      /invitation\.txt:1:1: error \[template-without-subject\]/,
    ],
    [
      "a gap that does not end",
      TEXT,
      `${HTML}\n{{role`,
      /letters\/invitation\.html:3:1: error \[unclosed-placeholder\]/,
    ],
    ["a file that is missing", TEXT, undefined, /letters\/invitation\.html:1:1: error \[unreadable-file\]/],
  ])("says where there is %s", async (_what, text, html, message) => {
    const { code, out, err } = await withTemplates(text, html);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(message);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
