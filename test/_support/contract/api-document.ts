import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Response {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** One operation of the OpenAPI file, its references to parameters and responses followed. */
export interface ApiOperation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** Needs a bearer token. */
  readonly secured: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, Response>>;
}

const FILE = fileURLToPath(new URL("../../../schemas/membership-api.openapi.yaml", import.meta.url));
const METHODS = ["get", "put", "post", "patch", "delete"];

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI file, read by the tests themselves: what the server reads into it must not matter here. */
const DOCUMENT = load(readFileSync(FILE, "utf8")) as Json;

export const API_COMPONENTS = DOCUMENT.components as Json;

/** Follows one reference into the file. */
export function followed<Value>(value: unknown): Value {
  const { $ref } = value as { readonly $ref?: string };
  if ($ref === undefined) return value as Value;
  const steps = $ref.slice("#/".length).split("/");
  return steps.reduce<unknown>((found, step) => (found as Json)[step], DOCUMENT) as Value;
}

export const API_OPERATIONS: readonly ApiOperation[] = Object.entries(DOCUMENT.paths as Record<string, Json>).flatMap(
  ([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => operationOf(path, method, item)),
);

function operationOf(path: string, method: string, item: Json): ApiOperation {
  const operation = item[method] as Json;
  const parameters = [...((item.parameters ?? []) as unknown[]), ...((operation.parameters ?? []) as unknown[])];
  const body = (operation.requestBody as { content?: Record<string, { schema: Schema }> } | undefined)?.content;
  const responses = Object.entries(operation.responses as Json);
  return {
    id: operation.operationId as string,
    method: method.toUpperCase(),
    path,
    secured: (operation.security as unknown[] | undefined)?.length !== 0,
    parameters: parameters.map((parameter) => followed<Parameter>(parameter)),
    body: body?.["application/json"]?.schema,
    responses: Object.fromEntries(responses.map(([status, response]) => [status, followed<Response>(response)])),
  };
}

/** The operation that a method and a path, without its query, belong to. */
export function tryFindOperation(method: string, path: string): ApiOperation | undefined {
  return API_OPERATIONS.find((operation) => operation.method === method && patternOf(operation.path).test(path));
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path) ?? new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  patterns.set(path, known);
  return known;
}
