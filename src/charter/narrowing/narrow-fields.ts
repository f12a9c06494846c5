import { DURATION } from "../../membership/field.ts";
import type { Field } from "../../membership/role-model.ts";
import type { JsonSchema } from "./schema-subject.ts";

/** Settings or attributes: the known ones, with values of their type. The title is how an editor offers all of them. */
export function narrowFields(title: string, fields: ReadonlyMap<string, Field>): JsonSchema {
  const required = requiredFields(fields);
  return {
    title,
    properties: Object.fromEntries([...fields.values()].map((field) => [field.key, fieldSchema(field)])),
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  };
}

/** Keys of the fields that have to be given. */
export function requiredFields(fields: ReadonlyMap<string, Field>): string[] {
  return [...fields.values()].filter((field) => field.required && field.default === undefined).map(({ key }) => key);
}

function fieldSchema(field: Field): JsonSchema {
  return {
    description: field.title,
    ...valueSchema(field),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
}

function valueSchema({ type, values }: Field): JsonSchema {
  switch (type) {
    case "enum":
      return { enum: values };
    case "duration":
      return { type: "string", pattern: DURATION.source };
    case "integer":
      return { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
    case "boolean":
      return { type: "boolean" };
    case "string":
      return { type: "string", minLength: 1 };
  }
}
