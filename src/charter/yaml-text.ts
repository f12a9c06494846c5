import type { FieldValue } from "../membership/role-model.ts";

/** Text that every YAML reader takes for just that text, whether on its own, in a list or in a flow mapping. */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9 _./@+-]*[A-Za-z0-9_./@+-])?$/;
/** An address whose first part may also start with a digit. */
const PLAIN_ADDRESS = /^[A-Za-z0-9][A-Za-z0-9_.+-]*@[A-Za-z0-9.-]*[A-Za-z]$/;
/** Words that some YAML version takes for something else than text. */
const TAKEN = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;
/** Everything but letters, numbers, marks, punctuation, symbols and the plain space. */
const ESCAPED = /[^\p{L}\p{N}\p{M}\p{P}\p{S} ]/gu;

/** A value as YAML, quoted where it would be taken for something else. */
export function yamlValue(value: FieldValue): string {
  return typeof value === "string" ? yamlText(value) : String(value);
}

/** A text as YAML, on one line. */
export function yamlText(text: string): string {
  if ((PLAIN.test(text) && !TAKEN.test(text)) || PLAIN_ADDRESS.test(text)) return text;
  return JSON.stringify(text).replace(ESCAPED, escaped);
}

/** A flow mapping on one line, keys sorted. */
export function yamlFields(fields: Readonly<Record<string, FieldValue>>): string {
  const entries = Object.keys(fields)
    .sort()
    .map((key) => `${yamlText(key)}: ${yamlValue(fields[key] ?? "")}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A flow list on one line. */
export function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(", ")}]`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
