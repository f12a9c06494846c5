import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, type Ran } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const CHARTER = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
  - { email: bob@acme.example, role: member }
`;

/** An organization of Ada alone on the embedded API, and a copy of its data from before anything was applied. */
async function desk() {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "charter.yaml"), CHARTER);
  const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
  const { out } = await command(["serve", "bootstrap", ...founding], { cwd });
  const environment = { CHARTER_API: "embedded:api", CHARTER_TOKEN: (JSON.parse(out) as { token: string }).token };
  await cp(join(cwd, "api"), join(cwd, "backup"), { recursive: true });
  return {
    charter: async (code: number, ...argv: string[]): Promise<Ran> => {
      const ran = await command(argv, { cwd, environment });
      expect(ran.code, `${ran.out}${ran.err}`).toBe(code);
      return ran;
    },
    restore: async () => {
      await rm(join(cwd, "api"), { recursive: true });
      await cp(join(cwd, "backup"), join(cwd, "api"), { recursive: true });
    },
  };
}

describe("an API that was restored from a backup", () => {
  it("gets what the charter declares again, though an earlier run of the very same plan had done it", async () => {
    const { charter, restore } = await desk();
    await charter(0, "apply", "--yes");
    await restore();
    const { out, err } = await charter(0, "apply", "--yes");
    expect(err).toContain("the API no longer has what an earlier run of this plan did; it is done anew");
    expect(out).toContain("Applied: 1 done.\n");
    expect((await charter(0, "show", "invitations")).out).toContain("bob@acme.example");
    await charter(0, "drift");
  });

  it("refuses a saved plan that was applied before, and names what is no longer there", async () => {
    const { charter, restore } = await desk();
    await charter(0, "plan", "--out", "acme.plan");
    await charter(0, "apply", "acme.plan", "--yes");
    await restore();
    const { out } = await charter(3, "apply", "acme.plan", "--yes", "--json");
    expect(JSON.parse(out).refusals).toEqual([
      expect.objectContaining({ code: "stale-plan", address: "members/bob@acme.example" }),
    ]);
  });
});
