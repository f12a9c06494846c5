import type { Schema } from "../../../src/terraform/protocol/schema-messages.ts";
import { example } from "./example.ts";
import { formatPage } from "./page.ts";
import { schemaSection } from "./schema-section.ts";

const ENVIRONMENT = `Every argument has a variable of the environment that stands in for it. A token in the configuration ends up in version
control; \`CHARTER_TOKEN\` does not.`;

const WHOLE_SETS = `## One resource a person, or one for all

\`charter_member\`, \`charter_tenant_member\` and \`charter_project_member\` are one person's role each: they manage those who
are declared, and leave everybody else alone. \`charter_members\`, \`charter_tenant_members\` and \`charter_project_members\` are
whole sets: whoever is not in them is removed. Of thousands of people, a whole set is planned and applied far faster;
the figures are in the repository's \`docs/performance.md\`.

## What a plan refuses

The rules of the organization's role model are asked while Terraform plans: a role above one's own, the last owner, a
role that is in use, a seat too many are errors at the attribute, with the code and the words of \`charter plan\`.

## People who are invited

Creating a member sends an invitation, and the member is in sync while it is pending. Overrides of permissions and roles
in tenants and projects are given by the first apply after the person has joined.`;

/** The provider itself: how it is configured, and what holds for all its resources. */
export async function indexPage(schema: Schema): Promise<string> {
  const configuration = await example("provider/provider.tf", "terraform");
  return formatPage({
    name: "charter",
    kind: "Provider",
    subcategory: "",
    description: schema.block.description ?? "",
    parts: [ENVIRONMENT, `## Example Usage\n\n${configuration}`, schemaSection(schema), WHOLE_SETS],
  });
}
