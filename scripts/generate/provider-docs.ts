import { getProviderSchema } from "../../src/terraform/provider/rpc/get-provider-schema.ts";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { dataSourcePage } from "./provider-docs/data-source-page.ts";
import { functionPage } from "./provider-docs/function-page.ts";
import { indexPage } from "./provider-docs/index-page.ts";
import { resourcePage } from "./provider-docs/resource-page.ts";

/** The pages of the Terraform provider where a registry looks for them, from what the provider says of itself. */
export async function providerDocs(): Promise<GeneratedFile[]> {
  const { provider, resourceSchemas = {}, dataSourceSchemas = {}, functions = {} } = getProviderSchema();
  if (provider === undefined) throw new Error("the provider has no schema");
  return await Promise.all([
    file("index", indexPage(provider)),
    ...Object.entries(resourceSchemas).map(([name, schema]) =>
      file(`resources/${withoutPrefix(name)}`, resourcePage(name, schema)),
    ),
    ...Object.entries(dataSourceSchemas).map(([name, schema]) =>
      file(`data-sources/${withoutPrefix(name)}`, dataSourcePage(name, schema)),
    ),
    ...Object.entries(functions).map(([name, signature]) => file(`functions/${name}`, functionPage(name, signature))),
  ]);
}

async function file(name: string, text: Promise<string>): Promise<GeneratedFile> {
  return { path: fromRoot(`docs/${name}.md`), text: await text };
}

/** A page has the name of its type without the provider's. */
function withoutPrefix(typeName: string): string {
  return typeName.replace(/^charter_/, "");
}
