/** Controls, invisible and direction-changing characters, private use and halves of pairs; joiners of emoji are kept. */
export const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu;

const LONGEST_QUOTE = 80;

/** Text from a file, safe for a terminal: what could move the cursor or hide is replaced, one unit for one unit. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found) => "\ufffd".repeat(found.length));
}

/** A value from a file as it is quoted in a message: on one line, escaped, shortened where it is long. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const escaped = text.replace(UNPRINTABLE, (found) =>
    [...found].map((one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`).join(""),
  );
  if (escaped.length <= LONGEST_QUOTE) return escaped;
  const cut = escaped.slice(0, LONGEST_QUOTE - 1);
  return typeof value === "string" ? `${cut}…"` : `${cut}…`;
}
