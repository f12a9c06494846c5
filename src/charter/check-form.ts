import type { FindingList } from "../diagnostics/finding-list.ts";
import { nearest } from "../diagnostics/suggest.ts";
import type { LocatedDocument } from "../documents/located-document.ts";
import type { Path } from "../documents/path.ts";
import { reportFaults, type SchemaContext, type SchemaFault, schemaFaults } from "../documents/schema-findings.ts";
import { type CharterPart, leaveOut } from "./charter-part.ts";
import { fieldsOf, isFields } from "./fields.ts";
import { CHARTER_SCHEMA, FORMS, PATTERN_WORDS, SECTIONS } from "./form.ts";
import { validateEnvelope, validateGrant, validateMember } from "./generated/validate-charter.js";
import { LeftOut } from "./left-out.ts";
import type { Section } from "./section.ts";

type Validator = typeof validateMember;

/** Big mappings are validated in pieces: collecting all errors of one huge value is quadratic. */
const PIECE = 200;

/** Checks the form of one file by the schema. What it reports it also leaves out of the part that it returns. */
export function checkForm(document: LocatedDocument, findings: FindingList): CharterPart {
  const form = new FormCheck(document, findings);
  form.envelope();
  form.entries(["members"], validateMember, FORMS.member);
  for (const section of ["tenants", "projects"]) {
    for (const key of Object.keys(fieldsOf(fieldsOf(document.value)[section])))
      form.entries([section, key, "members"], validateGrant, FORMS.grant);
  }
  return form.toPart();
}

class FormCheck {
  readonly #context: SchemaContext;
  readonly #findings: FindingList;
  readonly #leftOut: Path[] = [];
  readonly #unknown: Path[] = [];
  readonly #misspelt = new Set<Section>();

  constructor(document: LocatedDocument, findings: FindingList) {
    this.#context = { document, root: CHARTER_SCHEMA, patterns: PATTERN_WORDS };
    this.#findings = findings;
  }

  envelope(): void {
    for (const value of pieces(this.#context.document.value)) {
      if (validateEnvelope(value)) continue;
      this.#report(
        schemaFaults({ errors: validateEnvelope.errors ?? [], base: [], value, schema: FORMS.envelope }, this.#context),
      );
    }
  }

  entries(base: Path, validator: Validator, schema: typeof FORMS.member): void {
    const list = base.reduce((value: unknown, step) => fieldsOf(value)[step], this.#context.document.value);
    if (!Array.isArray(list)) return;
    for (const [index, value] of list.entries()) {
      if (validator(value)) continue;
      const errors = validator.errors ?? [];
      this.#report(schemaFaults({ errors, base: [...base, index], value, schema }, this.#context));
    }
  }

  toPart(): CharterPart {
    const { document } = this.#context;
    if (!isFields(document.value)) return { document, content: {}, leftOut: new LeftOut(SECTIONS), kept: new Map() };
    if (this.#leftOut.length + this.#unknown.length === 0)
      return { document, content: document.value, leftOut: new LeftOut(), kept: new Map() };
    const part = leaveOut(document, this.#leftOut, this.#unknown);
    return { ...part, leftOut: part.leftOut.and(new LeftOut(this.#misspelt)) };
  }

  #report(faults: readonly SchemaFault[]): void {
    reportFaults(faults, this.#context.document, this.#findings);
    for (const { code, path } of faults) {
      if (code !== "unknown-field") this.#leftOut.push(path);
      else {
        this.#unknown.push(path);
        if (path.length === 1) this.#noteMisspelt(String(path[0]));
      }
    }
  }

  /** A section under a wrong name is not one that is missing. */
  #noteMisspelt(field: string): void {
    const meant = nearest(field, SECTIONS);
    if (meant !== undefined) this.#misspelt.add(meant as Section);
  }
}

/** The value whole, or its big mappings a piece at a time. */
function* pieces(value: unknown): Iterable<unknown> {
  const big = Object.entries(fieldsOf(value)).filter(([, inner]) => Object.keys(fieldsOf(inner)).length > PIECE);
  if (big.length === 0) {
    yield value;
    return;
  }
  yield Object.fromEntries(Object.entries(fieldsOf(value)).filter(([key]) => !big.some(([other]) => other === key)));
  for (const [key, inner] of big) {
    const fields = Object.entries(fieldsOf(inner));
    for (let from = 0; from < fields.length; from += PIECE)
      yield { [key]: Object.fromEntries(fields.slice(from, from + PIECE)) };
  }
}
