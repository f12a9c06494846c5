/** Text of a page in roff, as `man` reads it: ASCII alone, with nothing in it that could be taken for a request. */
export function roff(text: string): string {
  const escaped = text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("`", "\\(ga").replaceAll("^", "\\(ha");
  const ascii = escaped.replaceAll("~", "\\(ti").replaceAll(/[^\n -~]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `\\[u${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
  return ascii.replaceAll(/^(?=[.'])/gm, "\\&");
}

/** Lines that are shown as they are written. */
export function literal(text: string): string {
  return `.PP\n.nf\n${roff(text)}\n.fi`;
}

/** A term, and below it what it means. */
export function entry(term: string, meaning: string): string {
  return `.TP\n.B ${roff(term)}\n${roff(meaning)}`;
}
