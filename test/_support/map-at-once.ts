/** Maps in order of the items, so many under way at a time. */
export async function mapAtOnce<Item, Value>(
  most: number,
  items: readonly Item[],
  map: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  const rest = items.entries();
  const work = async () => {
    for (const [index, item] of rest) values[index] = await map(item);
  };
  await Promise.all(Array.from({ length: most }, work));
  return values;
}
