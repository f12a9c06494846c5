import { App, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { Organization } from "../../src/constructs/index.ts";
import { type MembershipMatchers, membershipMatchers } from "../../src/constructs/testing.ts";
import { synthesized } from "../_support/synthesized.ts";

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends MembershipMatchers<R> {}
}

expect.extend(membershipMatchers);

function acme(role: "admin" | "viewer"): Organization {
  const organization = new Organization(new TerraformStack(new App(), "members"), "acme", {
    organization: "acme",
    roleModel: "standard",
  });
  organization.member("ada@acme.example", { role: "owner" });
  const grace = organization.member("grace@acme.example", { role });
  organization.tenant("eu").grant(grace, "tenant-admin").project("wearables");
  return organization;
}

describe("matchers for tests of one's own constructs", () => {
  it("say whether somebody has a role, and where", () => {
    expect(acme("admin")).toGiveRole("Grace@acme.example", "admin");
    expect(acme("admin")).toGiveRole("grace@acme.example", "tenant-admin", "tenants/eu");
    expect(acme("admin")).not.toGiveRole("grace@acme.example", undefined, "projects/wearables");
    expect(() => expect(acme("viewer")).toGiveRole("grace@acme.example", "admin")).toThrow(
      "expected grace@acme.example to have admin at organization, but: has viewer",
    );
  });

  it("say what somebody may do, through a role of theirs anywhere above", () => {
    expect(acme("admin")).toAllow("grace@acme.example", "members:manage");
    expect(acme("viewer")).not.toAllow("grace@acme.example", "members:manage");
    expect(acme("viewer")).toAllow("grace@acme.example", "members:manage", "projects/wearables");
    expect(() => expect(acme("viewer")).not.toAllow("grace@acme.example", "members:manage", "tenants/eu")).toThrow(
      "through tenants/eu role tenant-admin",
    );
  });

  it("say what is wrong, and judge nothing that is not valid", () => {
    const invalid = acme("admin");
    invalid.member("linus@acme.example", { role: "membr" });
    expect(acme("admin")).toBeValidMembership();
    expect(() => expect(invalid).toBeValidMembership()).toThrow(/members\/acme\/linus@acme\.example: .*unknown-role/);
    expect(() => expect(invalid).toGiveRole("ada@acme.example", "owner")).toThrow("the membership is not valid");
  });

  it("take a charter and a synthesized stack as well", async () => {
    const file = "examples/acme/charter.yaml";
    const { folder } = await synthesized((scope) => void Organization.fromCharter(scope, "acme", file));
    for (const path of [file, folder]) {
      expect(path).toBeValidMembership();
      expect(path).toGiveRole("linus@acme.example", "release-captain", "projects/wearables");
      expect(path).toAllow("grace@acme.example", "projects:manage", "tenants/eu");
    }
  });
});
