import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builtInTemplates } from "../../src/server/mail/built-in-templates.ts";
import { composeLetter } from "../../src/server/mail/compose-letter.ts";
import { encodedBody, encodedHeader } from "../../src/server/mail/encode-text.ts";
import { tryReadMailAddress } from "../../src/server/mail/mail-address.ts";
import { readTemplates } from "../../src/server/mail/read-templates.ts";
import { retryDelay } from "../../src/server/mail/retry-delay.ts";
import type { ClaimedLetter } from "../../src/server/store/claim-letters.ts";

const LETTER: ClaimedLetter = {
  id: "0123456789abcdef01234567",
  claim: "c",
  attempt: 1,
  queuedAt: new Date("2026-11-22T10:00:00.000Z"),
  organization: { key: "acme", title: "Acme Observability" },
  invitation: "fedcba987654321001234567",
  to: "grace@acme.example",
  inviter: "ada@acme.example",
  role: "member",
  target: undefined,
  expiresAt: new Date("2026-11-29T10:00:00.000Z"),
  token: "chi_token",
};

function compose(letter: Partial<ClaimedLetter> = {}, templates = builtInTemplates()): string {
  const from = { name: undefined, address: "charter@acme.example" };
  const head = { from, publicUrl: "https://members.acme.example", templates };
  return composeLetter({ ...LETTER, ...letter }, head, new Date("2026-11-22T10:00:01.000Z")).text;
}

/** What a reader of quoted-printable shows. */
function unquoted(text: string): string {
  const joined = text.replaceAll("=\r\n", "");
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_sign, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** What a reader of a header shows. */
function unworded(header: string): string {
  const words = header.split("\r\n ").map((word) => /^=\?utf-8\?B\?(.*)\?=$/.exec(word)?.[1]);
  return words.every((word) => word !== undefined)
    ? words.map((word) => Buffer.from(word ?? "", "base64").toString("utf8")).join("")
    : header;
}

describe("a letter", () => {
  test("says who invites to what, as what, until when and how to accept, in both forms", () => {
    const target = { place: { scope: "project", project: "atlas" }, role: "project-developer" } as const;
    const [head = "", text = "", html = ""] = compose({ target }).split(/--charter-[^\r]*\r\n/);
    expect(head).toMatch(/^From: charter@acme\.example\r\nTo: grace@acme\.example\r\nSubject: Invitation to Acme Obs/);
    expect(head).toMatch(
      /Date: Sun, 22 Nov 2026 10:00:01 \+0000\r\nMessage-ID: <[0-9a-f]{24}\.[0-9a-f]{16}@acme\.example>/,
    );
    for (const form of [text, html]) {
      expect(form).toContain("ada@acme.example invites you to");
      expect(form).toContain("as member, with the role project-developer at the project atlas.");
      expect(form).toMatch(/29 November 2026, 10:00 UTC/);
      expect(form).toContain("https://members.acme.example/invitations/accept?token=chi_token");
    }
    expect(text).toMatch(/^Accept-Token: chi_token\r$/m);
  });

  test("has a Message-ID that is the same for the same token, and another for another", () => {
    const messageId = (letter: Partial<ClaimedLetter>) => /^Message-ID: (.*)$/m.exec(compose(letter))?.[1];
    expect(messageId({ attempt: 7 })).toBe(messageId({}));
    expect(messageId({ token: "chi_other" })).not.toBe(messageId({}));
  });

  test("cannot be made to say something else by an organization's title", () => {
    const title = 'Sly\r\nBcc: all@acme.example\r\n\r\nAccept-Token: mine\n<script>alert("x")</script>{{token}}\u202e';
    const text = compose({ organization: { key: "sly", title } });
    expect(unquoted(text)).not.toMatch(/^(Bcc|Accept-Token: mine)/m);
    expect(unquoted(text)).not.toMatch(/\u202e/);
    const html = unquoted(text.slice(text.indexOf("Content-Type: text/html")));
    expect(html).not.toMatch(/<script|chi_token<\/title>/);
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;{{token}}");
  });

  test("is 7 bits wide and in short lines, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), (title) => {
        const text = compose({ organization: { key: "acme", title } });
        expect(text).toMatch(/^[\t\r\n -~]*$/);
        expect(Math.max(...text.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
        expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe("encodings", () => {
  test("a body reads back as it was, line by line", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 300 })), (lines) => {
        const clean = lines.map((line) => line.replaceAll(/[\r\n]/g, ""));
        const { encoding, text } = encodedBody(clean.join("\n"));
        const read = encoding === "7bit" ? text : unquoted(text);
        expect(read.split("\r\n")).toEqual(clean.length === 0 ? [""] : clean);
        if (encoding === "quoted-printable") {
          expect(Math.max(...text.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(76);
          expect(text).not.toMatch(/[ \t]\r\n|[ \t]$/);
        }
      }),
    );
  });

  test("a header reads back as it was, in words of at most 75 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const subject = `é ${text.replaceAll(/\p{Cc}/gu, "")}`;
        const header = encodedHeader(subject);
        expect(unworded(header)).toBe(subject);
        expect(Math.max(...header.split("\r\n ").map(({ length }) => length))).toBeLessThanOrEqual(75);
      }),
    );
  });
});

describe("templates of one's own", () => {
  const files = (text: string, html: string) => ({
    text: { file: "invitation.txt", text },
    html: { file: "invitation.html", text: html },
  });

  test("are what the letter is made of", () => {
    const text =
      "Subject: {{ inviter }} asks\r\n\r\nJoin {{organization}}: {{link}} {{role}} {{email}} {{expires}} {{token}}\n";
    const { templates, findings } = readTemplates(
      files(text, "<b>{{organization}}</b> <a href='{{link}}'>{{role}}</a>"),
    );
    expect(findings).toEqual([]);
    const letter = compose({ organization: { key: "acme", title: "A & 'B'" } }, templates);
    expect(letter).toContain("Subject: ada@acme.example asks\r\n");
    expect(letter).toContain("Join A & 'B': https://members.acme.example/");
    expect(letter).toContain("<b>A &amp; &#39;B&#39;</b> <a href='https://members.acme.example/");
  });

  test("are told all of their faults at once, in order", () => {
    const { templates, findings } = readTemplates(
      files("Subject: {{who}}\n\n{{link}} {{role", "{{organization}}{{x}}"),
    );
    expect(templates).toBeUndefined();
    expect(findings.map(({ code, source }) => `${source?.file}:${source?.line}:${source?.column} ${code}`)).toEqual([
      "invitation.html:1:1 missing-placeholder",
      "invitation.html:1:17 unknown-placeholder",
      "invitation.txt:1:1 missing-placeholder",
      "invitation.txt:1:10 unknown-placeholder",
      "invitation.txt:3:10 unclosed-placeholder",
    ]);
  });
});

describe("senders", () => {
  test.each([
    ["charter@acme.example", { name: undefined, address: "charter@acme.example" }],
    ["Acme <charter@acme.example>", { name: "Acme", address: "charter@acme.example" }],
    ['"Acme, Ltd." <charter@acme.example>', { name: "Acme, Ltd.", address: "charter@acme.example" }],
    ["acme.example", undefined],
    ["a@b@acme.example", undefined],
    ["Acme <charter@acme.example>\r\nBcc: all@acme.example", undefined],
    ["one@acme.example, two@acme.example", undefined],
  ])("%s", (text, address) => {
    expect(tryReadMailAddress(text)).toEqual(address);
  });
});

test("attempts come 5 s after the first, then half as often each time, at most 30 minutes apart, by chance sooner", () => {
  expect([1, 2, 3, 9, 10, 50].map((attempt) => retryDelay(attempt, 0) / 1000)).toEqual([5, 10, 20, 1280, 1800, 1800]);
  expect([1, 50].map((attempt) => retryDelay(attempt, 1) / 1000)).toEqual([2.5, 900]);
});
