import type { Dice } from "./dice.ts";
import type { Recorded } from "./recorded-api.ts";

interface Page {
  readonly items: readonly unknown[];
  readonly cursor?: string;
}

/**
 * The answer in the right form, of which something is left out, is there twice, is in another order, or leads elsewhere.
 * Nothing in it is made up: whoever takes it for whole has to have read what there is.
 */
export function lyingAnswer(recorded: Recorded, others: readonly Recorded[], dice: Dice): Recorded {
  const { headers, text } = recorded;
  if (/ndjson/.test(headers["content-type"] ?? "")) {
    const [header = "", ...lines] = text.trimEnd().split("\n");
    return { ...recorded, text: [header, ...disturbed(lines, dice)].map((line) => `${line}\n`).join("") };
  }
  if (!text.startsWith('{"items":')) return recorded;
  const { cursor, ...page } = JSON.parse(text) as Page;
  const cursors = others.flatMap((other) => /"cursor":"([^"]*)"/.exec(other.text)?.[1] ?? []);
  const next = dice.pick([cursor, cursor, undefined, dice.pick(cursors)]);
  const lie = { ...page, items: disturbed(page.items, dice), ...(next === undefined ? {} : { cursor: next }) };
  return { ...recorded, text: JSON.stringify(lie) };
}

function disturbed<Item>(items: readonly Item[], dice: Dice): readonly Item[] {
  if (items.length === 0) return items;
  const at = dice.below(items.length);
  switch (dice.below(5)) {
    case 0:
      return items.toSpliced(at, 1);
    case 1:
      return items.toSpliced(at, 0, dice.pick(items));
    case 2:
      return items.toReversed();
    case 3:
      return items.with(at, dice.pick(items));
    default:
      return items.slice(0, at);
  }
}
