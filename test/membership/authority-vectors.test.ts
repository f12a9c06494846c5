import { describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { judge } from "../../src/membership/judge.ts";
import { readVectors, titleOf, vectorWorld } from "../_support/vector-world.ts";

for (const [model, block] of readVectors()) {
  describe(model, () => {
    test.each(block.cases.map((one) => [titleOf(one), one] as const))("%s", (_title, one) => {
      const world = vectorWorld(model, block, one);
      const facts = new OrganizationDraft(world.model, world.organization);
      const codes: string[] = judge(facts, { email: world.actor }, world.change).map(({ code }) => code);
      if (one.expect.length === 0) expect(codes).toEqual([]);
      else expect(codes[0]).toBe(one.expect[0]);
      for (const code of one.expect) expect(codes).toContain(code);
    });
  });
}
