import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestServer } from "../_support/membership-server.ts";
import { sendChange } from "../_support/send-change.ts";
import { STORES } from "../_support/stores.ts";
import { readVectors, titleOf, vectorWorld } from "../_support/vector-world.ts";

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;
  let cases = 0;

  beforeAll(async () => {
    server = await store.start();
  });
  afterAll(() => server.close());

  for (const [model, block] of readVectors()) {
    describe(model, () => {
      test.each(block.cases.map((one) => [titleOf(one), one] as const))("%s", async (_title, one) => {
        const { organization, actor, change } = vectorWorld(model, block, one);
        const key = `vectors-${cases++}`;
        await server.seed({ ...organization, key }, model);
        const answer = await sendChange(await server.as(actor), key, change);
        const [first] = one.expect;
        if (first === undefined) expect(answer.status, answer.text).toBeLessThan(300);
        else expect(answer.body).toMatchObject({ code: first, status: answer.status });
        const codes: string[] = (answer.body?.refusals ?? []).map(({ code }: { code: string }) => code);
        for (const code of one.expect) expect(codes).toContain(code);
      });
    });
  }
});
