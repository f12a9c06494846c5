import fc from "fast-check";
import { expect, test } from "vitest";
import { Collected } from "../../src/api/collected.ts";

test("whatever comes in whichever order: the first entry of each key, in the order of keys", () => {
  const key = fc.constantFrom("a", "b", "ba", "c", "é", "z");
  fc.assert(
    fc.property(fc.array(key), (keys) => {
      const collected = new Collected<string, number>();
      const first = new Map<string, number>();
      for (const [index, one] of keys.entries()) {
        expect(collected.tryAdd(one, index)).toBe(!first.has(one));
        if (!first.has(one)) first.set(one, index);
      }
      expect([...collected.toMap()]).toEqual([...first].sort(([left], [right]) => (left < right ? -1 : 1)));
      expect([...collected.keys()].every((one) => collected.has(one))).toBe(true);
      expect(collected.has("nobody")).toBe(false);
    }),
  );
});
