import type { Attribute, Schema } from "../../src/terraform/protocol/schema-messages.ts";
import { getProviderSchema } from "../../src/terraform/provider/rpc/get-provider-schema.ts";

/** What `terraform providers schema -json` prints, as far as generators of bindings read it. */
export interface ProviderSchemaDocument {
  readonly format_version: string;
  readonly provider_schemas: Readonly<Record<string, unknown>>;
}

/** The provider's schema as Terraform prints it, from the provider itself: no Terraform runs. */
export function providerSchemaDocument(source: string): ProviderSchemaDocument {
  const { provider, resourceSchemas = {}, dataSourceSchemas = {} } = getProviderSchema();
  if (provider === undefined) throw new Error("the provider has no schema");
  const schemas = {
    provider: schemaJson(provider),
    resource_schemas: mapped(resourceSchemas, schemaJson),
    data_source_schemas: mapped(dataSourceSchemas, schemaJson),
  };
  return { format_version: "1.0", provider_schemas: { [source]: schemas } };
}

function schemaJson({ version = 0, block }: Schema) {
  const { attributes = [], description, descriptionKind } = block;
  return {
    version,
    block: {
      attributes: Object.fromEntries(sorted(attributes).map((attribute) => [attribute.name, attributeJson(attribute)])),
      description,
      description_kind: descriptionKind,
    },
  };
}

function attributeJson({ type, description, descriptionKind, required, optional, computed, sensitive }: Attribute) {
  return {
    type: JSON.parse(new TextDecoder().decode(type)) as unknown,
    description,
    description_kind: descriptionKind,
    ...(required === true ? { required } : {}),
    ...(optional === true ? { optional } : {}),
    ...(computed === true ? { computed } : {}),
    ...(sensitive === true ? { sensitive } : {}),
  };
}

/** Terraform prints names in their order, so bindings from either have their attributes in the same one. */
function sorted(attributes: readonly Attribute[]): Attribute[] {
  return [...attributes].sort(({ name: one }, { name: other }) => (one < other ? -1 : 1));
}

function mapped<Item, Made>(items: Readonly<Record<string, Item>>, make: (item: Item) => Made): Record<string, Made> {
  const entries = Object.entries(items).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, make(item)]));
}
