/** What `npm pack --json` says of a tarball. */
export interface Packed {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** Every path that there may be, by the whole of it. */
const ALLOWED = [
  /^dist\/[\w.-]+\.(?:js|d\.ts)$/,
  /^dist\/cli\/main\.(?:js|d\.ts)$/,
  /^dist\/constructs\/(?:cdktf|cdktn)\.(?:cjs|d\.cts)$/,
  /^dist\/constructs\/testing\.(?:js|d\.ts)$/,
  /^schemas\/[\w-]+\.(?:schema\.json|openapi\.yaml)$/,
  /^(?:package\.json|action\.yml|ci\/pipeline\.sh|ci\/gitlab\/charter\.gitlab-ci\.yml|man\/charter\.1|README\.md|CHANGELOG\.md|LICENSE)$/,
];

const REQUIRED = [
  "dist/cli/main.js",
  "dist/index.js",
  "dist/index.d.ts",
  "dist/constructs/cdktf.cjs",
  "dist/constructs/cdktn.cjs",
  "dist/constructs/testing.js",
  "schemas/charter.schema.json",
  "schemas/membership-api.openapi.yaml",
  "action.yml",
  "ci/pipeline.sh",
  "ci/gitlab/charter.gitlab-ci.yml",
  "man/charter.1",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
];

const LARGEST_PACKED = 1024 * 1024;
const LARGEST_UNPACKED = 5 * 1024 * 1024;
const EXECUTABLE = 0o111;

/** What is wrong with a tarball, in words; nothing where it is as it should be. */
export function packedFaults({ files, size, unpackedSize }: Packed): string[] {
  const paths = files.map(({ path }) => path);
  const stray = paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)));
  const missing = REQUIRED.filter((path) => !paths.includes(path));
  const command = files.find(({ path }) => path === "dist/cli/main.js");
  return [
    ...(stray.length > 0 ? [`files that do not belong in the package: ${stray.join(", ")}`] : []),
    ...(missing.length > 0 ? [`files that the package lacks: ${missing.join(", ")}`] : []),
    ...(size > LARGEST_PACKED ? [`the package has ${size} bytes, more than ${LARGEST_PACKED}`] : []),
    ...(unpackedSize > LARGEST_UNPACKED
      ? [`the package unpacks to ${unpackedSize} bytes, more than ${LARGEST_UNPACKED}`]
      : []),
    ...(command !== undefined && (command.mode & EXECUTABLE) === 0 ? ["dist/cli/main.js cannot be run"] : []),
  ];
}
