import type { Member, Organization } from "../../src/membership/organization.ts";
import { formatPlace } from "../../src/membership/scope.ts";

/** An organization as plain values, in one order, without what only one side knows: ids, versions, sources. */
export function shapeOf(organization: Organization): object {
  const { title, tier, settings, roles, members, tenants, projects } = organization;
  return {
    organization: { title, tier, settings },
    roles: byKey(roles, ({ scope, title, permissions }) => ({ scope, title, permissions })),
    members: byKey(members, memberShape),
    tenants: byKey(tenants, ({ title }) => ({ title })),
    projects: byKey(projects, ({ title, tenant }) => ({ title, tenant })),
    tenantMembers: byKey(tenants, ({ members }) => byKey(members, ({ email, role }) => ({ email, role }))),
    projectMembers: byKey(projects, ({ members }) => byKey(members, ({ email, role }) => ({ email, role }))),
  };
}

function memberShape({ email, role, status, attributes, overrides, invitation }: Member): object {
  const target = invitation?.target;
  const promise = target && { place: formatPlace(target.place), role: target.role };
  return { email, role, status, attributes, overrides, promise };
}

function byKey<Value>(values: ReadonlyMap<string, Value>, shape: (value: Value) => object): Record<string, object> {
  const sorted = [...values].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, value]) => [key, shape(value)]));
}

interface Line {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: lines of every kind
  readonly [field: string]: any;
}

/** The same shape, from the lines of a snapshot. */
export function shapeOfSnapshot(text: string): object {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const ofType = (type: string) => lines.filter((line) => line.type === type);
  const [organization] = ofType("organization");
  const people = [...ofType("member"), ...ofType("invitation")].map((line) => [line.email.toLowerCase(), person(line)]);
  return {
    organization: { title: organization?.title, tier: organization?.tier, settings: organization?.settings ?? {} },
    roles: Object.fromEntries(
      ofType("role").map(({ role, scope, title, permissions }) => [role, { scope, title, permissions }]),
    ),
    members: Object.fromEntries(people.sort(([left], [right]) => (left < right ? -1 : 1))),
    tenants: Object.fromEntries(ofType("tenant").map(({ tenant, title }) => [tenant, { title }])),
    projects: Object.fromEntries(ofType("project").map(({ project, title, tenant }) => [project, { title, tenant }])),
    tenantMembers: grants(ofType("tenant"), ofType("tenant-member"), "tenant"),
    projectMembers: grants(ofType("project"), ofType("project-member"), "project"),
  };
}

const STATUS: Record<string, string> = { pending: "invited", expired: "expired" };

function person({ email, role, status, attributes = {}, permissions = {}, target }: Line): object {
  const place = target && formatPlace(target);
  const promise = target && { place, role: target.role };
  return { email, role, status: STATUS[status ?? ""] ?? "active", attributes, overrides: permissions, promise };
}

function grants(places: readonly Line[], lines: readonly Line[], scope: "tenant" | "project"): object {
  return Object.fromEntries(
    places.map((place) => [
      place[scope],
      Object.fromEntries(
        lines
          .filter((line) => line[scope] === place[scope])
          .map(({ email, role }) => [email.toLowerCase(), { email, role }]),
      ),
    ]),
  );
}
