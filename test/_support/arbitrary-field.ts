import fc from "fast-check";
import type { Field, FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import type { Scope } from "../../src/membership/scope.ts";

/** A value of this field. */
export function arbitraryValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case "enum":
      return fc.constantFrom(...field.values);
    case "duration":
      return fc.constantFrom("5m", "15m", "1h", "1h30m", "45s");
    case "integer":
      return fc.nat({ max: 5 });
    case "boolean":
      return fc.boolean();
    case "string":
      return fc.constantFrom("north", "south", "Ünïcode");
  }
}

/** Permissions that roles of a scope may contain; where the scope is open, some of anybody's own. */
export function permissionsOf(model: RoleModel, scope: Scope): string[] {
  const catalogued = [...model.permissions.values()].filter(({ scopes }) => scopes.has(scope)).map(({ key }) => key);
  return model.scopes.get(scope)?.open === true ? [...catalogued, "deploy", "observe"] : catalogued;
}
