import type { Dice } from "./dice.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";

const ada = "ada@acme.example";

/** A synthesized stack that uses everything that a stack may. */
const STACK = {
  "//": { metadata: { stackName: "members", version: "0.21.0" } },
  terraform: {
    backend: { local: { path: "terraform.tfstate" } },
    required_providers: { charter: { source: "charter" } },
  },
  provider: { charter: [{ organization: "acme" }] },
  resource: {
    charter_organization_settings: { this: { title: "Acme", tier: "enterprise" } },
    charter_role: { r: { key: "responder", title: "Responder", permissions: ["issues:triage"] } },
    charter_owner: { ada: { email: ada } },
    charter_member: {
      ada: { email: ada, role: "owner" },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes references
      grace: { email: "grace@acme.example", role: "${charter_role.r.key}", permissions: { "logs:read": "deny" } },
    },
    charter_members: { all: { members: { [ada]: { role: "owner" }, "linus@acme.example": { role: "member" } } } },
    charter_tenant: { eu: { key: "eu", title: "Costs $${EUR}" } },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes references
    charter_project: { w: { key: "${charter_tenant.eu.key}-wearables", tenant: "${charter_tenant.eu.key}" } },
    charter_tenant_members: { eu: { tenant: "eu", members: { [ada]: "tenant-admin" } } },
    charter_project_member: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes references
      g: { project: "${charter_project.w.key}", email: "${charter_member.grace.email}", role: "project-developer" },
    },
  },
};

const TEXT = JSON.stringify(STACK, undefined, 2);

/** A stack with things in it wrong. */
export function stackBytes(dice: Dice): Buffer {
  if (dice.once(3)) return mutateText(TEXT, [TEXT], dice);
  return Buffer.from(jsonOf(mutateValue(STACK, dice), 2));
}
