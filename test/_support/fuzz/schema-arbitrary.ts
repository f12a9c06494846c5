import fc from "fast-check";

/** A JSON Schema, as far as ours go. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Values that fit a schema, put together from few words, so that what refers to something often finds it. */
export class SchemaArbitrary {
  readonly #root: Schema;
  readonly #words: readonly string[];
  readonly #known = new Map<Schema, fc.Arbitrary<unknown>>();

  constructor(root: object, words: readonly string[]) {
    this.#root = root;
    this.#words = words;
  }

  values(): fc.Arbitrary<unknown> {
    return this.#of(this.#root);
  }

  #of(schema: Schema): fc.Arbitrary<unknown> {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    const made = this.#made(schema);
    this.#known.set(schema, made);
    return made;
  }

  #made(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined) return this.#of(this.#referred(schema.$ref));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if (schema.oneOf !== undefined) return fc.oneof(...schema.oneOf.map((one) => this.#of(one)));
    const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["object"]);
    return fc.oneof(...types.map((type) => this.#ofType(type, schema)));
  }

  #ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
    switch (type) {
      case "object":
        return this.#object(schema);
      case "array":
        return fc.array(this.#of(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
      case "integer":
      case "number":
        return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 100 });
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      default:
        return this.#text(schema);
    }
  }

  #object({ properties = {}, required = [], additionalProperties, propertyNames, minProperties = 0 }: Schema) {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, this.#of(schema)]));
    const own = fc.record(fields, { requiredKeys: required.filter((name) => Object.hasOwn(fields, name)) });
    if (typeof additionalProperties !== "object") return own;
    const names = this.#text(propertyNames === undefined ? {} : this.#resolved(propertyNames));
    const more = fc.dictionary(names, this.#of(additionalProperties), { minKeys: minProperties, maxKeys: 3 });
    return fc.tuple(own, more).map(([fixed, free]) => ({ ...free, ...fixed }));
  }

  #text({ pattern, enum: choices }: Schema): fc.Arbitrary<string> {
    if (choices !== undefined) return fc.constantFrom(...(choices as string[]));
    if (pattern === undefined) return fc.oneof(fc.constantFrom(...this.#words), fc.string({ maxLength: 12 }));
    const expression = new RegExp(pattern, "u");
    const fitting = this.#words.filter((word) => expression.test(word));
    const free = fc.stringMatching(expression);
    return fitting.length === 0 ? free : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fitting) }, free);
  }

  #resolved(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.#resolved(this.#referred(schema.$ref));
  }

  #referred(reference: string): Schema {
    const schema = this.#root.$defs?.[reference.replace("#/$defs/", "")];
    if (schema === undefined) throw new Error(`the schema has no ${reference}`);
    return schema;
  }
}
