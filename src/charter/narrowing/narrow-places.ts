import type { Organization } from "../../membership/organization.ts";
import { quietly } from "./quiet.ts";
import type { JsonSchema, SchemaSubject } from "./schema-subject.ts";
import { isClosed, oneOf, tenantsOf } from "./schema-subject.ts";

/** Tenants and projects, where the role model has them; those that are live are suggested. */
export function narrowPlaces(subject: SchemaSubject): JsonSchema[] {
  const { model, live } = subject;
  const tenants = model.scopes.has("tenant") ? suggestion(live?.tenants) : { maxProperties: 0 };
  const projects = model.scopes.has("project") ? suggestion(live?.projects) : { maxProperties: 0 };
  return [
    { properties: quietly({ tenants, projects }) },
    { properties: quietly({ projects: { additionalProperties: projectRules(subject) } }) },
  ];
}

/** An editor offers the keys that a schema describes; other keys stay possible, for what is to be made. */
function suggestion(places: Organization["tenants"] | Organization["projects"] = new Map()): JsonSchema {
  const described = [...places.values()].map(({ key, title }) => [key, { description: title ?? key }]);
  return { properties: Object.fromEntries(described) };
}

function projectRules(subject: SchemaSubject): JsonSchema {
  if (subject.model.scopes.get("project")?.within === undefined) return { properties: { tenant: false } };
  const known = isClosed(subject) ? { properties: quietly({ tenant: oneOf(tenantsOf(subject)) }) } : {};
  return { required: ["tenant"], ...known };
}
