import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { frameOf } from "../../src/diagnostics/code-frame.ts";
import { type Finding, hasErrors } from "../../src/diagnostics/finding.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const COMPLETE = readFileSync(fileURLToPath(new URL("../_fixtures/charters/complete.yaml", import.meta.url)), "utf8");

/** Loads, validates and, where that is allowed, resolves; then every finding must be fit to be shown. */
async function survives(folder: string, content: string | Uint8Array): Promise<Finding[]> {
  await writeFile(join(folder, "charter.yaml"), content);
  const loaded = loadCharter([], { cwd: folder });
  const findings = [...loaded.findings, ...validateCharter(loaded, undefined)];
  if (!hasErrors(findings)) resolveCharter(loaded, undefined, { today: "2026-11-22" });
  for (const { code, message, source, length = 1 } of findings) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(source?.line).toBeGreaterThan(0);
    expect(source?.column).toBeGreaterThan(0);
    expect(length).toBeGreaterThan(0);
  }
  const [first] = findings;
  const text = first?.source && loaded.sources.get(first.source.file);
  if (first !== undefined && text !== undefined) await frameOf(text, first);
  return findings;
}

/** The complete charter as JSON, with the value to which the numbers lead replaced by anything. */
function withOneValueReplaced(steps: readonly number[], replacement: unknown): string {
  const charter = JSON.parse(JSON.stringify(charterAsJson)) as Record<string, unknown>;
  let container: Record<string, unknown> = charter;
  let key = "charter";
  for (const step of steps) {
    const keys = Object.keys(container);
    key = keys[step % keys.length] ?? key;
    const inner = container[key];
    if (typeof inner !== "object" || inner === null || Object.keys(inner).length === 0 || step % 5 === 0) break;
    container = inner as Record<string, unknown>;
    key = Object.keys(container)[0] ?? key;
  }
  container[key] = replacement;
  return JSON.stringify(charter);
}

const charterAsJson = {
  charter: "v1",
  organization: "acme",
  title: "Acme",
  tier: "enterprise",
  roleModel: "standard",
  settings: { seats: 0 },
  unmanaged: { members: "remove" },
  roles: { flasher: { scope: "project", title: "Flasher", permissions: ["build"] } },
  members: [
    {
      email: "ada@acme.example",
      role: "owner",
      attributes: { memberType: "employee" },
      permissions: { "audit-log:read": "deny" },
    },
    { email: "mallory@acme.example", absent: true },
  ],
  groups: { platform: ["ada@acme.example"] },
  tenants: { eu: { title: "Europe", members: [{ group: "platform", role: "tenant-member", until: "2027-03-31" }] } },
  projects: { wearables: { tenant: "eu", members: [{ email: "guest@partner.example", role: "flasher" }] } },
  guards: { removals: "40%", promotions: 3, owners: { min: 1, max: 2 }, required: ["ada@acme.example"] },
  identities: { github: { ada: "ada@acme.example" } },
};

describe("whatever a file holds", () => {
  test("one value that could be anything never makes more than findings", async () => {
    const folder = await temporaryFolder();
    expect(await survives(folder, JSON.stringify(charterAsJson))).toEqual([]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        fc.jsonValue({ maxDepth: 3 }),
        async (steps, value) => {
          await survives(folder, withOneValueReplaced(steps, value));
        },
      ),
      { numRuns: 250 },
    );
  });

  test("a charter that was cut, or into which something fell, never makes more than findings", async () => {
    const folder = await temporaryFolder();
    const debris = fc.constantFrom(
      "\t",
      "\n",
      ":",
      "- ",
      "[",
      "{",
      "}",
      "*a",
      "&a ",
      "!x ",
      "'",
      '"',
      "|",
      "#",
      "---\n",
      "\u0000",
      "\u001b",
      "<<: ",
      "? ",
      "\ud800",
      "🙂",
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(COMPLETE.length), fc.nat(40), debris, async (at, cut, fallen) => {
        await survives(folder, COMPLETE.slice(0, at) + fallen + COMPLETE.slice(at + cut));
      }),
      { numRuns: 250 },
    );
  });

  test("bytes of no kind never make more than findings", async () => {
    const folder = await temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await survives(folder, bytes)).length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  test("twenty thousand faulty members are counted, and the first thousand shown", async () => {
    const folder = await temporaryFolder();
    const members = Array.from(
      { length: 20_000 },
      (_, index) => `  - { email: person-${index}@acme.example, rol: member, role: admn }\n`,
    );
    const findings = await survives(
      folder,
      `charter: v1\norganization: acme\nroleModel: standard\nmembers:\n${members.join("")}`,
    );
    const ofCode = (code: string) => findings.filter((finding) => finding.code === code);
    expect(ofCode("unknown-field")).toHaveLength(1001);
    expect(ofCode("unknown-role")).toHaveLength(1001);
    expect(ofCode("unknown-role").at(-1)?.message).toContain("(and 18999 more of this kind)");
    expect(ofCode("no-owner")).toHaveLength(1);
  });
});
