import type { PlannableChange } from "../../membership/change.ts";
import type { Project } from "../../membership/organization.ts";
import type { Attempt } from "../provider/attempt.ts";
import { text } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isKey } from "../schema/validators.ts";
import { identifier, title } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("projects/KEY"),
  key: text({ description: "Key of the project.", presence: "required", replaces: true, validators: [isKey] }),
  tenant: text({
    description:
      "Key of the tenant that the project belongs to, where the role model has tenants. Another one moves it.",
    presence: "optional",
    validators: [isKey],
  }),
  title,
};

type ProjectValues = Known<typeof shape>;

/** A project of the organization, or of one of its tenants. */
export const project: Resource<typeof shape> = {
  typeName: "charter_project",
  description: "A project. Deleting it takes every role that was given there.",
  version: 0,
  shape,
  identity: ["key"],
  collection: "projects",
  lively: [],
  address: ({ key }) => `projects/${key ?? ""}`,
  parseAddress: (address) => {
    const key = address.startsWith("projects/") ? address.slice("projects/".length) : address;
    return isKey(key).length === 0 ? { key } : undefined;
  },
  observe: ({ facts }, { key }) => {
    const live = facts.projects.get(key ?? "");
    return live && observed(live);
  },
  changes: ({ facts }, desired, prior) => {
    const live = facts.projects.get(desired.key ?? "");
    return live === undefined || prior === undefined ? [creation(desired)] : update(live, desired);
  },
  removal: ({ facts }, { key }) =>
    facts.projects.has(key ?? "")
      ? [{ change: { kind: "delete-project", project: key ?? "" }, at: ["key"], stage: 0 }]
      : [],
  list: ({ facts }) => [...facts.projects.values()].map(observed),
};

function observed({ key, title: name, tenant }: Project): ProjectValues {
  return { id: `projects/${key}`, key, tenant: tenant ?? null, title: name ?? null };
}

const AT_FAULT: NonNullable<Attempt["atFor"]> = { "unknown-tenant": ["tenant"] };

function creation({ key, tenant, title: name }: ProjectValues): Attempt {
  const change: PlannableChange = {
    kind: "create-project",
    project: key ?? "",
    ...(tenant === null ? {} : { tenant }),
    ...(name === null ? {} : { title: name }),
  };
  return { change, at: ["key"], atFor: AT_FAULT, stage: 0 };
}

function update(live: Project, { tenant, title: name }: ProjectValues): Attempt[] {
  const moves = tenant !== null && tenant !== live.tenant;
  const renamed = name !== null && name !== live.title;
  if (!moves && !renamed) return [];
  const change: PlannableChange = {
    kind: "update-project",
    project: live.key,
    ...(moves ? { tenant } : {}),
    ...(renamed ? { title: name } : {}),
  };
  return [{ change, at: moves ? ["tenant"] : ["title"], atFor: AT_FAULT, stage: 0 }];
}
