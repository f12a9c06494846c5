import { readFile } from "node:fs/promises";
import type { GeneratedFile } from "../generate.ts";
import { BANNER, fromRoot } from "./paths.ts";

const FOLDER = "src/server/mail";

/** The built-in letter as one module, so that the package needs no other files when it runs. */
export async function letterTemplates(): Promise<GeneratedFile[]> {
  const file = async (name: string) => ({
    file: name,
    text: await readFile(fromRoot(`${FOLDER}/templates/${name}`), "utf8"),
  });
  const files = { text: await file("invitation.txt"), html: await file("invitation.html") };
  const text = [
    BANNER.trim(),
    'import type { TemplateFiles } from "../read-templates.ts";',
    "",
    `export const BUILT_IN_TEMPLATE_FILES: TemplateFiles = ${JSON.stringify(files, null, 2)};`,
    "",
  ].join("\n");
  return [{ path: fromRoot(`${FOLDER}/generated/built-in-templates.ts`), text }];
}
