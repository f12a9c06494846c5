import type { CtyType } from "../../../src/terraform/codec/cty-type.ts";

const SIMPLE = { string: "String", number: "Number", bool: "Boolean", dynamic: "Dynamic" } as const;
const COLLECTIONS = { list: "List", set: "Set", map: "Map" } as const;

/** A type as pages of a registry name it, such as `Map of String`. */
export function typeName(type: CtyType): string {
  if (typeof type === "string") return SIMPLE[type];
  switch (type.kind) {
    case "object":
      return "Object";
    case "tuple":
      return "Tuple";
    default:
      return `${COLLECTIONS[type.kind]} of ${typeName(type.element)}`;
  }
}

/** A type as a configuration writes it, such as `map(string)`. */
export function typeExpression(type: CtyType): string {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "object": {
      const attributes = Object.entries(type.attributes).map(([name, inner]) => `${name} = ${typeExpression(inner)}`);
      return `object({ ${attributes.join(", ")} })`;
    }
    case "tuple":
      return `tuple([${type.elements.map(typeExpression).join(", ")}])`;
    default:
      return `${type.kind}(${typeExpression(type.element)})`;
  }
}
