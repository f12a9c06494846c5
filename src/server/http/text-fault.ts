/**
 * What is wrong with the text in a part of a request, in words; undefined where all of it can be kept as it is. Half of
 * a surrogate pair would come back as another character, and two such texts as the same; PostgreSQL keeps no U+0000.
 */
export function textFault(value: unknown): string | undefined {
  if (typeof value === "string") return ofText(value);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const fault = ofText(key) ?? textFault(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function ofText(text: string): string | undefined {
  if (text.includes("\u0000")) return "text cannot contain the character U+0000";
  return text.isWellFormed() ? undefined : "text cannot contain half of a surrogate pair";
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** The text of bytes in UTF-8, without a byte order mark; undefined where they are something else. */
export function tryReadUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
