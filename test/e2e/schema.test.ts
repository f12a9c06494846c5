import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommand } from "../_support/child-command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

describe("the built command", () => {
  it.each(["charter", "plan", "role-model", "charter-test"])("finds its schema of %s from any folder", async (name) => {
    const published = fileURLToPath(new URL(`../../schemas/${name}.schema.json`, import.meta.url));
    const { code, out, err } = await runCommand(["schema", name], { cwd: await temporaryFolder() });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual(JSON.parse(await readFile(published, "utf8")));
  });

  it.each(["bash", "zsh", "fish"])("prints the completion of %s", async (shell) => {
    const { code, out } = await runCommand(["completion", shell], { cwd: await temporaryFolder() });
    expect(code).toBe(0);
    expect(out).toContain("charter role-model check");
  });
});
