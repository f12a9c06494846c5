import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { rowsWithin } from "./reference/field-rows.ts";
import type { JsonSchema } from "./reference/json-schema.ts";
import { remarks, row, table, typeWords } from "./reference/type-words.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

interface Document {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, Body>>;
  };
}

interface PathItem extends Partial<Readonly<Record<(typeof METHODS)[number], Operation>>> {
  readonly parameters?: readonly Referred<Parameter>[];
}

interface Operation {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Referred<Parameter>[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Referred<Body>>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}

type Referred<Value> = Value | { readonly $ref: string };

/** The membership API, operation by operation, from its OpenAPI file. */
export function apiPage(): GeneratedFile[] {
  const document = load(readFileSync(fromRoot("schemas/membership-api.openapi.yaml"), "utf8")) as Document;
  const text = [
    "<!-- Made by `npm run generate`; edits are lost. -->",
    "# Requests of the membership API",
    document.info.description.trim(),
    `For machines: [membership-api.openapi.yaml](../../schemas/membership-api.openapi.yaml), OpenAPI 3.1. Requests carry
\`Authorization: Bearer TOKEN\`. What is refused is \`application/problem+json\` with a [code](refusals/index.md).`,
    ...document.tags.flatMap((tag) => [
      `## Requests: ${tag.name}`,
      ended(tag.description),
      ...operations(document, tag.name),
    ]),
    "## Bodies",
    ...Object.entries(document.components.schemas).map(([name, schema]) => body(name, schema)),
  ];
  return [{ path: fromRoot("docs/reference/api.md"), text: `${text.join("\n\n")}\n` }];
}

function operations(document: Document, tag: string): string[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const found = item[method];
      return found?.tags.includes(tag) ? [operation(document, `${method.toUpperCase()} ${path}`, item, found)] : [];
    }),
  );
}

function operation(document: Document, name: string, item: PathItem, operation: Operation): string {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    found(parameter, document.components.parameters),
  );
  const rows = parameters.map((parameter) =>
    row(`\`${parameter.name}\``, parameter.in, typeWords(parameter.schema, linked), parameterRemarks(parameter)),
  );
  return [
    `### \`${name}\``,
    [ended(operation.summary), operation.description ?? ""].join(" ").trim(),
    ...(rows.length === 0 ? [] : [table(["parameter", "in", "value", ""], rows)]),
    [...requested(operation), ...answers(document, operation)].join("\n"),
  ].join("\n\n");
}

function parameterRemarks({ description, schema, required, in: place }: Parameter): string {
  const needed = required === true && place !== "path" ? "Required." : "";
  return [needed, description === undefined ? "" : ended(description), remarks(schema)]
    .filter((text) => text !== "")
    .join(" ");
}

function requested({ requestBody }: Operation): string[] {
  return requestBody === undefined ? [] : [`- Body: ${contents(requestBody)}`];
}

function answers(document: Document, { responses }: Operation): string[] {
  return Object.entries(responses).map(([status, response]) => {
    const { description = "", ...answer } = found(response, document.components.responses);
    const what = contents(answer);
    return `- ${status === "default" ? "Otherwise" : status}: ${description}${what === "" ? "" : ` ${what}`}`;
  });
}

function contents({ content = {} }: Body): string {
  return Object.entries(content)
    .map(([type, { schema }]) => (schema === undefined ? `\`${type}\`` : `${typeWords(schema, linked)} (\`${type}\`)`))
    .join(" or ");
}

function body(name: string, schema: JsonSchema): string {
  const rows = rowsWithin("", schema, linked);
  const said = remarks(schema);
  const type = rows.length === 0 ? typeWords(schema, linked) : "";
  return [
    `### ${name}`,
    ...[said, type].filter((text) => text !== ""),
    ...(rows.length === 0 ? [] : [table(["field", "value", ""], rows)]),
  ].join("\n\n");
}

function found<Value extends object>(value: Referred<Value>, components: Readonly<Record<string, Value>>): Value {
  if (!("$ref" in value)) return value;
  const component = components[value.$ref.split("/").at(-1) ?? ""];
  if (component === undefined) throw new Error(`the document has no ${value.$ref}`);
  return component;
}

function linked(reference: string): string {
  const name = reference.split("/").at(-1) ?? "";
  return `[${name}](#${name.toLowerCase()})`;
}

function ended(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
