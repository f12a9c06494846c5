import type { Path } from "../../documents/path.ts";
import { fieldsOf, isFields } from "../fields.ts";
import type { StackBlock } from "./stack-block.ts";

/** Reports what only Terraform could evaluate, at its place in the file. */
export type Report = (path: Path, what: string) => void;

/** Text, an interpolation, a directive, or one of both that is escaped. */
const PIECES = /\$\$\{|%%\{|\$\{[^}]*\}|%\{[^}]*\}/g;
const REFERENCE = /^(charter_\w+)\.([\w-]+)\.(\w+)$/;

/** Attributes that the API fills in. */
const COMPUTED: ReadonlySet<string> = new Set(["id", "status", "statuses"]);

/** How many references may lead from one to the next. More is a circle. */
const MOST_STEPS = 20;

/** The values of a stack, with references between our own resources resolved. */
export class StackValues {
  readonly #blocks: ReadonlyMap<string, StackBlock>;
  readonly #report: Report;

  constructor(blocks: readonly StackBlock[], report: Report) {
    this.#blocks = new Map(blocks.map((block) => [`${block.type}.${block.name}`, block]));
    this.#report = report;
  }

  /** A text; undefined where there is none, or where it is reported. */
  text(path: Path, value: unknown): string | undefined {
    if (value === null || value === undefined) return undefined;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (typeof value === "string") return this.#resolve(path, value, 0);
    this.#report(path, "what is no text");
    return undefined;
  }

  texts(path: Path, value: unknown): string[] | undefined {
    if (value === null || value === undefined) return undefined;
    if (!Array.isArray(value)) {
      this.#whole(path, value);
      return undefined;
    }
    return value.flatMap((item, index) => this.text([...path, index], item) ?? []);
  }

  textMap(path: Path, value: unknown): Record<string, string> | undefined {
    return this.map(path, value, (at, item) => this.text(at, item));
  }

  /** A map by key; a key may be a reference, too. */
  map<Item>(path: Path, value: unknown, read: (path: Path, item: unknown) => Item | undefined) {
    if (value === null || value === undefined) return undefined;
    if (!isFields(value)) {
      this.#whole(path, value);
      return undefined;
    }
    const made: Record<string, Item> = {};
    for (const [key, item] of Object.entries(value)) {
      const name = this.text([...path, key], key);
      const found = read([...path, key], item);
      if (name !== undefined && found !== undefined) made[name] = found;
    }
    return made;
  }

  /** A collection that is written as one expression. */
  #whole(path: Path, value: unknown): void {
    const [, expression] = /^\$\{(.*)\}$/s.exec(typeof value === "string" ? value : "") ?? [];
    this.#report(path, expression === undefined ? "what is no such collection" : named(expression));
  }

  #resolve(path: Path, text: string, steps: number): string | undefined {
    let isKnown = true;
    const resolved = text.replaceAll(PIECES, (piece) => {
      if (piece === "$${" || piece === "%%{") return piece.slice(1);
      const value = piece.startsWith("%") ? undefined : this.#evaluate(path, piece.slice(2, -1).trim(), steps);
      if (piece.startsWith("%")) this.#report(path, `the directive ${piece}`);
      if (value === undefined) isKnown = false;
      return value ?? "";
    });
    return isKnown ? resolved : undefined;
  }

  #evaluate(path: Path, expression: string, steps: number): string | undefined {
    const [, type = "", name = "", attribute = ""] = REFERENCE.exec(expression) ?? [];
    const block = this.#blocks.get(`${type}.${name}`);
    const value = fieldsOf(block?.fields)[attribute];
    if (typeof value === "string" && steps < MOST_STEPS) return this.#resolve(path, value, steps + 1);
    this.#report(path, steps < MOST_STEPS ? unresolved(expression, block, attribute) : `the circle of ${expression}`);
    return undefined;
  }
}

function unresolved(expression: string, block: StackBlock | undefined, attribute: string): string {
  if (block === undefined) return named(expression);
  if (COMPUTED.has(attribute)) return `${expression}, which the API fills in`;
  return `${expression}, which the stack gives no text`;
}

/** An expression by its kind, as far as it shows. */
function named(expression: string): string {
  if (/^data\./.test(expression)) return `the data source ${expression}`;
  if (/^var\./.test(expression)) return `the variable ${expression}`;
  if (/^local\./.test(expression)) return `the local value ${expression}`;
  if (/^module\./.test(expression)) return `the module's value ${expression}`;
  if (/^(?:each|count)\./.test(expression)) return `${expression}`;
  const [, called] = /^([\w:]+)\(/.exec(expression) ?? [];
  if (called !== undefined) return `the function ${called} in ${expression}`;
  return REFERENCE.test(expression) ? `${expression}, which is not in this stack` : `the expression ${expression}`;
}
