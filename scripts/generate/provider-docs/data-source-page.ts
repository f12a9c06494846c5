import type { Schema } from "../../../src/terraform/protocol/schema-messages.ts";
import { example } from "./example.ts";
import { formatPage, subcategoryOf } from "./page.ts";
import { schemaSection } from "./schema-section.ts";

/** A type of data source: an example, and its attributes. */
export async function dataSourcePage(name: string, schema: Schema): Promise<string> {
  const usage = await example(`data-sources/${name}/data-source.tf`, "terraform");
  return formatPage({
    name,
    kind: "Data Source",
    subcategory: subcategoryOf(name),
    description: schema.block.description ?? "",
    parts: [`## Example Usage\n\n${usage}`, schemaSection(schema)],
  });
}
