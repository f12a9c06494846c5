import { describe, expect, it } from "vitest";
import { searchByIndex, searchSorted } from "../../src/membership/key-search.ts";

const SORTED = Array.from({ length: 800 }, (_, index) => String(index).padStart(4, "0"));

/** Keys that count how often one of them is read. */
function watched(keys: readonly string[]): { readonly keys: readonly string[]; readonly reads: () => number } {
  let reads = 0;
  const proxy = new Proxy(keys, {
    get: (target, name, receiver) => {
      if (typeof name === "string" && /^\d+$/.test(name)) reads += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { keys: proxy, reads: () => reads };
}

describe("looking for a key in a list", () => {
  it("in ascending order reads a few keys a time, and no more than all of them once where it is done often", () => {
    const { keys, reads } = watched(SORTED);
    const search = searchSorted(keys);
    for (let at = 0; at < 100; at++) expect(search(SORTED[at * 8] ?? "")).toBe(at * 8);
    expect(reads()).toBeGreaterThan(100);
    expect(reads()).toBeLessThanOrEqual(100 * 11);
    const before = reads();
    expect(search("0799")).toBe(799);
    expect(reads()).toBe(before + 800);
    for (const [place, key] of SORTED.entries()) expect(search(key)).toBe(place);
    expect(reads()).toBe(before + 800);
  });

  it("finds nothing that is not there, before the first, behind the last and in between", () => {
    for (const count of [0, 1, 2, 3, 7, 8]) {
      const search = searchSorted(SORTED.slice(0, count));
      expect(["", "0000a", "0001a", "9"].map(search)).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  it("by an index that is there, reads no key at all", () => {
    const { keys, reads } = watched(["b", "a"]);
    const search = searchByIndex(keys, new Map([["a", 1]]));
    expect(search("a")).toBe(1);
    expect(search("b")).toBeUndefined();
    expect(reads()).toBe(0);
  });
});
