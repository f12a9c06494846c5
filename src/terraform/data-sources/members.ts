import type { OrganizationDraft } from "../../membership/draft.ts";
import { emailKey } from "../../membership/email.ts";
import { errorAt } from "../provider/diagnostic.ts";
import { belowOf } from "../resources/place-address.ts";
import { recordOf } from "../resources/spelling.ts";
import { text, textList, textMap } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isKey, isOneOf } from "../schema/validators.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  role: text({ description: "Only those with this role.", presence: "optional", validators: [isKey] }),
  status: text({
    description: "Only those who are `invited`, `active` or `expired`.",
    presence: "optional",
    validators: [isOneOf(["invited", "active", "expired"])],
  }),
  tenant: text({
    description: "Those who have a role at this tenant, with that role.",
    presence: "optional",
    validators: [isKey],
  }),
  project: text({
    description: "Those who have a role at this project, with that role.",
    presence: "optional",
    validators: [isKey],
  }),
  emails: textList({ description: "E-mail addresses, sorted.", presence: "computed" }),
  roles: textMap({ description: "Keys of roles, by e-mail address.", presence: "computed" }),
  statuses: textMap({ description: "`invited`, `active` or `expired`, by e-mail address.", presence: "computed" }),
};

interface Listed {
  readonly email: string;
  readonly role: string;
  readonly status: string;
}

/** People of the organization, or of one place in it. */
export const charterMembers: DataSource<typeof shape> = {
  typeName: "charter_members",
  description: "People of the organization, the invited among them, or those with a role at one tenant or project.",
  shape,
  read: ({ facts }, given) => {
    const { role, status, tenant, project } = given;
    if (tenant !== null && project !== null)
      return { diagnostics: [errorAt(["project"], "tenant and project exclude each other", "Give one of the two.")] };
    const all = tenant === null && project === null ? ofOrganization(facts) : ofPlace(facts, given);
    if (all === undefined) {
      const [scope, key] = tenant === null ? ["project", project] : ["tenant", tenant];
      const message = `there is no ${scope} ${JSON.stringify(key)}`;
      return { diagnostics: [errorAt([scope ?? ""], `unknown-${scope}: ${scope}s/${key}`, message)] };
    }
    const found = all.filter((one) => (role ?? one.role) === one.role && (status ?? one.status) === one.status);
    return {
      values: {
        ...given,
        emails: found.map(({ email }) => email).sort(byKey),
        roles: recordOf(found.map(({ email, role: held }) => [email, held])),
        statuses: recordOf(found.map(({ email, status: state }) => [email, state])),
      },
    };
  },
};

/** In the order in which everything lists people: letter case counts for nothing. */
function byKey(left: string, right: string): number {
  return emailKey(left) < emailKey(right) ? -1 : 1;
}

function ofOrganization(facts: OrganizationDraft): Listed[] {
  return [...facts.members.values()];
}

function ofPlace(facts: OrganizationDraft, { tenant, project }: Known<typeof shape>): Listed[] | undefined {
  const grants = facts.grantsAt(tenant === null ? belowOf("project", project ?? "") : belowOf("tenant", tenant));
  if (grants === undefined) return undefined;
  return [...grants.values()].map(({ email, role }) => {
    return { email, role, status: facts.member(emailKey(email))?.status ?? "active" };
  });
}
