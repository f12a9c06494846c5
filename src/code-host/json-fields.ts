import { CodeHostError } from "./code-host-error.ts";

/**
 * One object of an answer, read field by field. What is missing or of another type is a {@link CodeHostError}: nothing
 * is concluded from an answer that is not what the code host documents.
 */
export class JsonFields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #what: string;

  constructor(value: unknown, what: string) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw malformed(what, "no object");
    this.#value = value as Readonly<Record<string, unknown>>;
    this.#what = what;
  }

  text(name: string): string {
    const value = this.#value[name];
    if (typeof value !== "string" || value === "") throw malformed(this.#what, `no text ${name}`);
    return value;
  }

  /** A text that may be empty, null or absent. */
  maybeText(name: string): string | undefined {
    const value = this.#value[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string") throw malformed(this.#what, `no text ${name}`);
    return value;
  }

  integer(name: string): number {
    const value = this.#value[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw malformed(this.#what, `no number ${name}`);
    return value;
  }

  /** Milliseconds since 1970 of an instant. */
  instant(name: string): number {
    const instant = Date.parse(this.text(name));
    if (Number.isNaN(instant)) throw malformed(this.#what, `no time ${name}`);
    return instant;
  }

  isTrue(name: string): boolean {
    return this.#value[name] === true;
  }

  has(name: string): boolean {
    return this.#value[name] !== undefined && this.#value[name] !== null;
  }

  object(name: string): JsonFields {
    return new JsonFields(this.#value[name], `${this.#what}: ${name}`);
  }

  list(name: string): JsonFields[] {
    const value = this.#value[name];
    if (!Array.isArray(value)) throw malformed(this.#what, `no list ${name}`);
    return value.map((item) => new JsonFields(item, `${this.#what}: ${name}`));
  }
}

function malformed(what: string, fault: string): CodeHostError {
  return new CodeHostError(`could not ${what}: the answer is not what the code host documents (${fault})`);
}
