import type { ErrorObject } from "ajv";
import { parsePointer } from "./path.ts";
import { jsonType } from "./value-text.ts";

/**
 * A validator that tries alternatives complains once for each. Of these complaints only the ones are kept that are
 * about the alternative that was meant, judged by the type of the value; where none fits, one names all the types.
 */
export function collapseAlternatives(errors: readonly ErrorObject[], value: unknown): ErrorObject[] {
  const kept = errors.filter(({ keyword }) => keyword !== "if" && keyword !== "propertyNames");
  const choices = kept.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  return choices.reduce((rest, choice) => collapse(rest, choice, value), kept);
}

function collapse(errors: readonly ErrorObject[], choice: ErrorObject, root: unknown): ErrorObject[] {
  const inside = ({ instancePath }: ErrorObject) =>
    instancePath === choice.instancePath || instancePath.startsWith(`${choice.instancePath}/`);
  const outside = errors.filter((error) => !inside(error));
  const within = errors.filter((error) => inside(error) && error !== choice);
  const type = jsonType(at(root, choice.instancePath));
  const here = (error: ErrorObject) => error.instancePath === choice.instancePath;
  const meant = within.filter((error) => !(here(error) && isAboutAnotherType(error, type)));
  if (meant.length === 0) return [...outside, anyType(choice, within)];
  return [...outside, ...mergeRequired(meant, choice.instancePath)];
}

function isAboutAnotherType({ keyword, params }: ErrorObject, type: string): boolean {
  if (keyword === "type") return true;
  if (keyword === "const") return jsonType(params.allowedValue) !== type;
  return keyword === "enum" && (params.allowedValues as unknown[]).every((allowed) => jsonType(allowed) !== type);
}

/** One complaint that names every type that would do. */
function anyType(choice: ErrorObject, errors: readonly ErrorObject[]): ErrorObject {
  const types = errors.flatMap(({ keyword, params }) => {
    if (keyword === "type") return params.type as string | string[];
    return jsonType(keyword === "const" ? params.allowedValue : (params.allowedValues as unknown[])[0]);
  });
  return { ...choice, keyword: "type", params: { type: [...new Set(types)] } };
}

/** Alternatives that differ in the field they need become one need for any of these fields. */
function mergeRequired(errors: readonly ErrorObject[], instancePath: string): ErrorObject[] {
  const isNeed = (error: ErrorObject) => error.keyword === "required" && error.instancePath === instancePath;
  const needs = errors.filter(isNeed);
  const [first] = needs;
  if (first === undefined) return [...errors];
  const missingProperty = [...new Set(needs.map(({ params }) => String(params.missingProperty)))];
  const merged = { ...first, params: { missingProperty: missingProperty[0], instead: missingProperty.slice(1) } };
  return [...errors.filter((error) => !isNeed(error)), merged];
}

function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of parsePointer(pointer)) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}
