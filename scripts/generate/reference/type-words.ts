import type { JsonSchema } from "./json-schema.ts";

/** What a value may be, in a few words. A reference is whatever `nameOf` makes of it. */
export function typeWords(
  schema: JsonSchema,
  nameOf: (reference: string) => string = (reference) => reference,
): string {
  const words = (part: JsonSchema) => typeWords(part, nameOf);
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if ("const" in schema) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return [...new Set(choices.map(words))].join(" or ");
  if (schema.allOf !== undefined) return schema.allOf.map(words).join(" and ");
  if (schema.items !== undefined) return `list of ${plural(words(schema.items))}`;
  if (typeof schema.additionalProperties === "object") return `map to ${words(schema.additionalProperties)}`;
  return [schema.type ?? "any value"].flat().join(" or ");
}

function plural(words: string): string {
  return /^[a-z]+$/.test(words) ? `${words}s` : words;
}

/** What is said about a value besides its type. */
export function remarks(schema: JsonSchema): string {
  const { description = "", default: preset, examples: [example] = [] } = schema;
  return [
    description,
    preset === undefined || description.includes("Default") ? "" : `Default: ${code(preset)}.`,
    example === undefined ? "" : `Such as ${code(example)}.`,
    limits(schema),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function limits({ minimum, maximum, maxLength }: JsonSchema): string {
  return [
    minimum === undefined ? "" : `At least ${minimum}.`,
    maximum === undefined ? "" : `At most ${maximum}.`,
    maxLength === undefined ? "" : `At most ${maxLength} characters.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

/** A row of a table. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ")).join(" | ")} |`;
}

export function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(...heads), `|${heads.map(() => "---|").join("")}`, ...rows].join("\n");
}
