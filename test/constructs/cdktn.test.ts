import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { App, TerraformStack } from "cdktn";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../_support/temporary-folder.ts";

vi.mock("cdktf", async () => await import("cdktn"));

test("the same source makes the same stack under the maintained fork", async () => {
  const { Organization } = await import("../../src/constructs/index.ts");
  const synth = async (framework: { App: typeof App; TerraformStack: typeof TerraformStack }, constructs: object) => {
    const outdir = await temporaryFolder();
    const app = new framework.App({ outdir });
    const stack = new framework.TerraformStack(app, "members");
    const { fromCharter } = constructs as { fromCharter: (scope: unknown, id: string, path: string) => unknown };
    fromCharter.call(constructs, stack, "acme", "examples/acme/charter.yaml");
    app.synth();
    const text = await readFile(join(outdir, "stacks", "members", "cdk.tf.json"), "utf8");
    return JSON.parse(text) as { resource: unknown; provider: unknown };
  };
  const cdktn = await synth({ App, TerraformStack }, Organization);
  vi.doUnmock("cdktf");
  vi.resetModules();
  const cdktf = (await import("cdktf")) as unknown as { App: typeof App; TerraformStack: typeof TerraformStack };
  expect(cdktf.App).not.toBe(App);
  const own = await import("../../src/constructs/index.ts");
  const frozen = await synth(cdktf, own.Organization);
  expect(frozen.resource).toEqual(cdktn.resource);
  expect(frozen.provider).toEqual(cdktn.provider);
  expect(Object.keys(frozen.resource as object)).toContain("charter_members");
});
