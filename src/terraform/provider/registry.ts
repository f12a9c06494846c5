import { quoted } from "../../diagnostics/printable.ts";
import { access } from "../data-sources/access.ts";
import type { DataSource } from "../data-sources/data-source.ts";
import { charterMembers } from "../data-sources/members.ts";
import { organization } from "../data-sources/organization.ts";
import { roleModel } from "../data-sources/role-model.ts";
import { roles } from "../data-sources/roles.ts";
import { whoAmI } from "../data-sources/who-am-i.ts";
import { decode } from "../functions/decode.ts";
import { emailKeyFunction } from "../functions/email-key.ts";
import type { ProviderFunction } from "../functions/provider-function.ts";
import { MessageFault } from "../protocol/message-fault.ts";
import { member } from "../resources/member.ts";
import { members } from "../resources/members.ts";
import { organizationSettings } from "../resources/organization-settings.ts";
import { owner } from "../resources/owner.ts";
import { projectMember, tenantMember } from "../resources/place-member.ts";
import { projectMembers, tenantMembers } from "../resources/place-members.ts";
import { project } from "../resources/project.ts";
import type { Resource } from "../resources/resource.ts";
import { role } from "../resources/role.ts";
import { tenant } from "../resources/tenant.ts";

function byName<Item>(name: (item: Item) => string, items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [name(item), item]));
}

export const RESOURCES: ReadonlyMap<string, Resource> = byName<Resource>(
  ({ typeName }) => typeName,
  [
    organizationSettings,
    role,
    member,
    owner,
    members,
    tenant,
    tenantMember,
    tenantMembers,
    project,
    projectMember,
    projectMembers,
  ],
);

export const DATA_SOURCES: ReadonlyMap<string, DataSource> = byName<DataSource>(
  ({ typeName }) => typeName,
  [organization, charterMembers, roles, roleModel, access, whoAmI],
);

export const FUNCTIONS: ReadonlyMap<string, ProviderFunction> = byName<ProviderFunction>(
  ({ name }) => name,
  [emailKeyFunction, decode],
);

/** Throws where there is no such type: Terraform has the schema, and asks for nothing else. */
export function findResource(typeName: string): Resource {
  return found(RESOURCES, typeName);
}

export function findDataSource(typeName: string): DataSource {
  return found(DATA_SOURCES, typeName);
}

function found<Item>(items: ReadonlyMap<string, Item>, name: string): Item {
  const item = items.get(name);
  if (item === undefined) throw new MessageFault(`there is no ${quoted(name)}`);
  return item;
}
