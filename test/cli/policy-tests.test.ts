import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { command, type Ran } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace } from "../_support/workplace.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const CHARTER = `charter: v1
organization: acme
roleModel: standard
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: member, attributes: { memberType: external } }
  - { email: mallory@acme.example, absent: true }
groups:
  platform: [grace@acme.example, linus@acme.example]
tenants:
  eu: { members: [{ group: platform, role: tenant-member }] }
projects:
  wearables: { tenant: eu, members: [{ email: linus@acme.example, role: project-developer }] }
`;

/** A file of assertions with these sentences. */
const asserting = (...sentences: readonly string[]) =>
  `charterTest: v1\nassertions:\n${sentences.map((sentence) => `  - ${sentence}\n`).join("")}`;

interface Beside {
  readonly folder: string;
  write(file: string, text: string): Promise<void>;
  test(...argv: string[]): Promise<Ran>;
}

async function besideCharter(...sentences: readonly string[]): Promise<Beside> {
  const folder = await temporaryFolder();
  const write = async (file: string, text: string) => {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  await write("charter.yaml", CHARTER);
  if (sentences.length > 0) await write("acme.charter-test.yaml", asserting(...sentences));
  return { folder, write, test: (...argv) => command(["test", ...argv], { cwd: folder }) };
}

describe("assertions over what a charter declares", () => {
  it("hold without asking anybody, in every form of the language", async () => {
    const { test } = await besideCharter(
      "mallory@acme.example cannot billing:manage at organization",
      "only [ada@acme.example, grace@acme.example] can roles:manage",
      "only owner can billing:manage",
      "no external has project-admin",
      "every admin has memberType employee",
      "linus@acme.example can build at projects/wearables",
      "linus@acme.example has project-developer at projects/wearables",
      "linus@acme.example has no tenant-admin",
      "group platform can projects:access at any project",
      '"every person can read anywhere"',
    );
    const { code, out, err } = await test();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("acme.charter-test.yaml about acme (charter.yaml), declared\n");
    expect(out).toContain("\n  ✓ group platform can projects:access at any project\n");
    expect(out).toMatch(/\n10 of 10 hold\.\n$/);
  });

  it("that fail name every person, the place, and through what; exit 3", async () => {
    const { test } = await besideCharter("only owner can members:manage", "no external can projects:access");
    const { code, out } = await test();
    expect(code).toBe(3);
    expect(out).toContain("✗ only owner can members:manage  acme.charter-test.yaml:3:5\n");
    expect(out).toContain(
      "declared: grace@acme.example can members:manage at organization, through organization role admin",
    );
    expect(out).toContain(
      "linus@acme.example can projects:access at tenants/eu, through tenants/eu role tenant-member",
    );
    expect(out).toMatch(/\n0 of 2 hold; 2 broken\.\n$/);
  });

  it("of the example hold", async () => {
    const { code, out, err } = await command(["test", "examples/acme"], { cwd: REPOSITORY });
    expect({ code, err }, out).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/\n7 of 7 hold\.\n$/);
  });

  it("say why, where the file says it, and that an assertion about nobody holds", async () => {
    const { write, test } = await besideCharter();
    await write(
      "acme.charter-test.yaml",
      "charterTest: v1\nassertions:\n  - assert: no external can read\n    reason: Only staff may look.\n  - no freelancer can read\n",
    );
    const { code, out } = await test();
    expect(code).toBe(3);
    expect(out).toContain("      Only staff may look.\n");
    expect(out).toContain("✓ no freelancer can read  of nobody");
  });

  it("may use names of their own for people, which no group of the charter has", async () => {
    const { write, test } = await besideCharter();
    const people = "charterTest: v1\npeople: { ada: ada@acme.example, both: [ada@acme.example, grace@acme.example] }\n";
    await write(
      "acme.charter-test.yaml",
      `${people}assertions: ["only ada can billing:manage", "both can members:manage"]\n`,
    );
    expect(await test()).toMatchObject({ code: 0 });
    await write("acme.charter-test.yaml", `${people.replace("both:", "platform:")}assertions: ["only ada can read"]\n`);
    const { code, err } = await test();
    expect(code).toBe(1);
    expect(err).toContain(
      'acme.charter-test.yaml:2:34: error [ambiguous-word] "platform" is a group of the charter already',
    );
  });

  it("see the day: access that is over is not there", async () => {
    const { folder, write } = await besideCharter("linus@acme.example has project-developer");
    await write(
      "charter.yaml",
      CHARTER.replace("role: project-developer", "role: project-developer, until: 2026-11-22"),
    );
    const on = (today: string) => command(["test"], { cwd: folder, today });
    expect((await on("2026-11-22")).code).toBe(0);
    expect((await on("2026-11-23")).code).toBe(3);
  });
});

describe("a sentence that cannot be understood", () => {
  it.each([
    ["mallory@acme.example cannot billing:mange", 33, "unknown-permission", 'did you mean "billing:manage"?'],
    ["linus@acme.example has projct-developer", 28, "unknown-role", 'did you mean "project-developer"?'],
    [
      "linus@acme.example has project-developer at tenants/eu",
      49,
      "wrong-scope",
      "is a role of the project, not of the tenant",
    ],
    ["linus@acme.example can build at projects/wearable", 37, "unknown-project", 'did you mean "wearables"?'],
    ["linus@acme.example can build at tenants/us", 37, "unknown-tenant", "there is eu"],
    ["linus@acme.example can build at moon", 37, "assertion-syntax", "is no place"],
    ["group platfrom can build", 11, "unknown-word", 'did you mean "platform"?'],
    ["no extrenal can build", 8, "unknown-word", 'did you mean "external"?'],
    ["every admin has memberType staff", 32, "unknown-value", "there is employee, freelancer, external"],
    ["grace can build", 5, "unknown-word", 'did you mean "grace@acme.example"?'],
    ["admin can build", 5, "assertion-syntax", '"every admin …" or "no admin …"'],
    ["no admin cannot build", 5, "assertion-syntax", "already denies"],
    ["linus@acme.example cann build", 24, "assertion-syntax", 'did you mean "can"?'],
    ["linus@acme.example can", 26, "assertion-syntax", "the sentence ends where a permission is expected"],
    ["linus@acme.example can build at any role", 41, "assertion-syntax", '"tenant" or "project" is expected'],
    ["linus@acme.example can build at tenants/eu now", 48, "assertion-syntax", "the end of the sentence"],
    ["every admin has memberType employee at tenants/eu", 41, "assertion-syntax", "leave the place out"],
    ["only [ada@acme.example grace@acme.example] can build", 28, "assertion-syntax", '"," or "]"'],
  ])("%s", async (sentence, column, code, advice) => {
    const { test } = await besideCharter(sentence, "ada@acme.example can read");
    const ran = await test("--json");
    expect(ran.code).toBe(1);
    const { findings } = JSON.parse(ran.out) as { findings: { code: string; message: string; source: object }[] };
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code, source: { file: "acme.charter-test.yaml", line: 3, column } });
    expect(findings[0]?.message).toContain(advice);
  });

  it("is shown with its line and a caret, together with all others", async () => {
    const { test } = await besideCharter("ada@acme.example can fly", "allan@acme.example can read");
    const { code, err } = await test();
    expect(code).toBe(1);
    expect(err).toContain("acme.charter-test.yaml:3:26: error [unknown-permission]");
    expect(err).toMatch(/> 3 \| {3}- ada@acme\.example can fly\n {4}\| {26}\^\^\^/);
  });

  it("where there is no other, leaves nothing to count", async () => {
    const { test } = await besideCharter("ada@acme.example can fly", "no gardener can read");
    const { code, out, err } = await test();
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/\n2 errors\n$/);
  });

  it("is asked about where a word means two things", async () => {
    const { write, test } = await besideCharter("no external can members:manage");
    await write(
      "charter.yaml",
      CHARTER.replace("  platform:", "  external:").replace("group: platform", "group: external"),
    );
    expect((await test()).err).toContain('write "group external" or "memberType external"');
    await write("acme.charter-test.yaml", asserting("no memberType external can roles:manage"));
    expect((await test()).code).toBe(0);
  });

  it("warns of an address that is nearly somebody's, and not of one that is nobody's", async () => {
    const { test } = await besideCharter("linux@acme.example cannot read", "eve@elsewhere.example cannot read");
    const { code, err } = await test();
    expect(code).toBe(0);
    expect(err).toContain(
      '3:5: warning [unknown-person] nobody has the address "linux@acme.example"; did you mean "linus@acme.example"?',
    );
    expect(err).not.toContain("eve@");
  });
});

describe("the files of assertions", () => {
  it("are those here and in charter-tests, and are no part of a charter that is a folder", async () => {
    const { write, folder } = await besideCharter();
    await write("orgs/acme/charter.yaml", CHARTER);
    await write("orgs/acme/who.charter-test.yaml", asserting("ada@acme.example can read"));
    await write("orgs/acme/charter-tests/more.yaml", asserting("grace@acme.example can read"));
    const { code, out } = await command(["test", "orgs/acme"], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain("orgs/acme/who.charter-test.yaml about acme (orgs/acme/charter.yaml), declared");
    expect(out).toContain("orgs/acme/charter-tests/more.yaml about acme (orgs/acme/charter.yaml), declared");
    expect(await command(["validate", "orgs/acme"], { cwd: folder })).toMatchObject({ code: 0, err: "" });
  });

  it("name another charter where none is beside them", async () => {
    const { write, test } = await besideCharter();
    const there = asserting("ada@acme.example can read");
    await write("policies/acme.charter-test.yaml", there);
    expect((await test("policies")).err).toContain("says not which charter it is about");
    await write("policies/acme.charter-test.yaml", `${there}charter: ../charter.yaml\n`);
    expect((await test("policies")).code).toBe(0);
  });

  it("have a form, whose faults are found at their place", async () => {
    const { write, test } = await besideCharter();
    await write("acme.charter-test.yaml", "charterTest: v1\nassertons: []\n");
    const { code, err } = await test();
    expect(code).toBe(1);
    expect(err).toContain('did you mean "assertions"?');
    await write("acme.charter-test.yaml", "charterTest: v2\nassertions: [1]\n");
    expect((await test()).err).toMatch(
      /acme\.charter-test\.yaml:1:14: error[\s\S]*acme\.charter-test\.yaml:2:14: error/,
    );
  });

  it("must be there, and so must a charter and its rules", async () => {
    const { write, test } = await besideCharter();
    expect((await test()).err).toContain("there are no assertions here");
    expect((await test("nowhere.yaml")).err).toContain('there is no file or folder "nowhere.yaml"');
    await write("acme.charter-test.yaml", asserting("ada@acme.example can read"));
    await write("charter.yaml", CHARTER.replace("roleModel: standard\n", ""));
    expect(await test()).toMatchObject({ code: 1, err: expect.stringContaining("--role-model FILE") });
    expect((await test("--role-model", "standard")).code).toBe(0);
    await write("charter.yaml", CHARTER.replace("role: admin", "role: amdin"));
    expect((await test()).err).toContain("charter.yaml:6:40: error [unknown-role]");
  });

  it("print annotations, SARIF and JSON, in which hostile text is harmless", async () => {
    const { write, test } = await besideCharter();
    await write(
      "acme.charter-test.yaml",
      'charterTest: v1\nassertions:\n  - assert: "no external can read"\n    reason: "\\e[2J::error::gone\\nnext"\n',
    );
    const github = await test("--format", "github");
    expect(github.code).toBe(3);
    expect(github.out.split("\n")).toHaveLength(2);
    expect(github.out).toContain(
      "::error file=acme.charter-test.yaml,line=3,col=13,endColumn=35,title=assertion-failed::",
    );
    const sarif = JSON.parse((await test("--format", "sarif")).out) as { runs: { results: { ruleId: string }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["assertion-failed"]);
    for (const format of ["github", "sarif", "json", "text"])
      expect((await test("--format", format)).out).not.toContain("\u001b");
    const { files } = JSON.parse((await test("--json")).out) as { files: { assertions: object[] }[] };
    expect(files[0]?.assertions[0]).toMatchObject({
      assert: "no external can read",
      outcome: "broken",
      states: {
        declared: {
          holds: false,
          counterexamples: [{ email: "linus@acme.example", what: "has", place: "organization" }],
        },
      },
    });
  });
});

describe("assertions with an API", () => {
  it("are held against the live state, the plan and the charter: what the plan mends is a warning", async () => {
    const place = await openWorkplace();
    await place.write(
      "charter.yaml",
      CHARTER.replace(
        "  - { email: mallory@acme.example, absent: true }",
        "  - { email: mallory@acme.example, role: admin }",
      ),
    );
    await place.expectExit(0, "apply", "--yes");
    await place.acceptAll();
    await place.write("charter.yaml", CHARTER);
    await place.write(
      "acme.charter-test.yaml",
      asserting("mallory@acme.example cannot members:manage", "linus@acme.example can read"),
    );
    const { out } = await place.expectExit(0, "test", "--live");
    expect(out).toContain("about acme (charter.yaml), declared, current, planned\n");
    expect(out).toContain("~ mallory@acme.example cannot members:manage");
    expect(out).toContain(
      "current: mallory@acme.example can members:manage at organization, through organization role admin\n      the plan mends it",
    );
    expect(out).toMatch(/\n1 of 2 hold, 1 once the plan is applied\.\n$/);
    expect((await place.expectExit(0, "test", "--api", place.url, "--format", "github")).out).toMatch(
      /^::warning .*title=assertion-failed/,
    );
    await place.expectExit(0, "apply", "--yes", "--allow", "too-many-removals");
    expect((await place.expectExit(0, "test", "--live")).out).toMatch(/\n2 of 2 hold\.\n$/);
  });

  it("find somebody whom no charter names, and count a pending invitation as accepted", async () => {
    const place = await openWorkplace();
    await place.write(
      "charter.yaml",
      CHARTER.replace("email: mallory@acme.example, absent: true", "email: eve@acme.example, role: admin"),
    );
    await place.expectExit(0, "apply", "--yes");
    await place.write("charter.yaml", CHARTER);
    await place.write(
      "acme.charter-test.yaml",
      asserting("only [ada@acme.example, grace@acme.example] can members:manage"),
    );
    await place.expectExit(0, "test");
    const { out } = await place.expectExit(3, "test", "--live");
    expect(out).toContain(
      "current: eve@acme.example can members:manage at organization, through organization role admin, once the invitation is accepted",
    );
    expect(out).toContain("planned: eve@acme.example can members:manage");
    expect(out).not.toContain("declared: eve@");
  });

  it("count what waits for an invitation, so that a newcomer's project is tested before they come", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    await place.write("acme.charter-test.yaml", asserting("linus@acme.example can projects:access at tenants/eu"));
    expect((await place.expectExit(0, "test", "--live")).out).toContain("~ linus@acme.example can projects:access");
  });

  it("are not tested where the API cannot be asked", async () => {
    const { test } = await besideCharter("ada@acme.example can read");
    expect(await test("--live")).toMatchObject({ code: 1, err: expect.stringContaining("no API is named") });
  });
});
