import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { checksumLines } from "../../scripts/executables/checksums.ts";
import { observed } from "../_support/child-command.ts";
import { command } from "../_support/command.ts";
import { buildImage } from "../_support/image.ts";
import { untilListening } from "../_support/server-process.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { TERRAFORM_PLATFORM } from "../_support/terraform.ts";
import { openWorkplace } from "../_support/workplace.ts";

const run = promisify(execFile);
const EXAMPLES = [
  "acme",
  "custom-roles",
  "member-types",
  "permission-overrides",
  "ranked-roles",
  "tenants-and-projects",
];
const BASE = `charter_${packageJson.version}`;
const HERE = `${BASE}_${TERRAFORM_PLATFORM}`;
const SCRIPT = `${BASE}_darwin_arm64`;
/** The script for macOS with this machine's addon in the place of its own. */
const HERE_AS_SCRIPT = "script-with-addon";

/** Changing the root takes root; the gate has it. */
const isNobody = process.env.CI !== "true" && process.getuid?.() !== 0;

let folder = "";
let unpacked = "";

/** The executable for this machine, and the script that there is for macOS. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "charter-executables-"));
  unpacked = join(folder, "unpacked");
  const platforms = [TERRAFORM_PLATFORM, "darwin_arm64"].flatMap((platform) => ["--platform", platform]);
  const made = join(folder, "made");
  await run(process.execPath, ["scripts/build-executables.ts", "--out", made, ...platforms]);
  await mkdir(join(unpacked, HERE_AS_SCRIPT), { recursive: true });
  for (const base of [HERE, SCRIPT]) await run("tar", ["-xzf", join(made, `${base}.tar.gz`), "-C", unpacked]);
  for (const file of ["charter", "charter.cjs"])
    await copyFile(join(unpacked, SCRIPT, file), join(unpacked, HERE_AS_SCRIPT, file));
  const addon = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
  await copyFile(addon, join(unpacked, HERE_AS_SCRIPT, "better_sqlite3.node"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the executable with nothing of this machine's environment: no Node, no package. */
function start(argv: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}) {
  const env = { PATH: "/nowhere", HOME: cwd, TMPDIR: cwd, ...environment };
  return observed(spawn(join(unpacked, HERE, "charter"), argv, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
}

async function charter(argv: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = await start(argv, cwd, environment).ended;
  return { code, out, err };
}

describe("the archives", () => {
  it("have checksums that fit them, and no date or owner of the machine that made them", async () => {
    const made = join(folder, "made");
    const names = [`${HERE}.tar.gz`, `${SCRIPT}.tar.gz`];
    expect((await readdir(made)).toSorted()).toEqual([...names, `${BASE}_SHA256SUMS`].toSorted());
    const contents = await Promise.all(names.map(async (name) => [name, await readFile(join(made, name))] as const));
    expect(await readFile(join(made, `${BASE}_SHA256SUMS`), "utf8")).toBe(checksumLines(new Map(contents)));
    const { stdout } = await run("tar", ["-tvzf", join(made, `${SCRIPT}.tar.gz`), "--full-time", "--utc"]);
    for (const line of stdout.trimEnd().split("\n"))
      expect(line).toMatch(/ (?:root\/root|0\/0) .* 1970-01-01 00:00:00 /);
  });

  it("have the completions, the manual, the licence, and the licences of all that is inside", async () => {
    const here = join(unpacked, HERE);
    for (const [shell, file] of [
      ["bash", "charter.bash"],
      ["zsh", "_charter"],
      ["fish", "charter.fish"],
    ] as const) {
      const { out } = await command(["completion", shell], { cwd: folder });
      expect(await readFile(join(here, "completions", file), "utf8")).toBe(out);
    }
    expect(await readFile(join(here, "man/man1/charter.1"), "utf8")).toBe(await readFile("man/charter.1", "utf8"));
    expect(await readFile(join(here, "LICENSE"), "utf8")).toBe(await readFile("LICENSE", "utf8"));
    const licences = await readFile(join(here, "THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of ["Node.js v24", "better-sqlite3", "fastify", "undici", "pg ", "@grpc/grpc-js"])
      expect(licences).toContain(`== ${name}`);
  });
});

describe("the executable, where there is no Node", () => {
  it("says its version and helps, and refuses what it does not know", async () => {
    const cwd = await temporaryFolder();
    expect(await charter(["--version"], cwd)).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    const { code, out } = await charter(["plan", "--help"], cwd);
    expect([code, out]).toEqual([0, (await command(["plan", "--help"], { cwd, width: 80 })).out]);
    expect((await charter(["plann"], cwd)).code).toBe(1);
  });

  it("validates every example, and shows the line of what is wrong", async () => {
    const cwd = await temporaryFolder();
    for (const example of EXAMPLES) {
      const charterFile = join(process.cwd(), "examples", example, "charter.yaml");
      expect(await charter(["validate", charterFile], cwd)).toMatchObject({ code: 0, err: "" });
    }
    await writeFile(join(cwd, "charter.yaml"), "charter: v1\norganization: acme\nmember: []\n");
    const { code, err } = await charter(["validate"], cwd);
    expect(code).toBe(1);
    expect(err).toContain("charter.yaml:3:1");
    expect(err).toContain('did you mean "members"?');
  });

  it("prints the schemas and the completions as the npm package does", async () => {
    const cwd = await temporaryFolder();
    for (const what of [["schema"], ["schema", "plan"], ["schema", "--role-model", "standard"], ["completion", "zsh"]])
      expect(await charter(what, cwd)).toEqual(await command(what, { cwd }));
  });

  it("plans and applies against a served API", async () => {
    const faults: unknown[] = [];
    const place = await openWorkplace({ tier: "enterprise", server: { report: (error) => faults.push(error) } });
    await place.write("charter.yaml", await readFile("examples/acme/charter.yaml", "utf8"));
    const connection = { CHARTER_API: place.url, CHARTER_TOKEN: place.token };
    expect(await charter(["plan"], place.folder, connection)).toEqual(await place.charter("plan"));
    const applied = await charter(["apply", "--yes"], place.folder, connection);
    expect(applied.code, [applied.err, applied.out, ...faults].join("\n")).toBe(0);
    await place.acceptAll();
    await place.expectExit(0, "apply", "--yes");
    expect((await charter(["drift"], place.folder, connection)).code).toBe(0);
  });

  it("serves the API itself, on the database that it carries, and leaves no file behind", async () => {
    const cwd = await temporaryFolder();
    const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
    const { out } = await charter(["serve", "bootstrap", ...founding], cwd);
    const { token } = JSON.parse(out) as { token: string };
    expect(await readdir(cwd)).toEqual(["api"]);
    const server = await untilListening(
      start(["serve", "--data", "api", "--port", "0", "--json", "--log", "none"], cwd),
    );
    const asked = { CHARTER_API: server.url, CHARTER_TOKEN: token };
    const shown = await charter(["show", "members", "--organization", "acme"], cwd, asked);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining("ada@acme.example") });
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });

  it("says what to do where the temporary folder cannot be used", async () => {
    const cwd = await temporaryFolder();
    const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api"];
    const { code, err } = await charter(["serve", "bootstrap", ...founding], cwd, { TMPDIR: join(cwd, "missing") });
    expect(code).toBe(1);
    expect(err).toContain("error: the embedded database cannot be loaded");
    expect(err).toContain("in TMPDIR, name a folder that programs may be run from");
  });
});

describe("the script for macOS, tried on this machine's Node", () => {
  it("runs through a link from a folder of the path", async () => {
    const cwd = await temporaryFolder();
    await symlink(join(unpacked, SCRIPT, "charter"), join(cwd, "charter"));
    const { stdout } = await run(join(cwd, "charter"), ["--version"], { cwd });
    expect(stdout).toBe(`${packageJson.version}\n`);
    const example = join(process.cwd(), "examples/acme/charter.yaml");
    expect((await run(join(cwd, "charter"), ["validate", example], { cwd })).stdout).toContain("acme is valid");
  });

  it("serves the API on the database that lies beside it", async () => {
    const cwd = await temporaryFolder();
    const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
    const script = join(unpacked, HERE_AS_SCRIPT, "charter");
    expect((await run(script, ["serve", "bootstrap", ...founding], { cwd })).stdout).toContain('"token":"chr_');
    await rename(join(unpacked, HERE_AS_SCRIPT, "better_sqlite3.node"), join(cwd, "better_sqlite3.node"));
    const alone = run(script, ["serve", "bootstrap", ...founding], { cwd });
    await expect(alone).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("it belongs into the folder of the program"),
    });
  });

  it("says which Node it needs where there is none", async () => {
    const cwd = await temporaryFolder();
    const tools = join(cwd, "bin");
    await mkdir(tools);
    for (const tool of ["dirname", "readlink"]) await symlink(`/usr/bin/${tool}`, join(tools, tool));
    const script = run("/bin/sh", [join(unpacked, SCRIPT, "charter"), "--version"], { cwd, env: { PATH: tools } });
    await expect(script).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("needs Node 22.19 or newer"),
    });
  });
});

describe.skipIf(isNobody)("the image, its steps carried out in a folder", () => {
  it("serves the API as nobody in particular, is healthy while it is ready, and stops when asked", async () => {
    const image = await makeImage();
    expect(image.user).toBe("10001:10001");
    const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "/data/api", "--json"];
    const founded = await image.start(["serve", "bootstrap", ...founding]).ended;
    expect(founded, founded.err).toMatchObject({ code: 0 });
    expect((await image.run(image.health).ended).code).not.toBe(0);
    const server = image.start();
    await server.until("out", (out) => out.includes("listens on"));
    expect((await image.run(image.health).ended).code).toBe(0);
    const { token } = JSON.parse(founded.out) as { token: string };
    const url = `http://127.0.0.1:${image.exposed}`;
    const asked = { CHARTER_API: url, CHARTER_TOKEN: token };
    expect(await image.start(["export"], asked).ended).toMatchObject({ code: 0, out: expect.stringContaining("ada@") });
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });

  it("runs every other verb", async () => {
    const image = await makeImage();
    expect(await image.start(["--version"]).ended).toMatchObject({ code: 0, out: `${packageJson.version}\n` });
    expect(await image.start(["init", "--organization", "acme", "--owner", "ada@acme.example"]).ended).toMatchObject({
      code: 0,
    });
    expect(await image.start(["validate"]).ended).toMatchObject({ code: 0 });
    expect(await image.start(["provider"]).ended).toMatchObject({ code: 1, err: expect.stringContaining("Terraform") });
    const { out } = await image.run(["sh", "-c", "charter --help"]).ended;
    expect(out).toBe((await command(["--help"], { cwd: image.root, width: 80 })).out);
  });
});

/** The image of this machine's executable. */
async function makeImage() {
  const context = await temporaryFolder();
  await mkdir(join(context, "dist-executables"));
  const archive = join("dist-executables", `${HERE}.tar.gz`);
  await copyFile(join(folder, "made", `${HERE}.tar.gz`), join(context, archive));
  const values = { VERSION: packageJson.version, TARGETARCH: TERRAFORM_PLATFORM.replace("linux_", "") };
  return await buildImage("container/Containerfile", context, await temporaryFolder(), values);
}
