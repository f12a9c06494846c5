/** One thing to show: its text, and how early it is left out (0 is the last to go). */
export interface Entry {
  readonly text: string;
  readonly weight: number;
}

/** Entries that are shown together, or not at all where none of them has room. */
export interface Block {
  readonly head: string;
  readonly tail: string;
  readonly entries: readonly Entry[];
}

/** Blocks under one heading. */
export interface Part {
  readonly heading: string;
  /** What its entries are, for the count of those left out: `changes`. */
  readonly noun: string;
  readonly blocks: readonly Block[];
}

/** A part as far as there was room for it. */
export interface FittedPart {
  readonly text: string;
  readonly noun: string;
  readonly shown: number;
  readonly total: number;
}

/** Room for the line that says how many entries a block or a part leaves out. */
const REST = 80;

/**
 * The parts within so many characters. Where there is too much, entries of the highest weight are left out first, and
 * each place that lost some says how many. Headings are never left out; no entry is cut.
 */
export function fitParts(parts: readonly Part[], room: number): FittedPart[] {
  const filled = parts.filter(({ blocks }) => blocks.length > 0);
  const headings = filled.reduce((sum, { heading }) => sum + heading.length + REST, 0);
  const kept = keptEntries(
    filled.flatMap(({ blocks }) => blocks),
    room - headings,
  );
  return filled.map((part) => fitted(part, kept));
}

/** One weight takes at most this share of what room is left, so that all of what comes after it is not only counted. */
const SHARE = 0.67;

function keptEntries(blocks: readonly Block[], room: number): ReadonlySet<Entry> {
  const weights = [...Map.groupBy(candidatesOf(blocks), ({ entry }) => entry.weight)];
  const classes = weights.sort(([left], [right]) => left - right).map(([, candidates]) => candidates);
  const page = new Page(room);
  for (const candidates of classes) page.fill(candidates, page.left * SHARE);
  for (const candidates of classes) page.fill(candidates, page.left);
  return page.kept;
}

interface Candidate {
  readonly block: Block;
  readonly entry: Entry;
}

function candidatesOf(blocks: readonly Block[]): Candidate[] {
  return blocks.flatMap((block) => block.entries.map((entry) => ({ block, entry })));
}

/** Room that is used up entry by entry. The first entry of a block pays for the block's own words. */
class Page {
  readonly kept = new Set<Entry>();
  readonly #opened = new Set<Block>();
  left: number;

  constructor(room: number) {
    this.left = room;
  }

  fill(candidates: readonly Candidate[], allowed: number): void {
    const floor = this.left - allowed;
    for (const { block, entry } of candidates) {
      if (this.kept.has(entry)) continue;
      const opening = this.#opened.has(block) ? 0 : block.head.length + block.tail.length + REST;
      const size = entry.text.length + opening;
      if (this.left - size < floor) continue;
      this.left -= size;
      this.#opened.add(block);
      this.kept.add(entry);
    }
  }
}

function fitted({ heading, noun, blocks }: Part, kept: ReadonlySet<Entry>): FittedPart {
  const texts: string[] = [];
  let shown = 0;
  let dropped = 0;
  for (const { head, tail, entries } of blocks) {
    const some = entries.filter((entry) => kept.has(entry)).map(({ text }) => text);
    const rest = entries.length - some.length;
    shown += some.length;
    dropped += some.length === 0 ? rest : 0;
    if (some.length > 0) texts.push(head, ...some, rest === 0 ? "" : `- … and ${rest} more\n`, tail);
  }
  const elsewhere = dropped === 0 ? "" : `${dropped} ${shown === 0 ? "" : "more "}${noun}, not shown here.\n\n`;
  const total = blocks.reduce((sum, { entries }) => sum + entries.length, 0);
  return { text: [heading, ...texts, elsewhere].join(""), noun, shown, total };
}
