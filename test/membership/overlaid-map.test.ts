import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OverlaidMap } from "../../src/membership/overlaid-map.ts";

type Step = readonly ["set" | "delete", string, number];

const key = fc.constantFrom("a", "b", "c", "d", "e");
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom("set", "delete"), key, fc.nat());
const base = fc.array(fc.tuple(key, fc.nat())).map((entries) => new Map(entries));

function take(
  map: Pick<Map<string, number>, "set" | "delete"> | OverlaidMap<string, number>,
  [kind, name, value]: Step,
) {
  if (kind === "set") map.set(name, value);
  else map.delete(name);
}

function expectSame(overlaid: OverlaidMap<string, number>, copy: ReadonlyMap<string, number>): void {
  expect([...overlaid]).toEqual([...copy]);
  expect([...overlaid.keys()]).toEqual([...copy.keys()]);
  expect([...overlaid.values()]).toEqual([...copy.values()]);
  expect(overlaid.size).toBe(copy.size);
  for (const name of ["a", "b", "c", "d", "e", "f"]) {
    expect(overlaid.get(name)).toBe(copy.get(name));
    expect(overlaid.has(name)).toBe(copy.has(name));
  }
}

describe("a map over another", () => {
  it("is what a copy would be after the same steps, in the same order, and leaves the one below as it was", () => {
    fc.assert(
      fc.property(base, fc.array(step, { maxLength: 20 }), (below, steps) => {
        const before = [...below];
        const overlaid = new OverlaidMap(below);
        const copy = new Map(below);
        for (const one of steps) {
          take(overlaid, one);
          take(copy, one);
          expectSame(overlaid, copy);
        }
        expect([...below]).toEqual(before);
      }),
    );
  });

  it("over a map over another, goes its own way from there, as the lower one does", () => {
    fc.assert(
      fc.property(base, fc.array(step), fc.array(step), fc.array(step), (below, first, upper, lower) => {
        const one = new OverlaidMap(below);
        const copy = new Map(below);
        for (const taken of first) [one, copy].forEach((map) => void take(map, taken));
        const two = new OverlaidMap(one);
        const copyOfTwo = new Map(copy);
        for (const taken of upper) [two, copyOfTwo].forEach((map) => void take(map, taken));
        for (const taken of lower) [one, copy].forEach((map) => void take(map, taken));
        expectSame(two, copyOfTwo);
        expectSame(one, copy);
      }),
    );
  });

  it("visits what it has", () => {
    const overlaid = new OverlaidMap(new Map([["a", 1]]));
    overlaid.set("b", 2);
    const visited: unknown[] = [];
    overlaid.forEach((value, name, whole) => void visited.push([name, value, whole === overlaid]));
    expect(visited).toEqual([
      ["a", 1, true],
      ["b", 2, true],
    ]);
  });
});
