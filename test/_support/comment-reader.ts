/** What a comment is made of, read by the rules of GitHub Flavored Markdown that concern it. */
export interface ReadComment {
  /** Lines of text with code spans taken out as `¤`, links as their labels. */
  readonly text: readonly string[];
  readonly links: readonly string[];
  readonly html: readonly string[];
  readonly tables: number;
}

const SUMMARY = /<summary>[\w ]*(?:<code>[^<>`]*<\/code>)?[\w ,:]*(?:, <b>▲ \d+ broadening<\/b>)?<\/summary>/.source;
const HTML_LINE = new RegExp(`^(?:<details(?: open)?>|${SUMMARY}|</details>|<!-- charter:[^\\s<>]* -->)$`);
const TABLE_LINE = /^\| (?:[\w*: -]+ \| |\| )[\d |:▲a-z-]*\|$/;

/** Reads a comment line by line: in what Charter writes, no construct but a fence could span lines. */
export function readComment(markdown: string): ReadComment {
  const text: string[] = [];
  const links: string[] = [];
  const html: string[] = [];
  let tables = 0;
  for (const line of markdown.split("\n")) {
    if (HTML_LINE.test(line)) html.push(line);
    else if (TABLE_LINE.test(line)) tables++;
    else text.push(withoutLinks(withoutCode(line), links));
  }
  return { text, links, html, tables };
}

/** A run of backticks opens a code span that the next run of the same length closes; else it is text. */
function withoutCode(line: string): string {
  let rest = line;
  let shown = "";
  for (;;) {
    const opening = /(?<!`)`+(?!`)/.exec(rest);
    if (opening === null) return shown + rest;
    const after = rest.slice(opening.index + opening[0].length);
    const closing = new RegExp(`(?<!\`)\`{${opening[0].length}}(?!\`)`).exec(after);
    shown += rest.slice(0, opening.index) + (closing === null ? opening[0] : "¤");
    rest = closing === null ? after : after.slice(closing.index + closing[0].length);
  }
}

function withoutLinks(line: string, links: string[]): string {
  return line.replace(/\[(¤|this run)\]\(([^()\s]*)\)/g, (_whole, label: string, url: string) => {
    links.push(url);
    return label;
  });
}
