import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, LogLevel } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";

/** Written by hand; the bindings below them are described by the pages of the provider's resources. */
const MODULES = [
  "organization",
  "member",
  "custom-role",
  "group",
  "place",
  "tenant",
  "project",
  "role-of",
  "membership-view",
  "house-rules",
  "testing",
];

const BANNER = "<!-- Made by `npm run generate`; edits are lost. -->\n\n";

const LAYOUT: Partial<PluginOptions> = {
  outputFileStrategy: "modules",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hideGroupHeadings: true,
  useCodeBlocks: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  entryFileName: "index",
};

/** What constructs are made of and can do, a page a module, from their types and comments. */
export async function constructsReference(): Promise<GeneratedFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "charter-typedoc-"));
  try {
    await writeTypedoc(folder);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
    return await Promise.all(
      names.map(async (name) => ({
        path: fromRoot(`docs/reference/constructs/${name}`),
        text: tidied(await readFile(join(folder, name), "utf8")),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeTypedoc(folder: string): Promise<void> {
  const application = await Application.bootstrapWithPlugins({
    plugin: ["typedoc-plugin-markdown"],
    name: "Constructs, class by class",
    entryPoints: MODULES.map((name) => fromRoot(`src/constructs/${name}.ts`)),
    tsconfig: fromRoot("scripts/generate/constructs-reference/tsconfig.json"),
    // The compiler has looked at the types already, and wants minutes for it.
    skipErrorChecking: true,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    disableSources: true,
    disableGit: true,
    readme: "none",
    outputs: [{ name: "markdown", path: folder }],
    logLevel: LogLevel.Error,
    ...LAYOUT,
  });
  const project = await application.convert();
  if (project === undefined) throw new Error("typedoc found no constructs");
  await application.generateOutputs(project);
}

/**
 * The generator numbers the anchor of `MemberProps` after that of the property `props` of `Member`, which is no heading
 * of that name.
 */
function tidied(text: string): string {
  const linked = text.replaceAll(/(\]\([\w./-]*#[a-z]+props)-1\)/g, "$1)");
  return `${BANNER}${linked.replaceAll(/[ \t]+$/gm, "").trimEnd()}\n`;
}
