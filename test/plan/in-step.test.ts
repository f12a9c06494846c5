import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InStep } from "../../src/plan/in-step.ts";

const keys = fc.array(fc.string({ maxLength: 3 }));

function mapOf(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, `value of ${name}`]));
}

describe("a map walked in step with another", () => {
  it("gives what the map gives, whatever the order of both, and however often one asks", () => {
    fc.assert(
      fc.property(keys, keys, (entries, asked) => {
        const map = mapOf(entries);
        const walked = new InStep(map);
        for (const key of asked) expect(walked.get(key)).toBe(map.get(key));
      }),
    );
  });

  it("asks the map for nothing but what is missing, where both are in order", () => {
    const names = ["a", "b", "c", "d"];
    const map = new (class extends Map<string, string> {
      asked: string[] = [];
      override get(key: string) {
        this.asked.push(key);
        return super.get(key);
      }
    })(mapOf(names));
    const walked = new InStep(map);
    expect(["a", "bb", "c", "d", "e"].map((key) => walked.get(key))).toEqual([
      "value of a",
      undefined,
      "value of c",
      "value of d",
      undefined,
    ]);
    expect(map.asked).toEqual(["bb", "e"]);
  });
});
