import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openTerraform, type TerraformWorkplace, withoutTerraform } from "../_support/terraform.ts";
import { NOTE_PROVIDER, startPlugin, writeLauncher } from "../_support/terraform-plugin.ts";

function note(text: string): string {
  return `resource "charter_note" "one" {\n  text = "${text}"\n}\n`;
}

async function withNote(text: string): Promise<TerraformWorkplace> {
  const terraform = await openTerraform(NOTE_PROVIDER);
  await terraform.write({ "main.tf": terraform.head + note(text) });
  await terraform.expectExit(0, "init");
  return terraform;
}

describe.skipIf(withoutTerraform)("the plugin in the real Terraform", () => {
  it("is found in a mirror, planned, applied, planned again to nothing, changed, and destroyed", async () => {
    const terraform = await withNote("hello");
    expect((await terraform.expectExit(0, "validate", "-json")).diagnostics).toEqual([]);
    expect((await terraform.expectExit(2, "plan", "-json", "-detailed-exitcode")).summary).toBe("1/0/0");
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("1/0/0");
    expect((await terraform.expectExit(0, "plan", "-json", "-detailed-exitcode")).summary).toBe("0/0/0");
    await terraform.write({ "main.tf": terraform.head + note("goodbye") });
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("0/1/0");
    expect((await terraform.expectExit(0, "destroy", "-json", "-auto-approve")).summary).toBe("0/0/1");
  });

  it("that fails by a fault of its own is a diagnostic at the resource, and never a plugin that did not respond", async () => {
    const terraform = await withNote("escape");
    const { diagnostics } = await terraform.expectExit(1, "plan", "-json");
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: "error",
        summary: "The provider charter failed by a fault of its own.",
        address: "charter_note.one",
        range: expect.objectContaining({ filename: "main.tf", start: expect.objectContaining({ line: 6 }) }),
      }),
    ]);
  });

  it("that fails while it applies leaves the state as it was", async () => {
    const terraform = await withNote("hello");
    await terraform.expectExit(0, "apply", "-json", "-auto-approve");
    const before = JSON.parse(await terraform.read("terraform.tfstate")) as { resources: unknown };
    await terraform.write({ "main.tf": terraform.head + note("apply-throw") });
    const { diagnostics } = await terraform.expectExit(1, "apply", "-json", "-auto-approve");
    expect(diagnostics[0]?.detail).toContain("ApplyResourceChange of charter_note");
    const after = JSON.parse(await terraform.read("terraform.tfstate")) as { resources: unknown };
    expect(after.resources).toEqual(before.resources);
  });

  it("that is interrupted with Ctrl-C is told to stop, and says so", async () => {
    const terraform = (await withNote("wait")).with({ TF_LOG_PROVIDER: "debug" });
    const { process: running, ended } = terraform.start("plan", "-json");
    const planning = new Promise<void>((resolve) => {
      let log = "";
      running.stderr?.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes("a note waits")) resolve();
      });
    });
    await Promise.race([planning, ended]);
    running.kill("SIGINT");
    const { code, diagnostics } = await ended;
    expect(code).toBe(1);
    expect(diagnostics.map(({ summary }) => summary)).toContain("Stopped.");
  });

  it("ends with Terraform's every command, and leaves no socket behind", async () => {
    const terraform = await withNote("hello");
    await terraform.expectExit(0, "apply", "-auto-approve");
    const left = await readdir(dirname(terraform.folder));
    expect(left.filter((name) => name.startsWith("charter-plugin-"))).toEqual([]);
  });

  it("in debug mode is the same process for every command, with nothing installed", async () => {
    const folder = await temporaryFolder();
    const command = [process.execPath, await writeLauncher(folder, NOTE_PROVIDER), "--debug"] as const;
    const plugin = startPlugin([...command], { folder, environment: { TF_LOG: "debug" } });
    await plugin.until("out", (text) => text.includes("\n"));
    const [, reattach = ""] = /^TF_REATTACH_PROVIDERS='(.*)'$/m.exec(plugin.said.out) ?? [];
    const terraform = (await openTerraform(NOTE_PROVIDER)).with({ TF_REATTACH_PROVIDERS: reattach });
    await terraform.write({ "main.tf": terraform.head + note("hello") });
    expect((await terraform.expectExit(0, "apply", "-json", "-auto-approve")).summary).toBe("1/0/0");
    expect((await terraform.expectExit(0, "plan", "-json", "-detailed-exitcode")).summary).toBe("0/0/0");
    await plugin.until("err", (text) => text.includes("answered ApplyResourceChange"));
    plugin.process.kill("SIGINT");
    expect(await plugin.ended).toBe(0);
    expect(plugin.said.err).toContain("answered ApplyResourceChange");
  });

  it("logs at the levels of Terraform's log", async () => {
    const terraform = (await withNote("log")).with({ TF_LOG_PROVIDER: "info" });
    const { err } = await terraform.expectExit(0, "plan");
    expect(err).toMatch(/\[INFO\] {2}provider\.\S+: a note is planned: .*text=log/);
    expect(err).not.toContain("answered PlanResourceChange");
  });
});
