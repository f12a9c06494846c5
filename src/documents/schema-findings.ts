import type { ErrorObject } from "ajv";
import type { FindingList } from "../diagnostics/finding-list.ts";
import { collapseAlternatives } from "./alternatives.ts";
import type { LocatedDocument } from "./located-document.ts";
import { type Part, type Path, parsePointer } from "./path.ts";
import { type SchemaNode, schemasAt } from "./schema-walk.ts";
import { type FaultText, type PatternWords, wordFault } from "./schema-wording.ts";

/** What a validator found wrong with one value of a document. */
export interface SchemaErrors {
  readonly errors: readonly ErrorObject[];
  /** Where in the document the validated value stands. */
  readonly base: Path;
  readonly value: unknown;
  /** The part of the schema by which it was validated. */
  readonly schema: SchemaNode;
}

export type { PatternWords };

/** What a fault is worded by: the document, its schema, and words for patterns. */
export interface SchemaContext {
  readonly document: LocatedDocument;
  /** The whole schema, in which references are looked up. */
  readonly root: SchemaNode;
  /** What the patterns of the schema mean, in words. */
  readonly patterns: PatternWords;
}

/** One fault of form: where it is, and what to say. */
export interface SchemaFault extends FaultText {
  readonly path: Path;
  readonly part: Part;
}

/** The errors of a validator as faults in our own words, with the noise of alternatives taken out. */
export function schemaFaults({ errors, base, value, schema }: SchemaErrors, context: SchemaContext): SchemaFault[] {
  const faults = new Map<string, SchemaFault>();
  for (const error of collapseAlternatives(errors, value)) {
    const steps = parsePointer(error.instancePath);
    const nodes = schemasAt(context.root, schema, steps);
    const text = wordFault({ error, value: valueAt(value, steps), steps, nodes, base }, context.patterns);
    if (text === undefined) continue;
    const path = [...base, ...steps, ...(text.field === undefined ? [] : [text.field])];
    faults.set(`${text.code} ${path.join("/")} ${text.message}`, { ...text, path });
  }
  return [...faults.values()];
}

/** Reports faults at their places. */
export function reportFaults(faults: readonly SchemaFault[], document: LocatedDocument, findings: FindingList): void {
  for (const { code, message, path, part } of faults)
    findings.error(code, () => ({ message, ...document.locate(path, part) }));
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  let current = value;
  for (const step of steps) {
    if (current === null || typeof current !== "object" || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return current;
}
