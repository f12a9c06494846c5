import { decodeType } from "../../../src/terraform/codec/cty-type.ts";
import type { Attribute, Schema } from "../../../src/terraform/protocol/schema-messages.ts";
import type { Shape } from "../../../src/terraform/schema/shape.ts";
import { typeName } from "./type-name.ts";

const GROUPS: readonly { readonly title: string; readonly has: (attribute: Attribute) => boolean }[] = [
  { title: "Required", has: ({ required }) => required === true },
  { title: "Optional", has: ({ optional }) => optional === true },
  { title: "Read-Only", has: ({ required, optional }) => required !== true && optional !== true },
];

/**
 * The attributes of a block: what has to be given, what can be given, what is computed. Which of them make another
 * object is not in the schema as Terraform has it, so it is taken from the shape.
 */
export function schemaSection({ block: { attributes = [] } }: Schema, shape: Shape = {}): string {
  const groups = GROUPS.flatMap(({ title, has }) => {
    const lines = attributes
      .filter(has)
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map((attribute) => line(attribute, shape));
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join("\n")}`];
  });
  return ["## Schema", ...groups].join("\n\n");
}

function line({ name, type, description = "", sensitive }: Attribute, shape: Shape): string {
  if (type === undefined) throw new Error(`${name} has a nested type, which these pages do not show`);
  const kind = `${typeName(decodeType(type))}${sensitive === true ? ", Sensitive" : ""}`;
  const replaces = shape[name]?.replaces === true ? " A change destroys the object and makes another." : "";
  return `- \`${name}\` (${kind}) ${description}${replaces}`;
}
