/** Named values after a patch; null takes a value away. */
export function patched<Value>(
  values: Readonly<Record<string, Value>>,
  patch: Readonly<Record<string, Value | null>> = {},
): Record<string, Value> {
  const result: Record<string, Value> = { ...values };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = value;
  }
  return result;
}
