/** The fields that have a value. */
export function given<Fields extends object>(
  fields: { readonly [Name in keyof Fields]: Fields[Name] | undefined },
): {
  [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}
