import { Token } from "cdktf";
import type { Construct } from "constructs";
import type {
  CharterDocument,
  Grant as GrantEntry,
  Member as MemberEntry,
} from "../charter/generated/charter-document.ts";
import type { MadeCharter } from "../charter/make-charter.ts";
import type { FieldValue } from "../membership/role-model.ts";
import { roleModelKey } from "./choose-role-model.ts";
import { CustomRole } from "./custom-role.ts";
import { given } from "./given.ts";
import { Member } from "./member.ts";
import type { Organization } from "./organization.ts";
import type { Grant } from "./place.ts";
import { Project } from "./project.ts";
import type { RoleModelChoice } from "./role-of.ts";
import { Tenant } from "./tenant.ts";

type Names = Map<object, () => string>;

/** What an organization's constructs declare, as a charter, and the construct of everything in it. */
export function declaredCharter(organization: Organization<RoleModelChoice>): MadeCharter {
  const names: Names = new Map();
  const { children } = organization.node;
  const people = children.filter((child) => child instanceof Member).map((member) => memberEntry(member, names));
  const absent = organization.absent.map((email) => ({ email, absent: true }) as const);
  const { guards, identities } = organization.props;
  const document: CharterDocument = {
    charter: "v1",
    organization: organization.key,
    ...head(organization),
    ...given({ guards, identities, unmanaged: policies(organization) }),
    ...section("roles", children, CustomRole, (role) => roleEntry(role, names)),
    ...(people.length + absent.length === 0 && organization.memberSet === undefined
      ? {}
      : { members: [...people, ...absent] }),
    ...section("tenants", children, Tenant, (tenant) => tenantEntry(tenant, names)),
    ...section("projects", children, Project, (project) => projectEntry(project, names)),
  };
  return { document, name: organization.node.path, names };
}

function head({ props, model }: Organization<RoleModelChoice>) {
  const { title, tier, settings, roleModel } = props;
  return given({
    title: known(title),
    tier: known(tier),
    roleModel: roleModelKey(roleModel, model),
    settings: settings && knownFields(settings),
  });
}

/** A whole set leaves nobody in who is not declared. */
export function policies({ props, forms }: Organization<RoleModelChoice>): CharterDocument["unmanaged"] {
  const policy = {
    ...props.unmanaged,
    ...(forms.members === "set" ? { members: "remove" as const } : {}),
    ...(forms.grants === "set" ? { grants: "remove" as const } : {}),
  };
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function memberEntry(member: Member, names: Names): MemberEntry {
  const { attributes, permissions, until, reason } = member.props;
  const optional = given({
    attributes: attributes && knownFields(attributes),
    permissions: permissions && { ...permissions },
    until,
    reason,
  });
  return named({ email: member.email, role: member.role, ...optional }, member, names);
}

function roleEntry(role: CustomRole, names: Names) {
  const { scope, title, permissions } = role.props;
  return named({ permissions: [...permissions], ...given({ scope, title: known(title) }) }, role, names);
}

function tenantEntry(tenant: Tenant, names: Names) {
  return named({ ...given({ title: known(tenant.props.title) }), ...grantEntries(tenant, names) }, tenant, names);
}

function projectEntry(project: Project, names: Names) {
  const { title, tenant } = project.props;
  const optional = given({ title: known(title), tenant: tenant?.key });
  return named({ ...optional, ...grantEntries(project, names) }, project, names);
}

function grantEntries(place: Construct & { readonly grants: readonly Grant[] }, names: Names) {
  const members = place.grants.map(({ email, role, props: { until, reason } }): GrantEntry => {
    const entry = { email, role, ...given({ until, reason }) };
    names.set(entry, () => `${place.node.path}/${email}`);
    return entry;
  });
  return members.length === 0 ? {} : { members };
}

function named<Entry extends object>(entry: Entry, construct: Construct, names: Names): Entry {
  names.set(entry, () => construct.node.path);
  return entry;
}

type Keyed = Construct & { readonly key: string };

function section<Name extends string, Kind extends Keyed, Entry>(
  name: Name,
  children: readonly Construct[],
  kind: abstract new (...args: never[]) => Kind,
  make: (construct: Kind) => Entry,
) {
  const found = children.filter((child): child is Kind => child instanceof kind);
  if (found.length === 0) return {};
  return { [name]: Object.fromEntries(found.map((construct) => [construct.key, make(construct)])) } as {
    [Key in Name]: Record<string, Entry>;
  };
}

/** What only Terraform will know cannot be checked here. */
function known(text: string | undefined): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}

function knownFields(fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !Token.isUnresolved(value)));
}
