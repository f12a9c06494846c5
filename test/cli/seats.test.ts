import { expect, it } from "vitest";
import { openWorkplace } from "../_support/workplace.ts";

it("more people than seats are an error of a charter on its own, and a refusal of its plan", async () => {
  const place = await openWorkplace();
  const members = [1, 2, 3, 4, 5].map((number) => `  - { email: p${number}@acme.example, role: member }\n`).join("");
  const owner = "  - { email: ada@acme.example, role: owner }\n";
  const head = "charter: v1\norganization: acme\nroleModel: standard\ntier: free\n";
  await place.write("charter.yaml", `${head}members:\n${owner}${members}`);
  const { err } = await place.expectExit(1, "validate");
  expect(err).toContain("charter.yaml:11:14");
  expect(err).toContain("seat-limit-reached");
  const { out } = await place.expectExit(3, "plan", "--json");
  expect(JSON.parse(out).refusals).toContainEqual(expect.objectContaining({ code: "seat-limit-reached" }));
});
