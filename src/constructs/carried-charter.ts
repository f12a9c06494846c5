import { isOver } from "../charter/day.ts";
import type { CharterDocument } from "../charter/generated/charter-document.ts";
import { roleModelKey } from "./choose-role-model.ts";
import { policies } from "./declared-charter.ts";
import { given } from "./given.ts";
import { Member } from "./member.ts";
import type { Organization } from "./organization.ts";
import { Project } from "./project.ts";
import type { RoleModelChoice } from "./role-of.ts";
import { Tenant } from "./tenant.ts";

/**
 * What no resource of Terraform says and `charter plan STACKDIR` needs to know: the role model, guards, and who is to
 * be removed. It is a comment in the synthesized stack. Undefined where there is nothing of the kind.
 */
export function carriedCharter(organization: Organization<RoleModelChoice>): CharterDocument | undefined {
  const { props, model } = organization;
  const carried = given({
    roleModel: roleModelKey(props.roleModel, model),
    unmanaged: policies(organization),
    guards: props.guards,
    identities: props.identities,
    members: absentees(organization),
    tenants: overGrants(organization, Tenant),
    projects: overGrants(organization, Project),
  });
  return Object.keys(carried).length === 0 ? undefined : carried;
}

function absentees({ node, absent, today }: Organization<RoleModelChoice>) {
  const over = node.children.flatMap((child) =>
    child instanceof Member && isOver(child.props.until, today) ? [child.email] : [],
  );
  const emails = [...absent, ...over];
  return emails.length === 0 ? undefined : emails.map((email) => ({ email, absent: true as const }));
}

/** Roles that are to be taken away since their last day is over. */
function overGrants({ node, today }: Organization<RoleModelChoice>, kind: typeof Tenant | typeof Project) {
  const places = node.children.flatMap((child) => {
    if (!(child instanceof kind)) return [];
    const over = child.grants.filter(({ props }) => isOver(props.until, today));
    const members = over.map(({ email, role, props }) => ({ email, role, ...given({ until: props.until }) }));
    return members.length === 0 ? [] : [[child.key, { members }] as const];
  });
  return places.length === 0 ? undefined : Object.fromEntries(places);
}
