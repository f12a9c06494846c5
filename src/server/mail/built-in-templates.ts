import { BUILT_IN_TEMPLATE_FILES } from "./generated/built-in-templates.ts";
import type { LetterTemplates } from "./letter-template.ts";
import { readTemplates } from "./read-templates.ts";

/** The letter of whoever brings no templates of their own. */
export function builtInTemplates(): LetterTemplates {
  const { templates, findings } = readTemplates(BUILT_IN_TEMPLATE_FILES);
  if (templates === undefined) throw new Error(`the built-in templates are faulty: ${JSON.stringify(findings)}`);
  return templates;
}
