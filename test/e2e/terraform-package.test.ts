import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { temporaryFolder } from "../_support/temporary-folder.ts";
import {
  openTerraform,
  SOURCE,
  TERRAFORM_PLATFORM,
  type TerraformWorkplace,
  withoutTerraform,
} from "../_support/terraform.ts";

const BASE = `terraform-provider-charter_${packageJson.version}`;
const HERE = `${BASE}_${TERRAFORM_PLATFORM}.zip`;
const SCRIPT = `${BASE}_darwin_arm64.zip`;
const NO_NODE = { PATH: "/nowhere" };

let folder = "";

/** The release for this machine, and the one for macOS, which is a script for any machine. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "charter-release-"));
  const platforms = [TERRAFORM_PLATFORM, "darwin_arm64"].flatMap((platform) => ["--platform", platform]);
  await promisify(execFile)(process.execPath, ["scripts/build-provider.ts", "--out", folder, ...platforms]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function withFunction(archive: string, environment: Readonly<Record<string, string>>) {
  const terraform = await openTerraform({ archive }, environment);
  const output = `output "key" {\n  value = provider::charter::email_key("Ada@Acme.Example")\n}\n`;
  await terraform.write({ "main.tf": terraform.head + output });
  await terraform.expectExit(0, "init");
  return terraform;
}

async function keyOf(terraform: TerraformWorkplace): Promise<string> {
  await terraform.expectExit(0, "apply", "-auto-approve");
  return (await terraform.expectExit(0, "output", "-raw", "key")).out;
}

/** A file of the archive, where Terraform has unpacked it. */
function installed(terraform: TerraformWorkplace, file: string): Promise<string> {
  return terraform.read(join(".terraform/providers", SOURCE, packageJson.version, TERRAFORM_PLATFORM, file));
}

/** The script's archive as if it were this machine's. */
async function scriptForHere(): Promise<string> {
  const archive = join(await temporaryFolder(), "archive", HERE);
  await mkdir(join(archive, ".."));
  await copyFile(join(folder, SCRIPT), archive);
  return archive;
}

describe("the provider as a release", () => {
  it("is archives, checksums that fit them, and a manifest of the protocol", async () => {
    const names = [SCRIPT, HERE, `${BASE}_manifest.json`];
    expect((await readdir(folder)).toSorted()).toEqual([...names, `${BASE}_SHA256SUMS`].toSorted());
    const sums = await Promise.all(
      names.map(async (name) => {
        const content = await readFile(join(folder, name));
        return `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
      }),
    );
    expect(await readFile(join(folder, `${BASE}_SHA256SUMS`), "utf8")).toBe(sums.join(""));
    const manifest = JSON.parse(await readFile(join(folder, `${BASE}_manifest.json`), "utf8")) as unknown;
    expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
  });

  it("refuses a platform that there is none for", async () => {
    const build = promisify(execFile)(process.execPath, ["scripts/build-provider.ts", "--platform", "plan9_amd64"]);
    await expect(build).rejects.toMatchObject({ stderr: expect.stringContaining("there is no plan9_amd64") });
  });
});

describe.skipIf(withoutTerraform)("the real Terraform, with the release in its mirror", () => {
  it("installs the archive and runs the executable in it, on a machine without Node", async () => {
    const terraform = await withFunction(join(folder, HERE), NO_NODE);
    expect(await keyOf(terraform)).toBe("ada@acme.example");
    expect(await terraform.read(".terraform.lock.hcl")).toContain(`version = "${packageJson.version}"`);
  });

  it("runs the script where the platform has no executable, on the machine's own Node", async () => {
    expect(await keyOf(await withFunction(await scriptForHere(), {}))).toBe("ada@acme.example");
  });

  it("brings our licence and those of all that is inside, of Node where it is inside", async () => {
    const executable = await withFunction(join(folder, HERE), NO_NODE);
    const script = await withFunction(await scriptForHere(), {});
    for (const terraform of [executable, script]) {
      expect(await installed(terraform, "LICENSE")).toBe(await readFile("LICENSE", "utf8"));
      const licences = await installed(terraform, "THIRD-PARTY-LICENSES.txt");
      for (const name of ["@grpc/grpc-js", "@msgpack/msgpack", "undici"]) expect(licences).toContain(`== ${name} `);
      expect(licences.includes("== Node.js v24")).toBe(terraform === executable);
    }
  });

  it("shows what the script says where there is no Node either", async () => {
    const terraform = await withFunction(await scriptForHere(), NO_NODE);
    const { code, err } = await terraform.run("plan", "-no-color");
    expect(code).toBe(1);
    expect(err.replaceAll(/[\s│]+/g, " ")).toContain("the provider charter needs Node 22.19 or newer on this platform");
  });
});
