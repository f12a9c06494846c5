import { expect, test } from "vitest";
import { accessCauses } from "../../src/render/access-causes.ts";
import { planOf } from "../_support/plan-of.ts";

test("a change of one's own is told without one's name, however either is spelled", () => {
  const change = { kind: "cancel-invitation", email: "bob@acme.example" } as const;
  const causes = accessCauses(planOf([{ change }]));
  const delta = { scope: "organization", gains: [], loses: ["read"], through: ["c1"] };
  expect(causes({ ...delta, email: "Bob@Acme.example" })).toEqual(["cancel invitation as none"]);
  expect(causes({ ...delta, email: "cid@acme.example" })).toEqual(["bob@acme.example: cancel invitation as none"]);
});
