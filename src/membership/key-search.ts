/** Finds the place of a key in a list. */
export type KeySearch<Key extends string> = (key: Key) => number | undefined;

/** Look-ups, as a share of the keys, from which on an index of all of them is worth making. */
const INDEX_AFTER = 1 / 8;

/** By an index, which is made at the first question where there is none. */
export function searchByIndex<Key extends string>(
  keys: readonly Key[],
  index?: ReadonlyMap<Key, number>,
): KeySearch<Key> {
  let known = index;
  return (key) => {
    known ??= new Map(keys.map((one, place) => [one, place]));
    return known.get(key);
  };
}

/** In keys in ascending order: by halves, and by an index where that has been done often. */
export function searchSorted<Key extends string>(keys: readonly Key[]): KeySearch<Key> {
  const byIndex = searchByIndex(keys);
  let searches = 0;
  return (key) => {
    searches += 1;
    return searches > keys.length * INDEX_AFTER ? byIndex(key) : bisect(keys, key);
  };
}

function bisect<Key extends string>(keys: readonly Key[], key: Key): number | undefined {
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = keys[middle] as Key;
    if (found < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : undefined;
}
