import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/plan/canonical-json.ts";

describe("canonical JSON", () => {
  test.each([
    [{ b: 1, a: [true, null, "x"], c: {} }, '{"a":[true,null,"x"],"b":1,"c":{}}'],
    [{ b: undefined, a: undefined }, "{}"],
    [{ a: undefined, b: 1, c: undefined, d: 2 }, '{"b":1,"d":2}'],
    [[undefined, 1, []], "[null,1,[]]"],
    [[], "[]"],
    ["é\n", '"é\\n"'],
    [{ "a\nb": 0 }, '{"a\\nb":0}'],
    [null, "null"],
    [undefined, "null"],
    [{ é: 1, z: 2, Z: 3, "10": 4, "9": 5 }, '{"10":4,"9":5,"Z":3,"z":2,"é":1}'],
  ])("%j is written with sorted keys and no white space", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test("is JSON for the same value, and the same text for every order of the keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
      }),
      { numRuns: Number(process.env.CHARTER_PROPERTY_RUNS ?? 100) },
    );
  });
});
