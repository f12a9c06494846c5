import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOSTILE, UNSAFE } from "../_support/hostile.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const EVIL = `${Object.values(HOSTILE)
  .join(" ")
  .replaceAll(/\p{Cs}|\0/gu, "")}`.slice(0, 190);
const TURNED = "Eu\u202egnp.\u200brope \u001b[2J\u009b31m @everyone </script>";

function charter(title: string): string {
  const text = JSON.stringify(title);
  return `{
  "charter": "v1", "organization": "acme", "title": ${text}, "tier": "enterprise",
  "roles": { "auditor": { "title": ${text}, "permissions": ["audit-log:read"] } },
  "members": [
    { "email": "ada@acme.example", "role": "owner", "reason": ${text} },
    { "email": "grace@acme.example", "role": "auditor", "reason": ${text} }
  ],
  "tenants": { "eu": { "title": ${text} } },
  "projects": { "watch": { "tenant": "eu", "title": ${text} } }
}
`;
}

const FILE = "evil\u202e @x [y](z) \u001b[2J`|.json";

const VERBS: readonly (readonly string[])[] = [
  ...["text", "json", "markdown", "html"].map((format) => ["plan", FILE, "--format", format]),
  ["validate", FILE, "--format", "json"],
  ["apply", FILE, "--yes"],
  ["apply", FILE, "--yes", "--json"],
  ...["members", "invitations", "roles", "tenants", "projects"].flatMap((what) => [
    ["show", what, "--organization", "acme"],
    ["show", what, "--organization", "acme", "--json"],
  ]),
  ["show", "access", "ada@acme.example", "--organization", "acme"],
  ["export", "--organization", "acme"],
  ["export", "--organization", "acme", "--json"],
  ["report", "--organization", "acme", "--out", "-"],
  ["report", FILE, "--out", "-"],
];

async function assertSafe(place: Workplace, argv: readonly string[]): Promise<void> {
  const { code, out, err } = await place.charter(...argv);
  expect(code, `${argv.join(" ")}\n${err}`).toBe(0);
  expect(`${out}${err}`.replaceAll("\n", ""), argv.join(" ")).not.toMatch(UNSAFE);
}

describe("hostile titles and reasons, in a charter whose name is hostile too", () => {
  it.each([
    ["that hide and turn around", TURNED],
    ["of every kind", EVIL],
  ])("%s come out of no verb as more than text", async (_kind, title) => {
    const place = await openWorkplace({ tier: "enterprise" });
    await place.write(FILE, charter(title));
    for (const argv of VERBS) await assertSafe(place, argv);
  });

  it("are findings like any other, in every format", async () => {
    const place = await openWorkplace();
    await mkdir(join(place.folder, "charter"));
    await place.write(`charter/${FILE}`, `{ "charter": "v1", "organization": "acme", ${JSON.stringify(EVIL)}: 1 }`);
    for (const format of ["text", "json", "github", "sarif"]) {
      const { code, out, err } = await place.charter("validate", "--format", format);
      expect(code).toBe(1);
      expect(`${out}${err}`.length).toBeGreaterThan(100);
      expect(`${out}${err}`.replaceAll("\n", ""), format).not.toMatch(UNSAFE);
    }
  });
});
