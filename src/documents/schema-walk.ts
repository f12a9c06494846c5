/** A JSON Schema as far as wording needs it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode | boolean>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly if?: { readonly not?: { readonly required?: readonly string[] } };
  readonly dependentSchemas?: Readonly<Record<string, SchemaNode>>;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** The schemas that a value at a path has to do with, references resolved; several where there are alternatives. */
export function schemasAt(root: SchemaNode, start: SchemaNode, path: readonly string[]): SchemaNode[] {
  let nodes = alternatives(root, start);
  for (const step of path)
    nodes = nodes.flatMap((node) => below(node, step).flatMap((next) => alternatives(root, next)));
  return nodes;
}

/** A definition of the schema by its name. */
export function definition(root: SchemaNode, name: string): SchemaNode {
  const found = root.$defs?.[name];
  if (found === undefined) throw new Error(`the schema defines no ${name}`);
  return found;
}

/** The fields that a mapping at a path may have. */
export function knownFields(nodes: readonly SchemaNode[]): string[] {
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))].filter(
    (field) => field !== "$schema",
  );
}

function alternatives(root: SchemaNode, node: SchemaNode): SchemaNode[] {
  const referred =
    node.$ref === undefined ? [] : alternatives(root, definition(root, node.$ref.replace("#/$defs/", "")));
  const parts = [...(node.oneOf ?? []), ...(node.allOf ?? [])].flatMap((part) => alternatives(root, part));
  return [node, ...referred, ...parts];
}

function below(node: SchemaNode, step: string): SchemaNode[] {
  const { properties = {}, additionalProperties, items } = node;
  const own = Object.hasOwn(properties, step) ? properties[step] : additionalProperties;
  return [own, items].filter((next) => typeof next === "object");
}
