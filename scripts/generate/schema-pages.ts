import { readFileSync } from "node:fs";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { rowsWithin } from "./reference/field-rows.ts";
import { type JsonSchema, resolved } from "./reference/json-schema.ts";
import { remarks, table, typeWords } from "./reference/type-words.ts";

interface SchemaPage {
  readonly schema: string;
  readonly title: string;
  /** What stands before the fields; paths are relative to `docs/reference/`. */
  readonly introduction: string;
}

const PAGES: readonly SchemaPage[] = [
  {
    schema: "charter",
    title: "The charter",
    introduction: `A charter is a file (\`charter.yaml\`) or a folder (\`charter/\`), whose files are merged in the order of their names; what is
declared twice is an error. YAML 1.2 or JSON. [Editors](../editors.md) complete and check it by its schema, and
[examples/acme](../../examples/acme/charter.yaml) has a little of everything.`,
  },
  {
    schema: "plan",
    title: "The plan",
    introduction: `What \`charter plan --format json\` prints, \`--out\` saves and \`charter apply\` carries out. [Reviewing a plan](../review.md)
says what the digest protects.`,
  },
  {
    schema: "charter-test",
    title: "Policy tests",
    introduction: `Files named \`*.charter-test.yaml\`. [Policy tests](../policy-tests.md) has the sentences.`,
  },
  {
    schema: "role-model",
    title: "The format of role models",
    introduction: `[The built-in role models](role-models/index.md) are files of this format; [another page](../how-to/own-role-model.md) writes one. \`charter role-model check FILE\` says what is wrong with a file.`,
  },
];

/** A page for each format, from its JSON Schema. */
export function schemaPages(): GeneratedFile[] {
  return PAGES.map((page) => ({ path: fromRoot(`docs/reference/${page.schema}.md`), text: pageOf(page) }));
}

function pageOf({ schema, title, introduction }: SchemaPage): string {
  const root = JSON.parse(readFileSync(fromRoot(`schemas/${schema}.schema.json`), "utf8")) as JsonSchema;
  const { properties = {}, required = [], description = "" } = resolved(root, root);
  const sections = Object.entries(properties)
    .filter(([name]) => name !== "$schema")
    .map(([name, property]) => section(name, property, required.includes(name)));
  return [
    "<!-- Made by `npm run generate`; edits are lost. -->",
    `# ${title}`,
    description,
    introduction,
    `The schema: [${schema}.schema.json](../../schemas/${schema}.schema.json), also printed by \`charter schema ${schema}\`. In paths,
\`[]\` is an element of a list, \`KEY\` a name of one's own. Unknown fields are errors.`,
    ...sections,
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function section(name: string, property: JsonSchema, isRequired: boolean): string {
  const type = typeWords(property);
  const head =
    `${type[0]?.toUpperCase() ?? ""}${type.slice(1)}${isRequired ? ", required" : ""}. ${remarks(property)}`.trim();
  const rows = rowsWithin(name, property);
  return [`## \`${name}\``, head, ...(rows.length === 0 ? [] : [table(["field", "value", ""], rows)])].join("\n\n");
}
