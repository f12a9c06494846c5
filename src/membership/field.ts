import type { Field, FieldValue, RoleModel } from "./role-model.ts";

/** `15m`, `1h30m`, `45s`. */
export const DURATION = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Says why a value is not one of this field's, or nothing where it is. */
export function fieldFault(field: Pick<Field, "type" | "values">, value: FieldValue): string | undefined {
  switch (field.type) {
    case "enum":
      return typeof value === "string" && field.values.includes(value)
        ? undefined
        : `must be one of ${field.values.join(", ")}`;
    case "duration":
      return typeof value === "string" && DURATION.test(value) ? undefined : "must be a duration such as 15m or 1h30m";
    case "integer":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
        ? undefined
        : "must be a whole number, 0 or more";
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "string":
      return typeof value === "string" && value.length > 0 ? undefined : "must be text that is not empty";
  }
}

/** An organization's settings, with the defaults of those that it has not set. */
export function settingsInForce(
  { settings: fields }: Pick<RoleModel, "settings">,
  settings: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, FieldValue>> {
  const inForce: Record<string, FieldValue> = { ...settings };
  for (const field of fields.values())
    if (field.default !== undefined && inForce[field.key] === undefined) inForce[field.key] = field.default;
  return inForce;
}

/**
 * The value in force: the given one, else the default, else the setting that the field names.
 *
 * @param settings those in force: {@link settingsInForce}
 */
export function effectiveValue(
  field: Field,
  given: FieldValue | undefined,
  settings: Readonly<Record<string, FieldValue>>,
): FieldValue | undefined {
  return given ?? field.default ?? (field.defaultFrom === undefined ? undefined : settings[field.defaultFrom]);
}
