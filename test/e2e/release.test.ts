import { execFile, execFileSync } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { closeChangelog, releaseNotes } from "../../scripts/release/close-changelog.ts";
import { pendingChangesets } from "../../scripts/release/make-version.ts";
import { shippedPackages } from "../../scripts/release/shipped-packages.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const run = promisify(execFile);

describe("a release that is rehearsed", () => {
  it("makes the next version and all that would be uploaded, signed, and leaves this checkout as it is", async () => {
    const before = await readFile("package.json", "utf8");
    const keys = await makeKey(await temporaryFolder());
    const out = join(await temporaryFolder(), "release");
    const { stdout } = await run("npm", ["run", "release:dry-run", "--", "--out", out, "--platform", "darwin_arm64"], {
      env: { ...process.env, ...keys },
    });
    const [, version = ""] = /^version (\S+), from/m.exec(stdout) ?? [];
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    if ((await pendingChangesets(".")).length > 0) expect(version).not.toBe(packageJson.version);
    expect(stdout).toContain("nothing was uploaded");
    expect((await readdir(out)).toSorted()).toEqual(
      [
        "SHA256SUMS",
        "notes.md",
        `charter-${version}.tgz`,
        `charter_${version}.cdx.json`,
        `charter_${version}.spdx.json`,
        `charter_${version}_SHA256SUMS`,
        `charter_${version}_darwin_arm64.tar.gz`,
        `terraform-provider-charter_${version}_SHA256SUMS`,
        `terraform-provider-charter_${version}_SHA256SUMS.sig`,
        `terraform-provider-charter_${version}_darwin_arm64.zip`,
        `terraform-provider-charter_${version}_manifest.json`,
      ].toSorted(),
    );
    for (const sums of [
      "SHA256SUMS",
      `charter_${version}_SHA256SUMS`,
      `terraform-provider-charter_${version}_SHA256SUMS`,
    ])
      await run("sha256sum", ["--check", "--strict", sums], { cwd: out });
    const signed = `terraform-provider-charter_${version}_SHA256SUMS`;
    await run("gpg", ["--batch", "--verify", `${signed}.sig`, signed], { cwd: out, env: { ...process.env, ...keys } });
    expect(await readFile(join(out, "notes.md"), "utf8")).toContain("### Added");
    const manifest = execFileSync("tar", ["-xzOf", join(out, `charter-${version}.tgz`), "package/package.json"], {
      encoding: "utf8",
    });
    expect(JSON.parse(manifest)).toMatchObject({ name: "charter", version });
    const manual = execFileSync("tar", ["-xzOf", join(out, `charter-${version}.tgz`), "package/man/charter.1"], {
      encoding: "utf8",
    });
    expect(manual).toContain(`"charter ${version}"`);
    expect(await readFile("package.json", "utf8")).toBe(before);
  });
});

/** A key of the test's own, in a keyring of its own. */
async function makeKey(home: string): Promise<{ GNUPGHOME: string; GPG_FINGERPRINT: string }> {
  const keyring = join(home, "keys");
  await mkdir(keyring, { mode: 0o700 });
  const gpg = (...argv: string[]) =>
    execFileSync("gpg", ["--batch", "--homedir", keyring, ...argv], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  gpg("--passphrase", "", "--quick-generate-key", "release@acme.example", "rsa2048", "sign", "never");
  const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(gpg("--list-secret-keys", "--with-colons"))?.[1] ?? "";
  return { GNUPGHOME: keyring, GPG_FINGERPRINT: fingerprint };
}

describe("the changelog of a release", () => {
  const text = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- B.\n\n## [0.1.0] - 2026-01-02\n\n- A.\n";

  it("has what was unreleased under the version and its day, and the notes are that text", () => {
    const closed = closeChangelog(text, "0.2.0", "2026-11-22");
    expect(closed).toBe(
      "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-22\n\n### Added\n\n- B.\n\n## [0.1.0] - 2026-01-02\n\n- A.\n",
    );
    expect(releaseNotes(closed, "0.2.0")).toBe("### Added\n\n- B.\n");
    expect(releaseNotes(closed, "0.1.0")).toBe("- A.\n");
    expect(closeChangelog("## [Unreleased]\n\n- A.\n", "0.1.0", "2026-01-02")).toBe(
      "## [Unreleased]\n\n## [0.1.0] - 2026-01-02\n\n- A.\n",
    );
  });

  it.each([
    ["## [Unreleased]\n\n## [0.1.0] - 2026-01-02\n\n- A.\n", "0.2.0", "says nothing of 0.2.0"],
    [text, "0.1.0", "has 0.1.0 already"],
    ["# Changelog\n", "0.1.0", "needs the heading"],
  ])("is refused where nothing was written, or twice", (changelog, version, reason) => {
    expect(() => closeChangelog(changelog, version, "2026-11-22")).toThrow(reason);
    expect(() => releaseNotes(changelog, "9.9.9")).toThrow("says nothing of 9.9.9");
  });
});

it("a bill of materials holds what ships, nested and optional packages too, and no tool", () => {
  const manifest = {
    ...{ name: "charter", version: "1.0.0", license: "MPL-2.0", description: "" },
    dependencies: { a: "^1" },
    peerDependencies: { pg: "^8", cdktf: "^0.21" },
  };
  const entry = (dependencies: Record<string, string> = {}, more: object = {}) => ({ dependencies, ...more });
  const packages = {
    "": entry(),
    "node_modules/a": entry({ b: "^1" }),
    "node_modules/a/node_modules/b": entry({ c: "^1" }),
    "node_modules/b": entry({}, { dev: true }),
    "node_modules/c": entry({ a: "^1" }, { dev: true }),
    "node_modules/pg": entry({}, { dev: true, optionalDependencies: { absent: "^1" } }),
    "node_modules/cdktf": entry({}, { dev: true }),
    "node_modules/vitest": entry({}, { dev: true }),
  };
  const { lock } = shippedPackages(manifest, { packages }) as { lock: { packages: Record<string, object> } };
  const kept = ["node_modules/a", "node_modules/a/node_modules/b", "node_modules/c", "node_modules/pg"];
  expect(Object.keys(lock.packages)).toEqual(["", ...kept]);
  expect(Object.values(lock.packages).some((one) => "dev" in one)).toBe(false);
});
