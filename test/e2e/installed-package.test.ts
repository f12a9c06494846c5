import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { type Packed, packedFaults } from "../../scripts/check-package/packed-faults.ts";
import { openWorkplace } from "../_support/workplace.ts";

const run = promisify(execFile);
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const QUIET = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];

let folder = "";
let packed: Packed;

/** The packed package, installed by npm as a user's only dependency. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "charter-installed-"));
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  packed = (JSON.parse(stdout) as Packed[])[0] as Packed;
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", ...QUIET, join(folder, packed.filename)], { cwd: folder });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command by the name that npm gives it. */
async function charter(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, HOME: folder, ...environment };
  const ran = run(join(folder, "node_modules/.bin/charter"), argv, { cwd: folder, env });
  return await ran.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      err: stderr,
    }),
  );
}

describe("the tarball", () => {
  it("has the files that it should, and no others", () => {
    expect(packedFaults(packed)).toEqual([]);
  });

  it("would be refused with a stray file, without a file that it needs, or too large", () => {
    const stray = { path: "dist/cli/main.js.map", mode: 0o644 };
    const files = packed.files.filter(({ path }) => path !== "man/charter.1");
    expect(packedFaults({ ...packed, files: [...files, stray], size: 9e6, unpackedSize: 9e7 })).toEqual([
      "files that do not belong in the package: dist/cli/main.js.map",
      "files that the package lacks: man/charter.1",
      expect.stringContaining("9000000 bytes"),
      expect.stringContaining("unpacks to 90000000 bytes"),
    ]);
  });
});

describe("the package alone, without any optional one", () => {
  it("brings its own dependencies and nothing of the API, the provider, the fleet or the constructs", async () => {
    const installed = await readdir(join(folder, "node_modules"));
    for (const name of Object.keys(packageJson.dependencies)) expect(installed).toContain(name.split("/")[0]);
    for (const name of Object.keys(packageJson.peerDependencies)) expect(installed).not.toContain(name.split("/")[0]);
  });

  it("says its version, validates, and prints schemas and completions", async () => {
    expect(await charter(["--version"])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    await writeFile(join(folder, "charter.yaml"), await readFile("examples/acme/charter.yaml", "utf8"));
    expect(await charter(["validate"])).toMatchObject({ code: 0, out: expect.stringContaining("acme is valid") });
    expect(await charter(["schema", "--role-model", "standard"])).toMatchObject({ code: 0, err: "" });
    expect(await charter(["completion", "bash"])).toMatchObject({ code: 0, err: "" });
  });

  it("plans and applies over HTTP", async () => {
    const place = await openWorkplace({ tier: "enterprise" });
    const connection = { CHARTER_API: place.url, CHARTER_TOKEN: place.token };
    await writeFile(join(folder, "charter.yaml"), await readFile("examples/acme/charter.yaml", "utf8"));
    const planned = await charter(["plan", "--detailed-exitcode"], connection);
    expect(planned.code, planned.err).toBe(2);
    const applied = await charter(["apply", "--yes"], connection);
    expect(applied.code, applied.err + applied.out).toBe(0);
    expect(await charter(["show", "members"], connection)).toMatchObject({ code: 0 });
  });

  it.each([
    [["serve"], "npm install better-sqlite3 fastify kysely"],
    [["serve", "bootstrap", "--organization", "acme", "--owner", "ada@acme.example"], "npm install better-sqlite3"],
    [["provider", "--debug"], "npm install @grpc/grpc-js @msgpack/msgpack"],
  ])("names what charter %j needs", async (argv, advice) => {
    const { code, err } = await charter(argv);
    expect([code, err]).toEqual([1, expect.stringContaining(advice)]);
    expect(err).not.toContain("this is a bug");
  });

  it("gives its types and its exports to a module, resolved as Node and as bundlers do", async () => {
    // The HTTP client's types are written in those of Node, which a program on Node has.
    for (const types of ["@types/node", "undici-types"]) {
      await mkdir(dirname(join(folder, "node_modules", types)), { recursive: true });
      await symlink(resolve("node_modules", types), join(folder, "node_modules", types));
    }
    await writeFile(
      join(folder, "consumer.ts"),
      `import * as charter from "charter";
import schema from "charter/schemas/charter.schema.json" with { type: "json" };
import manifest from "charter/package.json" with { type: "json" };
export const names: string[] = [...Object.keys(charter), schema.$id, manifest.name];
`,
    );
    const strict = [
      "--noEmit",
      "--strict",
      "--resolveJsonModule",
      "--target",
      "es2022",
      "--types",
      "node",
      "consumer.ts",
    ];
    for (const resolution of [
      ["--module", "nodenext"],
      ["--module", "esnext", "--moduleResolution", "bundler"],
    ]) {
      const errors = await run(process.execPath, [TSC, ...resolution, ...strict], { cwd: folder }).then(
        () => "",
        ({ stdout }: { stdout: string }) => stdout,
      );
      expect([resolution, errors]).toEqual([resolution, ""]);
    }
    const { stdout } = await run(
      process.execPath,
      ["-p", 'import("charter").then((all) => console.log(Object.keys(all).length > 0))'],
      {
        cwd: folder,
      },
    );
    expect(stdout).toContain("true");
  });

  it("hides what it does not export", async () => {
    const inner = run(process.execPath, ["-e", 'import("charter/dist/cli/main.js")'], { cwd: folder });
    await expect(inner).rejects.toMatchObject({ stderr: expect.stringContaining("ERR_PACKAGE_PATH_NOT_EXPORTED") });
  });
});

describe("the package installed for everybody", () => {
  it("puts the command and its manual where both are found", async () => {
    const prefix = join(folder, "global");
    await run("npm", ["install", "--global", "--prefix", prefix, ...QUIET, join(folder, packed.filename)]);
    const { stdout } = await run(join(prefix, "bin/charter"), ["--version"]);
    expect(stdout).toBe(`${packageJson.version}\n`);
    const manual = await readFile(join(prefix, "share/man/man1/charter.1"), "utf8");
    expect(manual).toBe(await readFile("man/charter.1", "utf8"));
    const shown = await run("man", ["-M", join(prefix, "share/man"), "charter"], {
      env: { ...process.env, MANPAGER: "cat", MANWIDTH: "80" },
    });
    expect(shown.stdout).toMatch(/^CHARTER\(1\)/);
  });
});
