import type { ErrorObject } from "ajv";
import { counted } from "../diagnostics/counted.ts";
import { quoted } from "../diagnostics/printable.ts";
import { listed, nearest, suggestion } from "../diagnostics/suggest.ts";
import type { Part, Path } from "./path.ts";
import { knownFields, type SchemaNode } from "./schema-walk.ts";
import { adviseType, describeTypes, describeValue } from "./value-text.ts";

/** What a text must look like, and the code of the finding where it does not; by the pattern of the schema. */
export type PatternWords = ReadonlyMap<string, { readonly code?: string; readonly words: string }>;

/** One fault in words, and which half of which field it is about. */
export interface FaultText {
  readonly code: string;
  readonly message: string;
  /** The field of the faulty mapping that the fault is about. */
  readonly field?: string;
  readonly part: Part;
}

interface Fault {
  readonly error: ErrorObject;
  readonly value: unknown;
  readonly steps: readonly string[];
  readonly nodes: readonly SchemaNode[];
  readonly base: Path;
}

/** What is wrong, the wrong value, and what to change. Undefined for errors that only repeat another one. */
export function wordFault(fault: Fault, patterns: PatternWords): FaultText | undefined {
  const { error } = fault;
  if (error.propertyName !== undefined) return invalidKey(error, error.propertyName, patterns);
  switch (error.keyword) {
    case "additionalProperties":
      return unknownField(fault);
    case "required":
      return missingField(fault);
    case "type":
      return wrongType(fault);
    case "false schema":
      return conflict(fault);
    case "pattern":
      return wrongPattern(fault, patterns);
    case "enum":
    case "const":
      return wrongChoice(fault);
    default:
      return invalid(fault, outOfBounds(fault));
  }
}

function unknownField({ error, nodes }: Fault): FaultText {
  const field = String(error.params.additionalProperty);
  const known = knownFields(nodes);
  if (known.includes(field)) {
    const others = known.filter((other) => other !== field).map(quoted);
    return {
      code: "conflicting-fields",
      message: `${quoted(field)} cannot stand beside ${others.join(" or ")}; keep one`,
      field,
      part: "key",
    };
  }
  const advice =
    field === "<<" ? "merge keys are no part of YAML 1.2, so write the fields out" : suggestion(field, known);
  return { code: "unknown-field", message: `there is no field ${quoted(field)} here; ${advice}`, field, part: "key" };
}

function missingField({ error, nodes }: Fault): FaultText {
  const missing = String(error.params.missingProperty);
  const conditional = error.schemaPath.endsWith("/then/required");
  const excuses = conditional ? nodes.flatMap((node) => node.if?.not?.required ?? []) : [];
  const instead = [...excuses, ...((error.params.instead as string[] | undefined) ?? [])].map(quoted);
  const or = instead.length === 0 ? "" : `, or ${instead.join(" or ")}`;
  return { code: "missing-field", message: `the field ${quoted(missing)} is missing; add it${or}`, part: "value" };
}

function wrongType(fault: Fault): FaultText {
  const types = [fault.error.params.type as string | string[]].flat();
  const found = `is ${describeValue(fault.value)}, but must be ${describeTypes(types)}${adviseType(types, fault.value)}`;
  return { code: "wrong-type", message: `${nameOf(fault)} ${found}`, part: "value" };
}

/** A field that its schema forbids because of another one. */
function conflict(fault: Fault): FaultText {
  const [, other] = /\/dependentSchemas\/([^/]+)\//.exec(fault.error.schemaPath) ?? [];
  const beside = other === undefined ? "here" : `beside ${quoted(other)}`;
  const message = `${nameOf(fault)} cannot stand ${beside}; remove one of the two`;
  return { code: "conflicting-fields", message, part: "key" };
}

function wrongPattern(fault: Fault, patterns: PatternWords): FaultText {
  const { code = "invalid-value", words } = patterns.get(String(fault.error.params.pattern)) ?? {
    words: "of another form",
  };
  return { ...invalid(fault, `must be ${words}`), code };
}

function invalidKey(error: ErrorObject, key: string, patterns: PatternWords): FaultText {
  const words = patterns.get(String(error.params.pattern))?.words ?? "of another form";
  return { code: "invalid-key", message: `the key ${quoted(key)} must be ${words}`, field: key, part: "key" };
}

function wrongChoice(fault: Fault): FaultText {
  const { keyword, params } = fault.error;
  const allowed = (keyword === "const" ? [params.allowedValue] : (params.allowedValues as unknown[])).map(String);
  const near = typeof fault.value === "string" ? nearest(fault.value, allowed) : undefined;
  const advice = near === undefined || allowed.length === 1 ? "" : `; did you mean ${quoted(near)}?`;
  return invalid(fault, `must be ${allowed.length === 1 ? quoted(allowed[0]) : `one of ${listed(allowed)}`}${advice}`);
}

function invalid(fault: Fault, must: string): FaultText {
  const value = typeof fault.value === "object" ? describeValue(fault.value) : quoted(fault.value);
  return { code: "invalid-value", message: `${nameOf(fault)} is ${value}, but ${must}`, part: "value" };
}

function outOfBounds({ error: { keyword, params, message } }: Fault): string {
  switch (keyword) {
    case "minimum":
      return `must be ${params.limit} or more`;
    case "maximum":
      return `must be ${params.limit} or less`;
    case "minLength":
      return `needs at least ${counted(params.limit, "character")}`;
    case "maxLength":
      return `may have at most ${counted(params.limit, "character")}`;
    case "minItems":
      return `needs at least ${counted(params.limit, "entry", "entries")}`;
    case "minProperties":
      return `needs at least ${counted(params.limit, "field")}`;
    case "uniqueItems":
      return `its entries ${params.j + 1} and ${params.i + 1} are the same`;
    default:
      return message ?? keyword;
  }
}

/** How a message calls the faulty value: by its key, or as an entry of its list. */
function nameOf({ steps, base }: Fault): string {
  const path = [...base, ...steps].map(String);
  const last = path.at(-1);
  if (last === undefined) return "the file";
  const list = path.at(-2);
  return /^\d+$/.test(last) && list !== undefined ? `an entry of ${quoted(list)}` : quoted(last);
}
