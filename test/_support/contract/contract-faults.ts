import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { REFUSAL_CODES } from "../../../src/membership/refusal.ts";
import { API_COMPONENTS, type ApiOperation, followed, type Schema } from "./api-document.ts";

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

const DOCUMENT = "urn:charter:contract";
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: DOCUMENT, components: API_COMPONENTS });
const compiled = new Map<Schema, ValidateFunction>();

/** What is wrong with a value by a schema of the file. */
export function schemaFaults(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(withinDocument(schema));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function withinDocument(schema: Schema): Schema {
  const absolute = (key: string, value: unknown) => (key === "$ref" ? `${DOCUMENT}${value}` : value);
  return JSON.parse(JSON.stringify(schema, absolute)) as Schema;
}

/** Everything in which an answer differs from what the file declares of its operation; none is as it should be. */
export function contractFaults(operation: ApiOperation, answer: WireAnswer): string[] {
  const { status, headers } = answer;
  if (status >= 500 && status !== 503 && status !== 507) return [`${status}: ${answer.text}`];
  const declared = operation.responses[status] ?? operation.responses.default;
  if (declared === undefined || (operation.responses[status] === undefined && status < 400)) {
    return [`${status} is not declared`];
  }
  const missing = Object.keys(declared.headers ?? {}).filter((name) => !headers.has(name.toLowerCase()));
  return [
    ...missing.map((name) => `the declared header ${name} is missing`),
    ...(headers.has("x-request-id") ? [] : ["there is no request id"]),
    ...contentFaults(declared.content, answer),
    ...(status >= 400 ? problemFaults(answer) : []),
  ];
}

function contentFaults(
  content: Readonly<Record<string, { readonly schema: Schema }>> | undefined,
  { headers, text }: WireAnswer,
): string[] {
  if (content === undefined) return text === "" ? [] : ["there is a body where none is declared"];
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  const schema = content[type]?.schema;
  if (schema === undefined) return [`the content type ${JSON.stringify(type)} is not declared`];
  if (type === "text/plain") return schemaFaults(schema, text);
  if (type === "application/x-ndjson") return linesFaults(schema, text);
  return withParsed(text, (body) => schemaFaults(schema, body));
}

/** The first line of a snapshot is its header, which has a schema of its own; an export may have no line. */
function linesFaults(schema: Schema, text: string): string[] {
  const header = followed<Schema>({ $ref: "#/components/schemas/SnapshotHeader" });
  const isSnapshot = JSON.stringify(schema).includes("SnapshotLine");
  if (text === "" && !isSnapshot) return [];
  return text
    .trimEnd()
    .split("\n")
    .flatMap((line, index) =>
      withParsed(line, (body) => schemaFaults(isSnapshot && index === 0 ? header : schema, body)),
    );
}

function withParsed(text: string, faultsOf: (body: unknown) => string[]): string[] {
  try {
    return faultsOf(JSON.parse(text));
  } catch {
    return [`the body is no JSON: ${text.slice(0, 100)}`];
  }
}

/** What is no refusal of the rules, and the statuses with which it may come. */
const PROBLEMS: Readonly<Record<string, readonly number[]>> = {
  unauthenticated: [401],
  "invalid-request": [400, 408, 414, 415, 431],
  "not-found": [404],
  "method-not-allowed": [405],
  "unknown-organization": [404],
  "unknown-invitation": [404],
  "unknown-token": [404],
  "unknown-tier": [422],
  "unknown-role-model": [422],
  "organization-exists": [409],
  "precondition-failed": [412],
  "idempotency-key-reused": [422],
  "impersonation-not-allowed": [403],
  "invitation-token-unknown": [404],
  "body-too-large": [413],
  "rate-limited": [429],
  "database-unavailable": [503],
  "storage-full": [507],
  "shutting-down": [503],
};

const OF_REFUSALS = [403, 404, 409, 412, 422];

function problemFaults({ status, headers, text }: WireAnswer): string[] {
  return withParsed(text, (body) => {
    const { status: said, code, requestId } = body as Record<string, unknown>;
    const statuses = [
      ...(PROBLEMS[String(code)] ?? []),
      ...(REFUSAL_CODES.some((known) => known === code) ? OF_REFUSALS : []),
    ];
    return [
      ...(said === status ? [] : [`the body says ${said}`]),
      ...(statuses.includes(status) ? [] : [`no problem ${code} comes with ${status}`]),
      ...(requestId === headers.get("x-request-id") ? [] : ["body and header name different requests"]),
    ];
  });
}
