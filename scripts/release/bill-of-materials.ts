import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";
import { shippedPackages } from "./shipped-packages.ts";

/** The two formats that npm writes, and the names that readers expect of their files. */
export const BILLS = [
  { format: "cyclonedx", ending: "cdx.json" },
  { format: "spdx", ending: "spdx.json" },
] as const;

/** Optional packages that a bill without them would be wrong about: the executables carry them. */
const CARRIED = ["better-sqlite3", "fastify", "pg", "@grpc/grpc-js"];

interface CycloneDx {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly purl: string } };
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly purl: string;
    readonly hashes?: readonly unknown[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Spdx {
  readonly spdxVersion: string;
  readonly packages: readonly { readonly SPDXID: string; readonly name: string; readonly versionInfo: string }[];
  readonly relationships: readonly { readonly spdxElementId: string; readonly relatedSpdxElement: string }[];
}

/** What ships, from the lock file, in one of the formats. */
export async function billOfMaterials(root: string, format: (typeof BILLS)[number]["format"]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "charter-bill-"));
  try {
    const { manifest, lock } = shippedPackages(await read(root, "package.json"), await read(root, "package-lock.json"));
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    await writeFile(join(folder, "package-lock.json"), JSON.stringify(lock));
    const whole = run("npm", ["sbom", "--sbom-format", format, "--package-lock-only"], folder);
    return `${JSON.stringify(JSON.parse(whole), null, 2)}\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read<Content>(root: string, file: string): Promise<Content> {
  return JSON.parse(await readFile(join(root, file), "utf8")) as Content;
}

/** What is wrong with both: parts that are missing, doubled, of another version, or referred to and not there. */
export async function billFaults(root: string, version: string, cyclonedx: string, spdx: string): Promise<string[]> {
  const { dependencies } = await read<{ dependencies: Record<string, string> }>(root, "package.json");
  const { packages } = await read<{ packages: Record<string, { version: string } | undefined> }>(
    root,
    "package-lock.json",
  );
  const direct = [...Object.keys(dependencies), ...CARRIED].map(
    (name) => [name, packages[`node_modules/${name}`]?.version ?? "not in the lock file"] as const,
  );
  return [
    ...cycloneDxFaults(JSON.parse(cyclonedx) as CycloneDx, version, direct),
    ...spdxFaults(JSON.parse(spdx) as Spdx, version, direct),
  ];
}

type Direct = readonly (readonly [name: string, version: string])[];

function cycloneDxFaults(bill: CycloneDx, version: string, direct: Direct): string[] {
  const { metadata, components, dependencies } = bill;
  const references = components.map((component) => component["bom-ref"]);
  const known = new Set([...references, `charter@${version}`]);
  const purls = new Set(components.map(({ purl }) => purl));
  return [
    ...(bill.bomFormat === "CycloneDX" && /^1\.\d$/.test(bill.specVersion) ? [] : ["no CycloneDX 1"]),
    ...(metadata.component.purl === `pkg:npm/charter@${version}` ? [] : [`CycloneDX is of ${metadata.component.purl}`]),
    ...doubled(references).map((one) => `CycloneDX has ${one} twice`),
    ...direct
      .map(([name, of]) => `pkg:npm/${name.replace("@", "%40")}@${of}`)
      .filter((purl) => !purls.has(purl))
      .map((purl) => `CycloneDX lacks ${purl}`),
    ...dependencies
      .flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
      .filter((one) => !known.has(one))
      .map((one) => `CycloneDX refers to ${one}, which it lacks`),
    ...components
      .filter(({ hashes = [] }) => hashes.length === 0)
      .map(({ purl }) => `CycloneDX has no checksum of ${purl}`),
  ];
}

function spdxFaults({ spdxVersion, packages, relationships }: Spdx, version: string, direct: Direct): string[] {
  const named = new Set(packages.map(({ name, versionInfo }) => `${name}@${versionInfo}`));
  const ids = packages.map(({ SPDXID }) => SPDXID);
  const known = new Set([...ids, "SPDXRef-DOCUMENT"]);
  return [
    ...(spdxVersion === "SPDX-2.3" ? [] : [`${spdxVersion} and not SPDX-2.3`]),
    ...[["charter", version] as const, ...direct]
      .filter(([name, of]) => !named.has(`${name}@${of}`))
      .map(([name, of]) => `SPDX lacks ${name}@${of}`),
    ...doubled(ids).map((id) => `SPDX has ${id} twice`),
    ...relationships
      .flatMap(({ spdxElementId, relatedSpdxElement }) => [spdxElementId, relatedSpdxElement])
      .filter((id) => !known.has(id))
      .map((id) => `SPDX refers to ${id}, which it lacks`),
  ];
}

function doubled(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}
