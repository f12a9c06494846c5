import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ListedMap } from "../../src/membership/listed-map.ts";

const keys = fc.array(fc.string({ maxLength: 3 }));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(4, "0"));

function mapOf(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, `value of ${name}`]));
}

function sortedOf(names: readonly string[]): ListedMap<string, string> {
  const sorted = [...new Set(names)].sort();
  return ListedMap.sorted(
    sorted,
    sorted.map((name) => `value of ${name}`),
  );
}

describe("a map whose entries have places", () => {
  it("gives what an ordinary one gives, whatever the order in which it is asked, and however often", () => {
    fc.assert(
      fc.property(keys, keys, (names, asked) => {
        const map = mapOf(names);
        for (const listed of [ListedMap.of(map), sortedOf(names)]) {
          for (const key of [...asked, ...names, ...names.toReversed()]) {
            expect(listed.get(key)).toBe(map.get(key));
            expect(listed.has(key)).toBe(map.has(key));
          }
          expect(listed.size).toBe(map.size);
        }
      }),
    );
  });

  it("walks its entries in their order, in every way in which a map is walked", () => {
    const map = mapOf(["b", "a", "c"]);
    const listed = ListedMap.of(map);
    expect([...listed]).toEqual([...map]);
    expect([...listed.entries()]).toEqual([...map]);
    expect([...listed.keys()]).toEqual([...map.keys()]);
    expect([...listed.values()]).toEqual([...map.values()]);
    const visited: unknown[] = [];
    listed.forEach((value, key, whole) => void visited.push([key, value, whole === listed]));
    expect(visited).toEqual([...map].map(([key, value]) => [key, value, true]));
  });

  it("has each entry at its place, counted from 0", () => {
    const listed = ListedMap.of(mapOf(["b", "a"]));
    expect(listed.placeOf("a")).toBe(1);
    expect(listed.at(1)).toBe("value of a");
    expect(listed.placeOf("c")).toBeUndefined();
    expect(ListedMap.of(listed)).toBe(listed);
  });

  it("searches only for what is not there or far off, where it is asked in its own order", () => {
    const names = upTo(1_000);
    const searched: string[] = [];
    const listed = new ListedMap(names, names, (key) => {
      searched.push(key);
      return names.includes(key) ? names.indexOf(key) : undefined;
    });
    const leftOut = new Set(["0100", ...names.slice(500, 520)]);
    const asked = names.filter((name) => !leftOut.has(name)).toSpliced(10, 0, "no such name");
    expect(asked.map((name) => listed.get(name))).toEqual(asked.map((name) => names.find((one) => one === name)));
    expect(searched).toEqual(["no such name", "0520"]);
  });

  it("gives up expecting the next entry where others are asked for, and finds them all the same", () => {
    const names = upTo(1_000);
    const searched: string[] = [];
    const listed = new ListedMap(names, names, (key) => {
      searched.push(key);
      return names.indexOf(key);
    });
    for (const name of names.toReversed()) expect(listed.get(name)).toBe(name);
    for (const name of names) expect(listed.get(name)).toBe(name);
    expect(searched).toHaveLength(2_000);
  });

  it("in ascending order, finds a key that is less than all, one that is greater, and one in a gap to be missing", () => {
    for (const count of [0, 1, 2, 3, 100]) {
      const listed = sortedOf(upTo(count).filter((_, index) => index !== 50));
      expect(["", "0050", "x"].map((key) => listed.has(key))).toEqual([false, false, false]);
    }
  });
});
