import schema from "../../schemas/charter.schema.json" with { type: "json" };
import type { PatternWords } from "../documents/schema-findings.ts";
import { definition, knownFields, type SchemaNode } from "../documents/schema-walk.ts";
import type { Section } from "./section.ts";

/** The schema of charters, for wording what is wrong with one. */
export const CHARTER_SCHEMA: SchemaNode = schema as SchemaNode;

export const FORMS = {
  envelope: definition(CHARTER_SCHEMA, "envelope"),
  member: definition(CHARTER_SCHEMA, "member"),
  grant: definition(CHARTER_SCHEMA, "grant"),
};

/** Every section that a charter can have. */
export const SECTIONS: ReadonlySet<Section> = new Set([...knownFields([FORMS.envelope])] as Section[]);

const { key, email, permission, fieldName, until, login } = schema.$defs;

/** What the patterns of the schema mean, in words. */
export const PATTERN_WORDS: PatternWords = new Map([
  [key.pattern, { words: "lower-case letters, digits and hyphens, at most 63, starting with a letter or digit" }],
  [email.pattern, { code: "invalid-email", words: "an e-mail address such as ada@acme.example" }],
  [permission.pattern, { words: "a permission of 1 to 200 characters, such as issues:triage" }],
  [fieldName.pattern, { words: "a name such as memberType, of letters and digits, starting with a small letter" }],
  [until.pattern, { code: "invalid-date", words: "a day written as YYYY-MM-DD, such as 2026-12-31" }],
  [login.pattern, { words: "a login of letters, digits, hyphens, dots and underscores" }],
  [schema.$defs.guards.properties.removals.pattern, { words: "a share from 0% to 100%" }],
]);
