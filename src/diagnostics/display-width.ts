/** East Asian wide and full-width characters, and what is drawn as an emoji by itself. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|.\ufe0f)/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const PLAIN = /^[ -~]*$/;

/** One character as a person sees it, and the columns that a terminal gives it. */
export interface Grapheme {
  readonly text: string;
  readonly width: 0 | 1 | 2;
}

/** Made when it is first needed: it loads tables that take longer than most commands. */
let segmenter: Intl.Segmenter | undefined;

export function* graphemes(text: string): Iterable<Grapheme> {
  if (PLAIN.test(text)) {
    for (const one of text) yield { text: one, width: 1 };
    return;
  }
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) {
    yield { text: segment, width: WIDE.test(segment) ? 2 : INVISIBLE.test(segment) ? 0 : 1 };
  }
}

/** Columns that a terminal gives to a text without control characters. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += grapheme.width;
  return width;
}
