import { CORE_SCHEMA, NOT_RESOLVED, type TagDefinition } from "js-yaml";

type ScalarTag = Extract<TagDefinition, { nodeKind: "scalar" }>;

/** What text without quotes can mean besides itself: null, a truth value or a number. */
const MEANINGS = CORE_SCHEMA.tags.filter((tag): tag is ScalarTag => tag.nodeKind === "scalar" && tag.implicit);

/** Whether a text that starts with a character can mean something else, by the character's code up to 127. */
const IS_AMBIGUOUS = Array.from({ length: 128 }, (_, code) => MEANINGS.some((tag) => canStart(tag, code)));

function canStart({ implicitFirstChars }: ScalarTag, code: number): boolean {
  return implicitFirstChars === null || implicitFirstChars.includes(String.fromCharCode(code));
}

/** The value of text without quotes, by the core schema of YAML 1.2. */
export function resolvePlainScalar(text: string): unknown {
  if (IS_AMBIGUOUS[text.charCodeAt(0)] === false) return text;
  for (const tag of MEANINGS) {
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
