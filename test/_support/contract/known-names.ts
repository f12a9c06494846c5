import type { Organization } from "../../../src/membership/organization.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { SCOPES } from "../../../src/membership/scope.ts";

/** What means something to the server, by the name of the field or parameter that it is for. */
export type KnownNames = Record<string, unknown[]>;

/** Names of what is there, a few of what is not, and what answers have told. */
export function namesIn(organization: Organization, model: RoleModel): KnownNames {
  const emails = [...organization.members.values()].map(({ email }) => email);
  const people = [...emails, emails[0]?.toUpperCase() ?? "", "new@acme.example", "newer@acme.example"];
  const builtIn = SCOPES.flatMap((scope) => [...(model.roles.get(scope)?.keys() ?? [])]);
  const roles = [...builtIn, ...organization.roles.keys()];
  const tenants = [...organization.tenants.keys(), "moon"];
  const projects = [...organization.projects.keys(), "moonshot"];
  const permissions = [...model.permissions.keys(), "deploy"];
  const values = ["15m", "employee", "freelancer", 3, true];
  return {
    org: [...Array<string>(19).fill(organization.key), "elsewhere"],
    organization: [organization.key, `${organization.key}-more`],
    email: people,
    to: people,
    invitation: emails,
    role: roles,
    ceiling: roles,
    formerOwnerRole: roles,
    tenant: tenants,
    project: projects,
    tier: [...model.tiers.keys()],
    roleModel: [model.key, "standard"],
    search: ["a", "acme"],
    limit: [1, 2, 1000],
    cursor: [],
    id: [],
    token: [],
    "permissions[]": permissions,
    "permissions keys": permissions,
    "attributes keys": [...model.attributes.keys(), "colour"],
    "attributes values": values,
    "settings keys": [...model.settings.keys(), "colour"],
    "settings values": [...values, 0, null],
    "if-match": ["*", '"v1"', '"v2"'],
    "idempotency-key": ["k1", "k2"],
    "charter-act-as": emails,
  };
}

const TOLD = /"(id|cursor|etag|token|tenant|project)":"([^"]{1,300})"/g;

/** Takes what an answer told of ids, cursors and versions among the names. */
export function learnt(names: KnownNames, text: string): void {
  for (const [, field = "", value] of text.matchAll(TOLD)) {
    const name = field === "etag" ? "if-match" : field;
    const known = names[name] ?? [];
    names[name] = [...new Set([...known, field === "etag" ? `"${value}"` : value])].slice(-40);
    if (field === "id") names.invitation = [...new Set([...(names.invitation ?? []), value])].slice(-40);
  }
}
