import { quoted } from "../../diagnostics/printable.ts";
import { listed, suggestion } from "../../diagnostics/suggest.ts";
import { fieldFault } from "../../membership/field.ts";
import type { Field } from "../../membership/role-model.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { Member } from "../generated/charter-document.ts";

/** Attributes of members: known ones with values of their type, and the required ones there. */
export class AttributeCheck {
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #required: readonly Field[];

  constructor(fields: ReadonlyMap<string, Field>) {
    this.#fields = fields;
    this.#required = [...fields.values()].filter((field) => field.required && field.default === undefined);
  }

  member(check: CharterCheck, index: number, { attributes }: Member): void {
    for (const field of this.#required) {
      if (attributes !== undefined && Object.hasOwn(attributes, field.key)) continue;
      const choice = field.values.length > 0 ? `, one of ${listed(field.values)}` : "";
      const message = `the attribute ${quoted(field.key)} is required; give it${choice}`;
      check.error("attribute-required", ["members", index], message);
    }
    if (attributes === undefined) return;
    for (const [key, value] of Object.entries(attributes)) {
      const path = ["members", index, "attributes", key];
      const field = this.#fields.get(key);
      if (field === undefined) {
        const message = `members have no attribute ${quoted(key)}; ${suggestion(key, this.#fields.keys())}`;
        check.error("unknown-attribute", path, message, { part: "key" });
        continue;
      }
      const fault = fieldFault(field, value);
      if (fault !== undefined)
        check.error("attribute-invalid", path, `${quoted(key)} is ${quoted(value)}, but ${fault}`);
    }
  }
}
