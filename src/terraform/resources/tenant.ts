import type { OrganizationDraft } from "../../membership/draft.ts";
import type { Tenant } from "../../membership/organization.ts";
import { text } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isKey } from "../schema/validators.ts";
import { identifier, title } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("tenants/KEY"),
  key: text({ description: "Key of the tenant.", presence: "required", replaces: true, validators: [isKey] }),
  title,
};

/** A tenant of the organization. */
export const tenant: Resource<typeof shape> = {
  typeName: "charter_tenant",
  description: "A tenant of the organization. Deleting it deletes its projects and every role that was given there.",
  version: 0,
  shape,
  identity: ["key"],
  collection: "tenants",
  lively: [],
  address: ({ key }) => `tenants/${key ?? ""}`,
  parseAddress: (address) => {
    const key = address.startsWith("tenants/") ? address.slice("tenants/".length) : address;
    return isKey(key).length === 0 ? { key } : undefined;
  },
  observe: ({ facts }, { key }) => {
    const live = facts.tenants.get(key ?? "");
    return live && observed(live);
  },
  changes: ({ facts }, desired, prior) => {
    const { key, title: name } = desired;
    const live = facts.tenants.get(key ?? "");
    if (live === undefined || prior === undefined) {
      const named = name === null ? {} : { title: name };
      return [{ change: { kind: "create-tenant", tenant: key ?? "", ...named }, at: ["key"], stage: 0 }];
    }
    if (name === null || name === live.title) return [];
    return [{ change: { kind: "update-tenant", tenant: live.key, title: name }, at: ["title"], stage: 0 }];
  },
  removal: ({ facts }, { key }) =>
    facts.hasTenant(key ?? "") ? [{ change: { kind: "delete-tenant", tenant: key ?? "" }, at: ["key"], stage: 0 }] : [],
  isHeld: ({ facts }, { key }) => projectsOf(facts, key).length > 0,
  remarks: ({ facts }, desired, prior) => {
    const taken = desired === undefined ? projectsOf(facts, prior?.key ?? null) : [];
    return taken.length === 0
      ? []
      : [`These projects are deleted with the tenant, and every role that was given there: ${taken.join(", ")}.`];
  },
  list: ({ facts }) => [...facts.tenants.values()].map(observed),
};

function observed({ key, title: name }: Tenant): Known<typeof shape> {
  return { id: `tenants/${key}`, key, title: name ?? null };
}

function projectsOf(facts: OrganizationDraft, tenant: string | null): string[] {
  return [...facts.projects.values()].filter((project) => project.tenant === tenant).map(({ key }) => key);
}
