type Ranges = Readonly<Record<string, string>>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
  readonly dependencies: Ranges;
  readonly peerDependencies: Ranges;
}

interface LockedPackage {
  readonly dependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly dev?: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage | undefined>>;
}

/** What a construct is synthesized with is the user's own program, and in no executable. */
const FRAMEWORKS = new Set(["cdktf", "cdktn", "constructs"]);

/**
 * A manifest and a lock file of what ships and of nothing else: the package's dependencies, and the optional packages
 * that the executables carry, with all that they need in turn. npm's own choice of what is not for development leaves
 * out dependencies that a tool of the repository happens to need as well.
 */
export function shippedPackages(manifest: Manifest, lock: Lock): { readonly manifest: object; readonly lock: object } {
  const { name, version, license, description } = manifest;
  const optional = Object.entries(manifest.peerDependencies).filter(([peer]) => !FRAMEWORKS.has(peer));
  const root = {
    name,
    version,
    license,
    description,
    dependencies: { ...manifest.dependencies, ...Object.fromEntries(optional) },
  };
  const kept = new Map<string, LockedPackage>();
  const open: [from: string, wanted: string][] = Object.keys(root.dependencies).map((name) => ["", name]);
  for (const [from, wanted] of open) {
    const path = resolve(lock, from, wanted);
    if (path === undefined || kept.has(path)) continue;
    const { dev: _, ...entry } = lock.packages[path] as LockedPackage;
    kept.set(path, entry);
    for (const next of needsOf(entry)) open.push([path, next]);
  }
  const packages = Object.fromEntries([...kept].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return {
    manifest: root,
    lock: { name, version, lockfileVersion: 3, requires: true, packages: { "": root, ...packages } },
  };
}

function needsOf({ dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta }: LockedPackage) {
  const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta?.[peer]?.optional !== true);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** Where Node finds a package from another one's folder; an optional one may be nowhere. */
function resolve({ packages }: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === "") return undefined;
  }
}
