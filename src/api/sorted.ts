/** The map in the order of its keys: itself, where it is so already, as answers of this API are. */
export function sorted<Key extends string, Value>(map: Map<Key, Value>): Map<Key, Value> {
  let before: Key | undefined;
  for (const key of map.keys()) {
    if (before !== undefined && before > key)
      return new Map([...map].sort(([left], [right]) => (left < right ? -1 : 1)));
    before = key;
  }
  return map;
}
