/**
 * Makes everything that is derived from the sources of truth: types and validators from `schemas/`, the built-in
 * role models from their YAML, the table of the plugin protocol's messages, the reference of the command and its
 * man page from its own help, a page for each refusal, the pages of the Terraform provider and the bindings of the
 * constructs from its schema, the pages of formats, role models, requests and constructs, the drawing of the rooms from
 * their imports. `--check` writes nothing and fails where a file is not current.
 */
import { apiPage } from "./generate/api-page.ts";
import { commandReference } from "./generate/command-reference.ts";
import { constructs } from "./generate/constructs.ts";
import { constructsReference } from "./generate/constructs-reference.ts";
import { letterTemplates } from "./generate/letter-templates.ts";
import { manPage } from "./generate/man-page.ts";
import { pageAssets } from "./generate/page-assets.ts";
import { providerDocs } from "./generate/provider-docs.ts";
import { refusalPages } from "./generate/refusal-pages.ts";
import { roleModelPages } from "./generate/role-model-pages.ts";
import { builtInRoleModels } from "./generate/role-models.ts";
import { roomDrawing } from "./generate/room-drawing.ts";
import { schemaPages } from "./generate/schema-pages.ts";
import { schemaTypes } from "./generate/schema-types.ts";
import { validators } from "./generate/validators.ts";
import { wireTable } from "./generate/wire-table.ts";
import { writeFiles } from "./generate/write-files.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const files: GeneratedFile[] = [
  ...(await schemaTypes()),
  ...(await validators()),
  ...(await builtInRoleModels()),
  ...(await letterTemplates()),
  ...(await wireTable()),
  ...(await commandReference()),
  ...manPage(),
  ...refusalPages(),
  ...(await providerDocs()),
  ...(await pageAssets()),
  ...(await constructs()),
  ...schemaPages(),
  ...roleModelPages(),
  ...apiPage(),
  ...(await constructsReference()),
  ...(await roomDrawing()),
];

await writeFiles(files);
