import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { readPackageFile } from "../../files/package-file.ts";

export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Reference {
  readonly $ref: string;
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly (Reference | Parameter)[];
  readonly requestBody?: Media & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Media>>;
}

type PathItem = { readonly parameters?: readonly (Reference | Parameter)[] } & Readonly<Record<string, unknown>>;

/** The OpenAPI file, as far as the server needs it. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> } & Readonly<Record<string, unknown>>;
}

/** One operation with everything that requests and answers are held against. */
export interface OperationContract {
  readonly id: string;
  readonly method: string;
  /** As in the file: `/v1/organizations/{org}`. */
  readonly path: string;
  readonly needsToken: boolean;
  /** For whoever runs the server: asked over and over, by machines that share an address. */
  readonly isProbe: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly schema: Schema; readonly required: boolean } | undefined;
  /** Schemas of answers in JSON, by status. */
  readonly answers: ReadonlyMap<number, Schema>;
}

const FILE = "schemas/membership-api.openapi.yaml";
/** The tag of what is for whoever runs the server. */
const PROBES = "operation";
const METHODS = ["get", "put", "post", "patch", "delete"];

/** Reads the file; by default the package's own. */
export function readOpenApiFile(path?: string): OpenApiDocument {
  return load(path === undefined ? readPackageFile(FILE) : readFileSync(path, "utf8")) as OpenApiDocument;
}

export function operationsOf(document: OpenApiDocument): OperationContract[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) =>
      contractOf(document, path, method, item, item[method] as OperationObject),
    ),
  );
}

function contractOf(
  { components }: OpenApiDocument,
  path: string,
  method: string,
  item: PathItem,
  operation: OperationObject,
): OperationContract {
  const named = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const body = operation.requestBody?.content?.["application/json"];
  const answers = new Map<number, Schema>();
  for (const [status, { content }] of Object.entries(operation.responses)) {
    const json = content?.["application/json"];
    if (json !== undefined) answers.set(Number(status), json.schema);
  }
  return {
    id: operation.operationId,
    method,
    path,
    needsToken: operation.security?.length !== 0,
    isProbe: operation.tags?.includes(PROBES) === true,
    parameters: named.map((parameter) => resolved(components.parameters, parameter)),
    body: body && { schema: body.schema, required: operation.requestBody?.required === true },
    answers,
  };
}

function resolved(parameters: Readonly<Record<string, Parameter>>, parameter: Reference | Parameter): Parameter {
  if (!("$ref" in parameter)) return parameter;
  const name = parameter.$ref.split("/").at(-1) ?? "";
  const found = parameters[name];
  if (found === undefined) throw new Error(`the OpenAPI file refers to ${parameter.$ref}, which is not there`);
  return found;
}
