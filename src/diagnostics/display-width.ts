/** East Asian wide and full-width characters, and what is drawn as an emoji by itself. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|.\ufe0f)/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const PLAIN = /^[ -~]*$/;
/** Latin letters, dashes, quotes and the arrows of plans: one column each, for which no tables have to be loaded. */
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u21b3\u2212\u25b2]*$/;

/** One character as a person sees it, and the columns that a terminal gives it. */
export interface Grapheme {
  readonly text: string;
  readonly width: 0 | 1 | 2;
}

/** Made when it is first needed: it loads tables that take longer than most commands. */
let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a person sees them, first to last. */
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
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += grapheme.width;
  return width;
}
