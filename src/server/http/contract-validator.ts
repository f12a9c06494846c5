import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument, OperationContract, Schema } from "./openapi-file.ts";

const DOCUMENT = "urn:charter:membership-api";

/** The parts of a request as they came. Checking fills in defaults and turns query text into numbers. */
export interface RawRequest {
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** Holds requests and answers against the OpenAPI file. Each schema is compiled when it is first needed. */
export class ContractValidator {
  readonly #strictTypes: Ajv2020;
  readonly #texts: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction>();
  readonly #ofParameters = new Map<string, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.#strictTypes = new Ajv2020({ strict: false, useDefaults: true, validateFormats: false });
    this.#strictTypes.addSchema({ $id: DOCUMENT, components: document.components });
    this.#texts = new Ajv2020({ strict: false, useDefaults: true, coerceTypes: true });
  }

  /** What is wrong with a request, in words; undefined where it fits. */
  requestFault(operation: OperationContract, { query, headers, body }: RawRequest): string | undefined {
    return (
      this.#parameterFault(operation, "query", query) ??
      this.#parameterFault(operation, "header", headers) ??
      this.#bodyFault(operation, body)
    );
  }

  /** What is wrong with our own answer. */
  answerFault(operation: OperationContract, status: number, body: unknown): string | undefined {
    const schema = operation.answers.get(status);
    if (schema === undefined) return body === undefined ? undefined : `has a body with status ${status}`;
    const validate = this.#compile(schema);
    return validate(body) ? undefined : explain("body", validate.errors);
  }

  #bodyFault({ body: contract }: OperationContract, body: unknown): string | undefined {
    if (contract === undefined) return undefined;
    if (body === undefined) return contract.required ? "the request needs a body in JSON" : undefined;
    const validate = this.#compile(contract.schema);
    return validate(body) ? undefined : explain("body", validate.errors);
  }

  #parameterFault(operation: OperationContract, place: "query" | "header", given: unknown): string | undefined {
    const key = `${operation.id} ${place}`;
    const validate = this.#ofParameters.get(key) ?? this.#texts.compile(schemaOfParameters(operation, place));
    this.#ofParameters.set(key, validate);
    return validate(given) ? undefined : explain(place, validate.errors);
  }

  #compile(schema: Schema): ValidateFunction {
    const compiled = this.#compiled.get(schema) ?? this.#strictTypes.compile(withinDocument(schema));
    this.#compiled.set(schema, compiled);
    return compiled;
  }
}

/** Unknown query parameters are faults, for a filter with a slip in its name would list everything. */
function schemaOfParameters(operation: OperationContract, place: "query" | "header"): Schema {
  const own = operation.parameters.filter((parameter) => parameter.in === place);
  const nameOf = (name: string) => (place === "header" ? name.toLowerCase() : name);
  return {
    type: "object",
    properties: Object.fromEntries(own.map(({ name, schema }) => [nameOf(name), schema])),
    required: own.filter(({ required }) => required === true).map(({ name }) => nameOf(name)),
    ...(place === "query" ? { additionalProperties: false } : {}),
  };
}

/** The file's own references start at its root. */
function withinDocument(schema: Schema): Schema {
  const drop = (key: string, value: unknown) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `${DOCUMENT}${value}` : value;
  return JSON.parse(JSON.stringify(schema, drop)) as Schema;
}

function explain(where: string, errors: readonly ErrorObject[] | null | undefined): string {
  const error = errors?.[0];
  if (error === undefined) return `${where} is not valid`;
  const { additionalProperty } = error.params as { additionalProperty?: string };
  const named = additionalProperty === undefined ? "" : `: ${JSON.stringify(additionalProperty)}`;
  return `${where}${error.instancePath} ${error.message ?? "is not valid"}${named}`;
}
