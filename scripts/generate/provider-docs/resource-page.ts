import type { Schema } from "../../../src/terraform/protocol/schema-messages.ts";
import { findResource } from "../../../src/terraform/provider/registry.ts";
import { example } from "./example.ts";
import { formatPage, subcategoryOf } from "./page.ts";
import { schemaSection } from "./schema-section.ts";

/** A type of resource: an example, its attributes, and how one that is there is taken over. */
export async function resourcePage(name: string, schema: Schema): Promise<string> {
  const folder = `resources/${name}`;
  const [usage, block, command] = await Promise.all([
    example(`${folder}/resource.tf`, "terraform"),
    example(`${folder}/import.tf`, "terraform"),
    example(`${folder}/import.sh`, "shell"),
  ]);
  return formatPage({
    name,
    kind: "Resource",
    subcategory: subcategoryOf(name),
    description: schema.block.description ?? "",
    parts: [
      `## Example Usage\n\n${usage}`,
      schemaSection(schema, findResource(name).shape),
      `## Import\n\nWith an \`import\` block, from Terraform 1.5 on:\n\n${block}\n\nWith the command:\n\n${command}`,
    ],
  });
}
