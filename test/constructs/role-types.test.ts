import type { TerraformStack } from "cdktf";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type BuiltInRoleModel, Organization, type RoleOf } from "../../src/constructs/index.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { synthesized } from "../_support/synthesized.ts";

describe("roles as types", () => {
  it("are those of the role model, scope by scope", () => {
    type Text<Role> = Extract<Role, string>;
    expectTypeOf<Text<RoleOf<"member-types", "project">>>().toEqualTypeOf<
      "project-owner" | "project-manager" | "project-member"
    >();
    expectTypeOf<Text<RoleOf<"ranked-roles", "tenant">>>().toEqualTypeOf<never>();
    expectTypeOf<Text<RoleOf<{ file: string }, "project">>>().toEqualTypeOf<string>();
    expectTypeOf<Extract<BuiltInRoleModel, string>>().toEqualTypeOf<BuiltInRoleModel>();
    const keys: readonly BuiltInRoleModel[] = [
      "standard",
      "ranked-roles",
      "tenants-and-projects",
      "custom-roles",
      "member-types",
      "permission-overrides",
    ];
    expect(builtInDocuments().map(({ key }) => key)).toEqual(keys);
  });

  it("refuse a role that the model does not have when it is compiled, and when it is synthesized all the same", async () => {
    const declare = (scope: TerraformStack) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "tenants-and-projects" });
      // @ts-expect-error the role model has no such role
      const grace = acme.member("grace@acme.example", { role: "security-lead" });
      const eu = acme.tenant("eu");
      // @ts-expect-error a role of projects
      eu.grant(grace, "project-admin");
      const captain = acme.role("captain", { scope: "project", permissions: ["build"] });
      // @ts-expect-error a custom role of projects
      acme.member("ada@acme.example", { role: captain });
      eu.project("wearables").grant(grace, captain);
      // @ts-expect-error there is no such role model
      new Organization(scope, "beta", { organization: "beta", roleModel: "tenant-and-projects" });
    };
    await expect(synthesized(declare)).rejects.toThrow(/unknown-role[\s\S]*wrong-scope/);
  });

  it("are any key where no model is named", async () => {
    const stack = await synthesized((scope) => {
      new Organization(scope, "acme", { organization: "acme" }).member("ada@acme.example", { role: "skipper" });
    });
    expect(stack.text).toContain('"role": "skipper"');
  });
});
