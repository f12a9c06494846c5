import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { findBuiltIn, tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const TODAY = "2026-11-22";

/** What is wrong with a charter of an owner and so many members, as `line code`. */
async function faults(
  head: string,
  count: number,
  more = "",
  options: { readonly seatsOn?: string } = { seatsOn: TODAY },
  model = findBuiltIn("standard"),
) {
  const cwd = await temporaryFolder();
  const members = Array.from({ length: count }, (_, index) => `  - { email: p${index}@acme.example, role: member }\n`);
  const owner = "  - { email: ada@acme.example, role: owner }\n";
  const text = `charter: v1\norganization: acme\n${head}members:\n${owner}${members.join("")}${more}`;
  await writeFile(join(cwd, "charter.yaml"), text);
  const loaded = loadCharter([], { cwd });
  expect(loaded.findings).toEqual([]);
  return validateCharter(loaded, model, options).map(({ code, message, source }) => {
    return { code, message, line: text.split("\n")[(source?.line ?? 0) - 1]?.trim() };
  });
}

describe("more people than seats", () => {
  it("are an error at the first one for whom there is none, where the tier is declared", async () => {
    expect(await faults("tier: free\n", 4)).toEqual([]);
    expect(await faults("tier: free\n", 6)).toEqual([
      {
        code: "seat-limit-reached",
        line: "- { email: p4@acme.example, role: member }",
        message: expect.stringMatching(/no seat for "p4@acme\.example": the tier "free" has 5 seats/),
      },
    ]);
    expect(await faults("", 6)).toEqual([]);
    expect(await faults("tier: enterprise\n", 60)).toEqual([]);
  });

  it("are counted with bought seats where the charter says how many there are", async () => {
    expect(await faults("tier: pro\n", 40)).toEqual([]);
    expect(await faults("tier: pro\nsettings: { seats: 2 }\n", 26)).toEqual([]);
    expect(await faults("tier: pro\nsettings: { seats: 2 }\n", 27)).toMatchObject([{ code: "seat-limit-reached" }]);
  });

  it("are those who are wanted: neither who is absent, nor who was wanted until a day that is over", async () => {
    const gone = "  - { email: gone@acme.example, absent: true }\n";
    const until = (day: string) => `  - { email: guest@acme.example, role: viewer, until: ${day} }\n`;
    expect(await faults("tier: free\n", 4, gone + until("2026-11-21"))).toEqual([]);
    expect(await faults("tier: free\n", 4, gone + until(TODAY))).toMatchObject([{ code: "seat-limit-reached" }]);
    expect(await faults("tier: free\n", 6, "", {})).toEqual([]);
  });

  it("may be invited where invitations take no seat", async () => {
    const document = tryFindBuiltInDocument("standard");
    if (document === undefined) throw new Error("there is no standard model");
    const invitations = { ...document.invitations, pendingTakesSeat: false };
    const model = compileRoleModel({ ...document, invitations });
    expect(await faults("tier: free\n", 6, "", { seatsOn: TODAY }, model)).toEqual([]);
  });

  it("do not help themselves by seats of a tier that sells none: that is a warning, for it may be so from before", async () => {
    expect(await faults("tier: free\nsettings: { seats: 3 }\n", 6)).toMatchObject([
      {
        code: "setting-invalid",
        line: "settings: { seats: 3 }",
        message: expect.stringContaining("sells no extra seats"),
      },
      { code: "seat-limit-reached" },
    ]);
    expect(await faults("tier: enterprise\nsettings: { seats: 0 }\n", 6)).toEqual([]);
  });
});
