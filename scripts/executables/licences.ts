import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "../generate/paths.ts";
import type { ArchiveEntry } from "./archive-entry.ts";

const MODULES = `${realpathSync(fromRoot("node_modules"))}/`;

/** What every archive has beside its program: our licence, and those of all that the program carries. */
export function licenceFiles(
  modules: readonly string[],
  { carriesNode }: { readonly carriesNode: boolean },
): ArchiveEntry[] {
  const ofPackages = licencesOf(modules);
  return [
    { name: "LICENSE", content: readFileSync(fromRoot("LICENSE")), mode: 0o644 },
    {
      name: "THIRD-PARTY-LICENSES.txt",
      content: Buffer.from(carriesNode ? `${nodeLicence()}\n${ofPackages}` : ofPackages),
      mode: 0o644,
    },
  ];
}

/** The licence of each package whose code a program carries, whole, in order of their names. */
function licencesOf(modules: readonly string[]): string {
  const packages = new Set(modules.map(packageOf).filter((name) => name !== undefined));
  return [...packages].toSorted().map(licenceOf).join("\n");
}

/** The innermost package that a file belongs to: `NAME`, `@SCOPE/NAME`, or one below another. */
function packageOf(module: string): string | undefined {
  const at = module.replaceAll("\\", "/").indexOf(MODULES);
  if (at < 0) return undefined;
  const path = module.slice(at + MODULES.length);
  const inner = path.lastIndexOf("node_modules/");
  const above = inner < 0 ? "" : path.slice(0, inner + "node_modules/".length);
  const [first = "", second = ""] = path.slice(above.length).split("/");
  return above + (first.startsWith("@") ? `${first}/${second}` : first);
}

function licenceOf(name: string): string {
  const folder = join(MODULES, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|-|$)/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
  if (license === undefined && text === "") throw new Error(`${name} has no licence`);
  return `== ${name} ${version}${license === undefined ? "" : `, ${license}`}\n\n${text}\n`;
}

interface Manifest {
  readonly version: string;
  readonly license?: string;
}

/** That of Node itself, which comes with its packages. */
function nodeLicence(): string {
  const file = ["linux-x64", "linux-arm64", "win-x64"]
    .map((platform) => fromRoot(`node_modules/node-${platform}/LICENSE`))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error("there is no licence of Node: npm ci brings it");
  return `== Node.js ${process.version}\n\n${readFileSync(file, "utf8").trim()}\n`;
}
