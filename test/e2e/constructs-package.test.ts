import { execFile } from "node:child_process";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { BUILT } from "../_support/child-command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { connectedTo, openTerraform, withoutTerraform } from "../_support/terraform.ts";
import { openWorkplace } from "../_support/workplace.ts";

const run = promisify(execFile);
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const FRAMEWORKS = ["cdktf", "cdktn"] as const;

/** An empty project with the packed package in it and its dependencies, and of the frameworks a single one. */
async function project(framework: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const tarball = join(folder, (JSON.parse(stdout) as { filename: string }[])[0]?.filename ?? "");
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "charter"), { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", join(modules, "charter"), "--strip-components=1"]);
  for (const name of [...Object.keys(packageJson.dependencies), framework, "constructs"]) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(resolve("node_modules", name), join(modules, name));
  }
  return folder;
}

async function typeErrors(folder: string, ...options: string[]): Promise<string> {
  const compiled = run(process.execPath, [TSC, ...options], { cwd: folder });
  return await compiled.then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
}

const CONSUMER = (framework: string) => `
import { Organization, bindings } from "charter/${framework}";
import { App, TerraformStack } from "${framework}";
declare const console: { log(text: string | undefined): void };
const acme = new Organization(new TerraformStack(new App(), "s"), "acme", { organization: "acme", roleModel: "member-types" });
const grace = acme.member("grace@acme.example", { role: "admin" });
acme.project("flow").grant(grace, "project-owner");
const resource: bindings.Member | bindings.Owner | undefined = grace.resource;
console.log(resource?.node.path);
// @ts-expect-error no such role
acme.member("linus@acme.example", { role: "project-owner" });
`;

describe.each(FRAMEWORKS)("the packed package under %s alone", (framework) => {
  it("has types and constructs for CommonJS, for modules, and for the resolution of old compilers", async () => {
    const folder = await project(framework);
    await writeFile(join(folder, "common.cts"), CONSUMER(framework));
    await writeFile(join(folder, "module.mts"), CONSUMER(framework));
    await writeFile(join(folder, "old.ts"), CONSUMER(framework));
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--skipLibCheck"];
    expect(await typeErrors(folder, "common.cts", "module.mts", "--module", "node16", ...strict)).toBe("");
    const old = ["--module", "commonjs", "--moduleResolution", "node10", "--ignoreDeprecations", "6.0", "--noEmit"];
    expect(await typeErrors(folder, "old.ts", ...old, ...strict)).toBe("");
    for (const file of ["common.cjs", "module.mjs"]) {
      const { stdout } = await run(process.execPath, [join(folder, file)], { cwd: folder });
      expect(stdout).toBe("s/acme/grace@acme.example/Resource\n");
    }
  });

  it.skipIf(withoutTerraform)(
    "compiles, synthesizes and applies the example, which declares what the charter of the demo does",
    async () => {
      const folder = await project(framework);
      await cp(`examples/${framework}-acme`, folder, { recursive: true });
      expect(await typeErrors(folder, "-p", ".")).toBe("");
      await run(process.execPath, [join(folder, "main.js")], { cwd: folder });
      const place = await openWorkplace({ tier: "enterprise" });
      await place.write("charter.yaml", await readFile("examples/acme/charter.yaml", "utf8"));
      const stack = join(folder, "cdktf.out");
      expect(await changesOf(place, stack)).toEqual(await changesOf(place, "charter.yaml"));
      const { CHARTER_API, CHARTER_TOKEN } = connectedTo(place);
      const provider = { command: [process.execPath, BUILT, "provider"] };
      const terraform = await openTerraform(provider, { CHARTER_API, CHARTER_TOKEN });
      await terraform.write({ "cdk.tf.json": await readFile(join(stack, "stacks/acme/cdk.tf.json"), "utf8") });
      await terraform.expectExit(0, "init");
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      await place.acceptAll();
      await terraform.expectExit(0, "apply", "-json", "-auto-approve");
      expect((await terraform.run("plan", "-json")).summary).toBe("0/0/0");
      await place.expectExit(0, "plan", stack, "--detailed-exitcode");
      await place.expectExit(0, "plan", "--detailed-exitcode");
    },
  );
});

async function changesOf(place: Awaited<ReturnType<typeof openWorkplace>>, path: string): Promise<unknown> {
  const { out } = await place.expectExit(0, "plan", path, "--json");
  const { changes } = JSON.parse(out) as { changes: { kind: string; address: string; after: unknown }[] };
  return changes.map(({ kind, address, after }) => ({ kind, address, after }));
}
