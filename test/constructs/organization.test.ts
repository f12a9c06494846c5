import { Aspects } from "cdktf";
import { describe, expect, it } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { EveryMember, OnlyThese, Organization } from "../../src/constructs/index.ts";
import { resourcesOf, synthesized } from "../_support/synthesized.ts";

const ADA = "ada@acme.example";
const GRACE = "grace@acme.example";
const LINUS = "linus@acme.example";

describe("an organization of constructs", () => {
  it("becomes resources that refer to each other, so that Terraform makes them in order", async () => {
    const stack = await synthesized((scope) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard", tier: "enterprise" });
      acme.member(ADA, { role: "owner" });
      const grace = acme.member(GRACE, { role: acme.role("responder", { permissions: ["issues:triage"] }) });
      const captain = acme.role("captain", { scope: "project", permissions: ["build"] });
      const eu = acme.tenant("eu", { title: "Europe" }).grant(grace, "tenant-admin");
      eu.project("wearables").grant(grace, captain);
    });
    const settled = { depends_on: ["charter_organization_settings.acme_settings_67FEF467"] };
    expect(resourcesOf(stack, "charter_member")).toEqual([
      { email: ADA, role: "owner", ...settled },
      { email: GRACE, role: expect.stringMatching(/^\$\{charter_role\..*responder.*\.key\}$/), ...settled },
    ]);
    expect(resourcesOf(stack, "charter_project")).toEqual([
      { key: "wearables", tenant: expect.stringMatching(/^\$\{charter_tenant\..*\.key\}$/), ...settled },
    ]);
    expect(resourcesOf(stack, "charter_project_member")).toEqual([
      {
        project: expect.stringMatching(/^\$\{charter_project\..*wearables.*\.key\}$/),
        email: expect.stringMatching(/^\$\{charter_member\..*grace.*\.email\}$/),
        role: expect.stringMatching(/^\$\{charter_role\..*captain.*\.key\}$/),
      },
    ]);
  });

  it("names people by address: neither their order nor the spelling changes which resource is whose", async () => {
    const names = async (...emails: string[]) => {
      const stack = await synthesized((scope) => {
        const acme = new Organization(scope, "acme", { organization: "acme" });
        for (const email of emails) acme.member(email, { role: "member" });
      });
      return Object.entries(stack.json.resource?.charter_member ?? {}).map(([name, { email }]) => [
        name,
        String(email).toLowerCase(),
      ]);
    };
    expect(await names(ADA, GRACE, LINUS)).toEqual(await names("LINUS@acme.example", ADA, GRACE));
  });

  it("gives a group's role to each of its people once, where groups overlap too", async () => {
    const stack = await synthesized((scope) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard" });
      const [ada, grace, linus] = [ADA, GRACE, LINUS].map((email) => acme.member(email, { role: "owner" }));
      if (ada === undefined || grace === undefined || linus === undefined) throw new Error("nobody there");
      const platform = acme.group("platform", [ada, grace]);
      acme
        .tenant("eu")
        .grant(platform, "tenant-member")
        .grant(acme.group("all", [ada, grace, linus]), "tenant-member");
    });
    expect(resourcesOf(stack, "charter_tenant_member")).toHaveLength(3);
  });

  it.each(["each", "set"] as const)(
    "gives somebody their own role in place of their group's, in either order, until its last day: %s",
    async (members) => {
      const roleOn = async (today: string, isFirst: boolean) => {
        const stack = await synthesized((scope) => {
          const props = { organization: "acme", roleModel: "tenants-and-projects", members, today } as const;
          const acme = new Organization(scope, "acme", props);
          acme.member(ADA, { role: "owner" });
          const grace = acme.member(GRACE, { role: "member" });
          const eu = acme.tenant("eu");
          const byGroup = () => eu.grant(acme.group("platform", [grace]), "tenant-member");
          if (!isFirst) byGroup();
          eu.grant(grace, "tenant-admin", { until: "2026-12-31" });
          if (isFirst) byGroup();
          expect([eu.roleOf(GRACE), acme.membership().errors]).toEqual([
            today > "2026-12-31" ? "tenant-member" : "tenant-admin",
            [],
          ]);
        });
        const [one] = resourcesOf(stack, "charter_tenant_member");
        const [all] = resourcesOf(stack, "charter_tenant_members");
        const plain = loadCharter([stack.folder], { cwd: "/" });
        expect(validateCharter(plain, undefined)).toEqual([]);
        return one?.role ?? Object(all?.members)[GRACE];
      };
      for (const isFirst of [true, false]) {
        expect(await roleOn("2026-12-31", isFirst)).toBe("tenant-admin");
        expect(await roleOn("2027-01-01", isFirst)).toBe("tenant-member");
      }
    },
  );

  it("hands ownership over by a resource of its own where the role model has one owner", async () => {
    const stack = await synthesized((scope) => {
      const takumo = new Organization(scope, "takumo", { organization: "takumo", roleModel: "ranked-roles" });
      takumo.member(ADA, { role: "owner" });
      takumo.member(GRACE, { role: "admin" });
    });
    expect(resourcesOf(stack, "charter_owner")).toEqual([{ email: ADA }]);
    expect(resourcesOf(stack, "charter_member")).toEqual([{ email: GRACE, role: "admin" }]);
  });

  it("imports what is there already", async () => {
    const stack = await synthesized((scope) => {
      const forge = new Organization(scope, "forge", { organization: "forge", roleModel: "custom-roles" });
      const admin = forge.role("admin", { permissions: ["addRole"], existing: true });
      forge.member(ADA, { role: admin, existing: true });
      forge.project("anvil", { existing: true });
    });
    expect(stack.json.import?.map(({ id, provider }) => [id, provider])).toEqual([
      ["roles/admin", "charter.forge"],
      [`members/${ADA}`, "charter.forge"],
      ["projects/anvil", "charter.forge"],
    ]);
  });

  it("of which an app has two has a provider for each, and no token in either", async () => {
    const stack = await synthesized((scope) => {
      new Organization(scope, "acme", { organization: "acme" }).member(ADA, { role: "owner" });
      new Organization(scope, "beta", { organization: "beta", api: "https://members.beta.example" });
    });
    expect(stack.json.provider?.charter).toEqual([
      { alias: "acme", organization: "acme" },
      { alias: "beta", organization: "beta", api: "https://members.beta.example" },
    ]);
    expect(stack.text).toContain('"provider": "charter.acme"');
  });

  it("leaves the generated layer open: what it has no word for is said there", async () => {
    const stack = await synthesized((scope) => {
      const acme = new Organization(scope, "acme", { organization: "acme" });
      const ada = acme.member(ADA, { role: "owner" });
      if (ada.resource !== undefined) ada.resource.lifecycle = { preventDestroy: true };
      acme.provider.api = "https://members.acme.example";
    });
    expect(resourcesOf(stack, "charter_member")).toMatchObject([{ lifecycle: { prevent_destroy: true } }]);
    expect(stack.json.provider?.charter).toMatchObject([{ api: "https://members.acme.example" }]);
  });

  it("forgets whoever is past their last day, with every role they had below", async () => {
    const declare = (today: string) =>
      synthesized((scope) => {
        const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard", today });
        acme.member(ADA, { role: "owner" });
        const alan = acme.member("alan@acme.example", { role: "member", until: "2026-12-31" });
        acme.tenant("eu").grant(alan, "tenant-member");
      });
    const during = await declare("2026-12-31");
    const after = await declare("2027-01-01");
    const counts = (stack: typeof during) =>
      ["charter_member", "charter_tenant_member"].map((type) => resourcesOf(stack, type).length);
    expect([counts(during), counts(after)]).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });
});

describe("an organization as whole sets", () => {
  it("is one resource for everybody and one for each place", async () => {
    const stack = await synthesized((scope) => {
      const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard", members: "set" });
      acme.member(ADA, { role: "owner" });
      const grace = acme.member(GRACE, {
        role: "member",
        attributes: { memberType: "freelancer" },
        permissions: { "issues:triage": "deny" },
      });
      acme.tenant("eu").grant(grace, "tenant-member");
      acme.tenant("us");
    });
    expect(resourcesOf(stack, "charter_member")).toEqual([]);
    expect(resourcesOf(stack, "charter_members")).toEqual([
      {
        members: { [ADA]: "owner", [GRACE]: "member" },
        attributes: { [GRACE]: { memberType: "freelancer" } },
        permissions: { [GRACE]: { "issues:triage": "deny" } },
      },
    ]);
    const after = [expect.stringMatching(/^charter_members\./)];
    const tenant = expect.stringMatching(/^\$\{charter_tenant\./);
    expect(resourcesOf(stack, "charter_tenant_members")).toEqual([
      { tenant, members: { [GRACE]: "tenant-member" }, depends_on: after },
      { tenant, members: {}, depends_on: after },
    ]);
  });

  it("keeps whoever joins through a project alone: a set of all members would remove them", async () => {
    const stack = await synthesized((scope) => {
      const harbor = new Organization(scope, "harbor", {
        organization: "harbor",
        roleModel: "tenants-and-projects",
        members: "set",
      });
      harbor.member(ADA, { role: "owner" });
      harbor.tenant("north").project("sensors").grant("guest@partner.example", "project-viewer");
    });
    expect(resourcesOf(stack, "charter_members")).toMatchObject([
      { members: { [ADA]: "owner", "guest@partner.example": "member" } },
    ]);
  });
});

describe("house rules", () => {
  it("end the synthesis where somebody outside a list is an owner", async () => {
    const declare = (owners: readonly string[]) =>
      synthesized((scope) => {
        const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard" });
        for (const email of owners) acme.member(email, { role: "owner" });
        Aspects.of(scope).add(new OnlyThese("owner", ["Ada@acme.example"]));
      });
    await expect(declare([ADA])).resolves.toBeDefined();
    await expect(declare([ADA, GRACE])).rejects.toThrow(`[members/acme/${GRACE}] ${GRACE} has the role "owner"`);
  });

  it("can be any rule about a member, in whichever form they are synthesized", async () => {
    const rule = new EveryMember(({ email, role }) =>
      role === "admin" && !email.endsWith("@acme.example") ? "outsiders are no admins" : undefined,
    );
    for (const members of ["each", "set"] as const) {
      const breach = synthesized((scope) => {
        const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "standard", members });
        acme.member(ADA, { role: "owner" });
        acme.member("eve@partner.example", { role: "admin" });
        Aspects.of(scope).add(rule);
      });
      await expect(breach).rejects.toThrow("[members/acme/eve@partner.example] outsiders are no admins");
    }
  });
});
