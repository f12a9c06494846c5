import fc from "fast-check";
import type { Plan, PlannedChange } from "../../src/plan/plan.ts";
import { planOf } from "./plan-of.ts";

/** Texts that try to be more than text, by what they would become. */
export const HOSTILE: Readonly<Record<string, string>> = {
  "a mention": "@everyone and @acme/owners",
  "an issue": "fixes #123, GH-4, acme/membership#5 and !6 &7 %8 ~label $9 ^alert",
  "a commit": "deadbeef defaced 0123456789abcdef0123456789abcdef01234567",
  "an address on the web": "see https://evil.example/?a=b, www.evil.example and http://evil.example",
  "a mail link": "mailto:eve@evil.example xmpp:eve@evil.example eve@evil.example",
  "a link": "[click](https://evil.example) [ref][1] ![image](https://evil.example/x.png) <https://evil.example>",
  "an element": "<script>alert(1)</script><img src=x onerror=alert(1)><details open></details></summary>",
  "the end of a script": "</script><script>alert(1)</script><!--<script>",
  "the end of a comment": "--> <b>x</b> --!> <!--",
  emphasis: "**bold** _emphasis_ ~~struck~~ ***",
  "a table": "a | b | c\n|---|---|\n| x | y |",
  "a code span": "`code` ``two`` ```three``` `",
  "a fence": "```\nfence\n```\n~~~",
  "a heading": "\n# heading\n## second\nsetext\n===\n---",
  "a list": "- item\n1. first\n* star\n+ plus\n> quote",
  "a numbered list": "1. first 2) second",
  "an entity": "&lt;b&gt; &#64;everyone &commat;x &amp;",
  "a formula": "$`x`$ $$y$$ $x$",
  "an emoji": ":smile: :+1:",
  "a footnote": "[^1] [^1]: https://evil.example",
  "an escape": "\\ \\` \\| \\<b> \\[x](y)",
  "a terminal sequence": "\u001b[2J\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u009b31m\r\b\u0000\u007f",
  "another direction": "\u202egnp.exe\u202c \u2066x\u2069 \u200fx \u061c",
  "nothing to see": "zero\u200bwidth \u2060join \ufeffmark \u00adsoft \u{e0041}tag",
  "a line break": "a\u2028b\u2029c\u0085d\r\ne",
  "half a character": "\ud800x \udc00",
  "a workflow command": "::error file=x::boom%0A\n::set-output name=x::y",
  "a quote": '"\'`"\'` onmouseover="alert(1)"',
  "spaces only": "   ",
  nothing: "",
};

/** What a renderer may never let through: controls, invisible characters and changes of direction. */
export const UNSAFE = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u;

const PIECES = [...Object.values(HOSTILE), "x", " ", "\n", "`", "|", "@", "](", "<!--", "</details>", "admin"];

/** Hostile texts, put together from pieces of hostile texts. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."`|*_[]()<>#@:/.\\-+~!&\n 1ax"), maxLength: 30 }),
);

/** A plan that has this text wherever a text can stand. */
export function hostilePlan(text: string): Plan {
  const source = { file: text, line: 3, column: 1 };
  const base = planOf([
    {
      change: { kind: "create-role", role: text, scope: "organization", title: text, permissions: [text, "read"] },
    },
    { change: { kind: "invite-member", email: text, role: text, attributes: { [text]: text } } },
    { change: { kind: "update-organization", title: text }, after: { title: text, settings: { [text]: text } } },
    { change: { kind: "grant-tenant-role", tenant: text, email: text, role: text } },
    { change: { kind: "create-project", project: text, title: text } },
    { change: { kind: "remove-member", email: text } },
  ]);
  const changes = base.changes.map(
    (change, index): PlannedChange => ({
      ...change,
      address: index === base.changes.length - 1 ? text : change.address,
      effects: [text],
      privilege: "broadens",
      source,
    }),
  );
  return {
    ...base,
    organization: text,
    roleModel: text,
    api: text,
    actor: { email: text, role: text, level: 80 },
    approvers: [text],
    author: text,
    review: { host: "github", project: text, request: 1, head: text, author: text, approvedBy: { [text]: text } },
    changes,
    waiting: [{ address: text, for: text, role: text }],
    refusals: [{ code: "last-owner", address: text, message: text, source }],
    unmanaged: [{ address: text, role: text }],
    access: [{ email: text, scope: text, gains: [text], loses: [text], through: ["c1", "c2"] }],
  };
}
