import { describe, expect, it } from "vitest";
import { tryFindBuiltInDocument } from "../../src/role-models/built-in.ts";
import { apiServer } from "../_support/api-server.ts";
import { failure, ORG, readerAt } from "../_support/listed-acme.ts";

describe("asking who the token is and which rules hold", () => {
  it("finds the membership of the organization among others", async () => {
    const memberships = [
      { organization: "beta", role: "viewer", level: 20 },
      { organization: "acme", role: "owner", level: 100, ceiling: "admin" },
    ];
    const { url } = await apiServer({ "/v1/me": { body: { email: "ada@acme.example", memberships } } });
    expect(await readerAt(url).whoAmI()).toEqual({ email: "ada@acme.example", role: "owner", ceiling: "admin" });
    expect(await readerAt(url, { organization: "gamma" }).whoAmI()).toEqual({
      email: "ada@acme.example",
      role: undefined,
      ceiling: undefined,
    });
  });

  it("reads the rules in force", async () => {
    const { url } = await apiServer({ [`${ORG}/role-model`]: { body: tryFindBuiltInDocument("ranked-roles") } });
    const model = await readerAt(url).readRoleModel();
    expect(model.key).toBe("ranked-roles");
    expect(model.roles.get("organization")?.get("admin")?.level).toBe(80);
  });

  it.each([
    ["no role model", [], "is [], not an object"],
    [
      "rules without tiers",
      { ...tryFindBuiltInDocument("standard"), tiers: undefined },
      '"tiers" of the role model standard',
    ],
    ["rules that name what is not there", { ...tryFindBuiltInDocument("standard"), overrides: ["fly"] }, "fly"],
    ["rules of another shape", { ...tryFindBuiltInDocument("standard"), overrides: 7 }, "has another shape"],
  ])("refuses %s", async (_what, body, words) => {
    const { url } = await apiServer({ [`${ORG}/role-model`]: { body } });
    const error = await failure(readerAt(url).readRoleModel());
    expect(error.code).toBe("invalid-answer");
    expect(error.message).toContain(words);
  });
});
