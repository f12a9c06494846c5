import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tryReadPlanFile } from "../../src/cli/plan-file.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { digestOf } from "../../src/plan/plan-document.ts";
import { command } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const CHARTER = `charter: v1
organization: acme
title: Acme
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
tenants:
  eu: { title: Europe, members: [{ email: grace@acme.example, role: tenant-admin }] }
`;

async function withPlan(): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", CHARTER);
  await place.expectExit(0, "plan", "--out", "plan.json");
  return place;
}

/** The command where there is no API and no token. */
async function offline(place: Workplace, ...argv: string[]) {
  return await command(argv, { cwd: place.folder });
}

describe("a saved plan shows itself", () => {
  it.each(["text", "json", "markdown"])("as %s like when it was made, with no API to ask", async (format) => {
    const place = await withPlan();
    const made = await place.expectExit(0, "plan", "--format", format, "--out", "plan.json");
    const shown = await offline(place, "plan", "plan.json", "--format", format);
    expect(shown).toEqual({ code: 0, out: made.out, err: "" });
  });

  it("with the exit codes of a plan", async () => {
    const place = await withPlan();
    expect((await offline(place, "plan", "plan.json", "--detailed-exitcode")).code).toBe(2);
    await place.write("charter.yaml", CHARTER.replace("role: owner", "role: member"));
    await place.expectExit(3, "plan", "--out", "refused.json");
    const { code, out } = await offline(place, "plan", "refused.json", "--format", "markdown");
    expect(code).toBe(3);
    expect(out).toMatch(/^### ✗ Refused: `acme`, for \d+ reasons?; nothing will be written\n/);
  });

  it.each([
    ["--out", "other.json"],
    ["--allow", "too-many-removals"],
  ])("and takes no %s, which could not alter it", async (option, value) => {
    const place = await withPlan();
    const { code, err } = await offline(place, "plan", "plan.json", option, value);
    expect(code).toBe(1);
    expect(err).toBe(`error: plan.json is a saved plan, which ${option} cannot alter: plan again from the charter\n`);
  });

  it("and not where the file is of a later version", async () => {
    const place = await withPlan();
    await place.write("plan.json", (await place.read("plan.json")).replace("charter-plan/v1", "charter-plan/v9"));
    const { code, err } = await offline(place, "plan", "plan.json");
    expect(code).toBe(1);
    expect(err).toBe(
      'error: plan.json:2:13: this is a plan of the format "charter-plan/v9"; this version reads charter-plan/v1\n',
    );
  });
});

describe("a plan file that was tampered with", () => {
  it("is never shown as another plan: with any byte replaced it is refused, or says the same as before", async () => {
    const place = await withPlan();
    const original = Buffer.from(await place.read("plan.json"));
    const folder = await temporaryFolder();
    const read = () => tryReadPlanFile({ cwd: folder } as Terminal, ["plan.json"]);
    await writeFile(join(folder, "plan.json"), original);
    const meant = await read();
    expect(meant?.changes.length).toBeGreaterThan(2);
    const seen = { refused: 0, same: 0, charter: 0 };
    const flip = fc.tuple(fc.nat({ max: original.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(flip, async ([at, byte]) => {
        const bytes = Buffer.from(original);
        bytes[at] = byte;
        await writeFile(join(folder, "plan.json"), bytes);
        const got = await read().catch((error: Error) => error);
        if (got instanceof Error) {
          expect(["RefusedError", "UsageError"]).toContain(got.name);
          seen.refused++;
        } else if (got === undefined) {
          // Broken where it says what it is, it is read, and refused, as a charter.
          const { code, err } = await command(["plan", "plan.json"], { cwd: folder });
          expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/plan\.json:\d+:\d+: error/) });
          seen.charter++;
        } else {
          expect(got).toEqual(meant);
          seen.same++;
        }
      }),
      { numRuns: 1500 },
    );
    expect(seen.refused).toBeGreaterThan(1000);
  });

  it("may be indented otherwise: white space between its parts is no part of it", async () => {
    const place = await withPlan();
    const before = await offline(place, "plan", "plan.json");
    await place.write("plan.json", JSON.stringify(JSON.parse(await place.read("plan.json"))));
    expect(await offline(place, "plan", "plan.json")).toEqual(before);
  });

  it("is refused with white space inside of a text", async () => {
    const place = await withPlan();
    await place.write("plan.json", (await place.read("plan.json")).replace('"Europe"', '"Europe "'));
    const { code, err } = await offline(place, "plan", "plan.json", "--format", "markdown");
    expect(code).toBe(3);
    expect(err).toMatch(/^error: plan\.json:4:13: the plan was changed after it was saved: /);
  });
});

describe("a plan that somebody wrote by hand, with a digest of its own", () => {
  it.each<[string, object, RegExp]>([
    ["does something else than its line says", { after: { kind: "remove-member" } }, /c1 is no invite-member/],
    [
      "is about somebody else than its line says",
      { after: { email: "eve@acme.example" } },
      /c1 is about members\/eve@acme\.example, and not about members\/grace@acme\.example/,
    ],
    ["is about nobody", { address: "members/" }, /c1 has no sound email/],
    ["lacks what it needs", { after: { role: undefined } }, /c1 has no sound role/],
    [
      "has more than it needs",
      { after: { permissions: ["x"] } },
      /c1 has permissions, which is no field of invite-member/,
    ],
    [
      "grants at no place",
      { after: { target: { place: { scope: "organization" }, role: "x" } } },
      /c1 has no sound target/,
    ],
    ["has a list where a text belongs", { after: { role: ["admin"] } }, /c1 has no sound role/],
  ])("is no plan where it %s", async (_fault, other, message) => {
    const place = await withPlan();
    const plan = JSON.parse(await place.read("plan.json"));
    const at = plan.changes.findIndex(({ kind }: { kind: string }) => kind === "invite-member");
    const change = plan.changes[at];
    const after = "after" in other ? { ...change.after, ...(other.after as object) } : change.after;
    plan.changes[at] = { ...change, ...other, after, id: "c1" };
    const bare = JSON.parse(JSON.stringify(plan));
    await place.write("plan.json", JSON.stringify({ ...bare, digest: digestOf(bare) }));
    for (const argv of [
      ["plan", "plan.json"],
      ["apply", "plan.json", "--yes"],
    ]) {
      const { code, err } = await place.charter(...argv);
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringMatching(/^error: plan\.json:\d+:\d+: this is no valid plan: /),
      });
      expect(err).toMatch(message);
    }
  });
});

describe("lines of the charter in a comment", () => {
  const github = {
    GITHUB_SERVER_URL: "https://code.example",
    GITHUB_REPOSITORY: "acme/membership",
    GITHUB_SHA: "3f2a90c1",
    GITHUB_RUN_ID: "77",
  };
  const gitlab = { CI_PROJECT_URL: "https://gitlab.example/acme/membership", CI_COMMIT_SHA: "3f2a90c1" };

  it.each([
    ["on GitHub", github, "https://code.example/acme/membership/blob/3f2a90c1/charter.yaml#L6"],
    ["on GitLab", gitlab, "https://gitlab.example/acme/membership/-/blob/3f2a90c1/charter.yaml#L6"],
  ])("are links to the commit %s", async (_where, environment, url) => {
    const place = await withPlan();
    const { out } = await command(["plan", "plan.json", "--format", "markdown"], { cwd: place.folder, environment });
    expect(out).toContain(`[\`charter.yaml:6\`](${url})`);
  });

  it("count from the checkout, not from the folder that the command runs in", async () => {
    const place = await withPlan();
    const environment = { ...github, GITHUB_WORKSPACE: join(place.folder, "..") };
    const { out } = await command(["plan", "plan.json", "--format", "markdown"], { cwd: place.folder, environment });
    expect(out).toMatch(/blob\/3f2a90c1\/charter-\w+\/charter\.yaml#L6\)/);
  });

  it("are no links where the file is outside of the checkout", async () => {
    const place = await withPlan();
    const environment = { ...github, GITHUB_WORKSPACE: join(place.folder, "elsewhere") };
    const { out } = await command(["plan", "plan.json", "--format", "markdown"], { cwd: place.folder, environment });
    expect(out).not.toContain("](");
    expect(out).toContain("· `charter.yaml:6`\n");
  });

  it("go where --source-url says", async () => {
    const place = await withPlan();
    const template = "https://code.example/view?path={file}&line={line}:{column}";
    const { out } = await offline(place, "plan", "plan.json", "--format", "markdown", "--source-url", template);
    expect(out).toContain("](https://code.example/view?path=charter.yaml&line=6:5)");
  });

  it.each(["javascript:alert({file})", "https://code.example/", "{file}"])(
    "go nowhere by the template %s",
    async (template) => {
      const place = await withPlan();
      const { code, err } = await offline(place, "plan", "plan.json", "--format", "markdown", "--source-url", template);
      expect(code).toBe(1);
      expect(err).toContain("is no address of files: write it like https://");
    },
  );
});
