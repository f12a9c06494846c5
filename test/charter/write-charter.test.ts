import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { resolveCharter } from "../../src/charter/resolve-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { writeCharter } from "../../src/charter/write-charter.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Grant, Member, Organization } from "../../src/membership/organization.ts";
import type { FieldValue } from "../../src/membership/role-model.ts";
import { model } from "../_support/build.ts";
import { plainMaps } from "../_support/plain-maps.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const STANDARD = model("standard");

const ODD_TEXTS = [
  "yes",
  "null",
  "~",
  "1e3",
  "0x1f",
  "2026-12-31",
  "- a",
  "a: b",
  "a #b",
  "#",
  "[x]",
  "{x}",
  "*x",
  "&x",
  "!x",
  "%x",
  "@x",
  "`x`",
  "'",
  '"',
  "\\",
  " lead",
  "trail ",
  "two  spaces",
  "line\nbreak",
  "tab\there",
  "\u0000",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\u202e",
  "Ünïcödé",
  "漢字",
  "👩‍🚀",
  "---",
  "...",
  "key: |",
  "=",
  "<<",
  ".inf",
  "True",
  "NO",
  "0o17",
  "1_000",
  "+1",
  "-",
  ".",
];

const text = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: "binary", minLength: 1 }),
  fc.string({ minLength: 1 }),
);
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
);
const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const address = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9.!#'*+/=?^_`{|}~-]{1,8}$/),
    fc.constantFrom("acme.example", "ÄCME.example", "1.example", "x.example"),
  )
  .map(([local, domain]) => `${local}@${domain}`);
const fields = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), value, {
  maxKeys: 3,
  noNullPrototype: true,
});

const member: fc.Arbitrary<Member> = fc.record({
  email: address,
  role: key,
  status: fc.constant("active" as const),
  attributes: fields,
  overrides: fc.dictionary(fc.constantFrom("logs:read", "tokens.create", "read"), fc.constantFrom("allow", "deny"), {
    noNullPrototype: true,
  }),
});
const grants = fc.array(fc.record({ email: address, role: key }), { maxLength: 4 }).map(byAddress);
const title = fc.option(text, { nil: undefined });

const organization: fc.Arbitrary<Organization> = fc.record({
  key,
  title,
  tier: fc.option(key, { nil: undefined }),
  settings: fields,
  roles: fc
    .array(
      fc.record({
        key,
        scope: fc.constantFrom("organization" as const, "project" as const),
        title,
        permissions: fc.uniqueArray(fc.constantFrom("read", "logs:read", "a_b.c-d")),
      }),
    )
    .map(byKey),
  members: fc.array(member, { maxLength: 8 }).map(byAddress),
  tenants: fc.array(fc.record({ key, title, members: grants }), { maxLength: 3 }).map(byKey),
  projects: fc
    .array(fc.record({ key, title, tenant: fc.option(key, { nil: undefined }), members: grants }), { maxLength: 3 })
    .map(byKey),
});

function byAddress<Entry extends { readonly email: string }>(entries: readonly Entry[]) {
  return new Map(entries.map((entry) => [emailKey(entry.email), entry]));
}

function byKey<Entry extends { readonly key: string }>(entries: readonly Entry[]) {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The organization that a charter text declares, without the places of the text. */
async function readBack(folder: string, charter: string): Promise<Organization> {
  await writeFile(join(folder, "charter.yaml"), charter);
  const loaded = loadCharter([], { cwd: folder });
  expect(loaded.findings).toEqual([]);
  // Without a role model that allows direct invitations, nobody is implied.
  const declared = resolveCharter(loaded, model("ranked-roles"), { today: "2026-11-22" }).organization;
  return withoutSources(plainMaps(declared)) as Organization;
}

function withoutSources(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([one, inner]) => [one, withoutSources(inner)]));
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([one]) => one !== "source");
  return Object.fromEntries(kept.map(([one, inner]) => [one, withoutSources(inner)]));
}

describe("writing a charter", () => {
  test("what is written loads back to the same organization, whatever its titles and values", async () => {
    const folder = await temporaryFolder();
    await fc.assert(
      fc.asyncProperty(organization, async (live) => {
        expect(await readBack(folder, writeCharter(live, STANDARD))).toEqual(live);
      }),
      { numRuns: 300 },
    );
  });

  test("the order of the live side changes nothing", () => {
    fc.assert(
      fc.property(organization, (live) => {
        const turned = {
          ...live,
          members: new Map([...live.members].reverse()),
          tenants: new Map([...live.tenants].reverse()),
        };
        expect(writeCharter(turned, STANDARD)).toBe(writeCharter(live, STANDARD));
      }),
      { numRuns: 50 },
    );
  });

  test("a hundred and fifty thousand people, with a role each in one tenant, are written like five", () => {
    const people = byAddress(Array.from({ length: 150_000 }, (_, index) => person(`person-${index}@acme.example`)));
    const grants = new Map(
      [...people].map(([one, { email }]): [typeof one, Grant] => [one, { email, role: "tenant-member" }]),
    );
    const tenants = byKey([{ key: "eu", title: undefined, members: grants }]);
    const charter = writeCharter({ ...EMPTY, members: people, tenants }, STANDARD);
    expect(charter.match(/^ {2}- email: /gm)).toHaveLength(150_000);
    expect(charter.match(/^ {6}- \{ email: /gm)).toHaveLength(150_000);
  });

  test("reads like something a person would have written", () => {
    const ada: Member = {
      email: "ada@acme.example",
      role: "owner",
      status: "active",
      attributes: { memberType: "employee" },
      overrides: { "audit-log:read": "deny" },
    };
    const charter = writeCharter({ ...EMPTY, title: "Acme: Observability", members: byAddress([ada]) }, STANDARD);
    expect(charter.split("\n").slice(1)).toEqual([
      "charter: v1",
      "organization: acme",
      'title: "Acme: Observability"',
      "roleModel: standard",
      "",
      "members:",
      "  - email: ada@acme.example",
      "    role: owner",
      "    attributes: { memberType: employee }",
      '    permissions: { "audit-log:read": deny }',
      "",
    ]);
  });

  test("a pending invitation is declared with the role and the grant that it promises; an expired one is named and left out", async () => {
    const invited: Member = {
      ...person("guest@partner.example"),
      status: "invited",
      invitation: { id: "1", target: { place: { scope: "project", project: "wearables" }, role: "project-viewer" } },
    };
    const expired: Member = { ...person("late@acme.example"), status: "expired", invitation: { id: "2" } };
    const charter = writeCharter(
      {
        ...EMPTY,
        members: byAddress([{ ...person("ada@acme.example"), role: "owner" }, invited, expired]),
        tenants: byKey([{ key: "eu", title: undefined, members: new Map() }]),
        projects: byKey([{ key: "wearables", title: undefined, tenant: "eu", members: new Map<never, Grant>() }]),
      },
      STANDARD,
    );
    const folder = await temporaryFolder();
    await writeFile(join(folder, "charter.yaml"), charter);
    const loaded = loadCharter([], { cwd: folder });
    expect([...loaded.findings, ...validateCharter(loaded, STANDARD)]).toEqual([]);
    const declared = resolveCharter(loaded, STANDARD, { today: "2026-11-22" }).organization;
    expect([...declared.members.keys()]).toEqual(["ada@acme.example", "guest@partner.example"]);
    expect(declared.projects.get("wearables")?.members.get(emailKey("guest@partner.example"))?.role).toBe(
      "project-viewer",
    );
    expect(charter).toContain("# left out, because the invitation has expired: late@acme.example, member");
  });
});

const EMPTY: Organization = {
  key: "acme",
  title: undefined,
  tier: undefined,
  settings: {},
  roles: new Map(),
  members: new Map(),
  tenants: new Map(),
  projects: new Map(),
};

function person(email: string): Member {
  return { email, role: "member", status: "active", attributes: {}, overrides: {} };
}
