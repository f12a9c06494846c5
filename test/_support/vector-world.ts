import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { CustomRole, Grant, Member, Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import type { Place, Scope } from "../../src/membership/scope.ts";
import { tryFindBuiltIn } from "../../src/role-models/built-in.ts";

/** One decision of `authority.yaml`. */
export interface VectorCase {
  readonly actor: string;
  readonly tier?: string;
  readonly do: string;
  readonly target?: string;
  readonly role?: string;
  readonly permissions?: string[] | Record<string, "allow" | "deny">;
  readonly attributes?: Record<string, string>;
  readonly change?: string | Record<string, string>;
  readonly expect: string[];
}

export interface VectorModel {
  readonly tier: string;
  readonly roles?: Record<string, string[]>;
  readonly cases: VectorCase[];
}

export function readVectors(): Map<string, VectorModel> {
  const path = new URL("../_fixtures/vectors/authority.yaml", import.meta.url);
  return new Map(Object.entries(load(readFileSync(path, "utf8")) as Record<string, VectorModel>));
}

/** The world of a case: the organization as `vectors/README` describes it, the actor's address and the change. */
export interface VectorWorld {
  readonly model: RoleModel;
  readonly organization: Organization;
  readonly actor: string;
  readonly change: Change;
}

const T1: Place = { scope: "tenant", tenant: "t1" };
const P1: Place = { scope: "project", project: "p1" };

export function vectorWorld(key: string, block: VectorModel, test: VectorCase): VectorWorld {
  const model = tryFindBuiltIn(key);
  if (model === undefined) throw new Error(`no role model ${key}`);
  const tier = test.tier ?? block.tier;
  const draft = new OrganizationDraft(model, emptyOrganization(tier, block.roles ?? {}));
  populate(draft, tier);
  const scope = scopeOf(test.do);
  const actor = `${test.actor}@example.test`;
  const email =
    test.target === "self" ? actor : test.target === "outsider" ? "outsider@example.test" : "target@example.test";
  if (test.target !== undefined && test.target !== "self" && test.target !== "outsider")
    addTarget(draft, scope, email, test);
  return {
    model,
    organization: draft.toOrganization(),
    actor,
    change: changeOf(test, email, [...model.tiers.keys()].at(-1) ?? ""),
  };
}

function emptyOrganization(tier: string, roles: Record<string, string[]>): Organization {
  const custom = Object.entries(roles).map(([key, permissions]): [string, CustomRole] => [
    key,
    { key, scope: "organization", title: undefined, permissions },
  ]);
  return {
    key: "vectors",
    title: undefined,
    tier,
    settings: {},
    roles: new Map(custom),
    members: new Map(),
    tenants: new Map(),
    projects: new Map(),
  };
}

function member(email: string, role: string): Member {
  return { email, role, status: "active", attributes: {}, overrides: {} };
}

function populate(draft: OrganizationDraft, tier: string): void {
  const { model } = draft;
  if (model.scopes.has("tenant")) draft.setTenant("t1", undefined);
  if (model.scopes.has("project"))
    draft.setProject("p1", { title: undefined, tenant: model.scopes.has("tenant") ? "t1" : undefined });
  for (const role of draft.organizationRoles()) {
    if (draft.role("organization", role)?.tiers?.has(tier) === false) continue;
    draft.setMember(member(`${role}@example.test`, role));
  }
  for (const scope of ["tenant", "project"] as const) {
    for (const role of model.roles.get(scope)?.values() ?? [])
      grant(draft, scope, `${role.key}@example.test`, role.key);
  }
}

function grant(draft: OrganizationDraft, scope: Scope, email: string, role: string): void {
  if (draft.member(emailKey(email)) === undefined) draft.setMember(member(email, lowestRole(draft)));
  const entry: Grant = { email, role };
  draft.setGrant(scope === "tenant" ? T1 : P1, entry);
}

function lowestRole(draft: OrganizationDraft): string {
  const roles = [...draft.organizationRoles()].map((key) => draft.role("organization", key));
  return roles.reduce((low, role) => ((role?.level ?? 0) < (low?.level ?? 0) ? role : low))?.key ?? "";
}

function scopeOf(kind: string): Scope {
  return kind.includes("tenant-role") ? "tenant" : kind.includes("project-role") ? "project" : "organization";
}

/** The target has its role at the scope of the action; for a grant, the role is one of the organization. */
function addTarget(draft: OrganizationDraft, scope: Scope, email: string, test: VectorCase): void {
  const role = test.target ?? "";
  const held = test.do.startsWith("grant-") ? "organization" : scope;
  if (held === "organization") draft.setMember(member(email, role));
  else grant(draft, held, email, role);
}

function changeOf(test: VectorCase, email: string, highestTier: string): Change {
  const role = test.role ?? "";
  const permissions = Array.isArray(test.permissions) ? test.permissions : [];
  switch (test.do) {
    case "invite-member":
      return { kind: "invite-member", email: "new@example.test", role, attributes: test.attributes ?? {} };
    case "change-role":
      return { kind: "change-role", email, role };
    case "remove-member":
      return { kind: "remove-member", email };
    case "transfer-ownership":
      return { kind: "transfer-ownership", email };
    case "create-role":
      return { kind: "create-role", role: "custom", scope: "organization", permissions };
    case "delete-role":
      return { kind: "delete-role", role };
    case "update-organization":
      return updateOrganization(test.change ?? "", highestTier);
    case "delete-organization":
      return { kind: "delete-organization" };
    case "update-attributes":
      return { kind: "update-attributes", email, attributes: test.attributes ?? {} };
    case "override-permissions":
      return { kind: "override-permissions", email, overrides: test.permissions as Record<string, "allow" | "deny"> };
    case "create-tenant":
      return { kind: "create-tenant", tenant: "t2" };
    case "create-project":
      return { kind: "create-project", project: "p2", ...(hasTenants(test) ? { tenant: "t1" } : {}) };
    case "delete-project":
      return { kind: "delete-project", project: "p1" };
    case "grant-tenant-role":
      return { kind: "grant-tenant-role", tenant: "t1", email, role };
    case "revoke-tenant-role":
      return { kind: "revoke-tenant-role", tenant: "t1", email };
    case "grant-project-role":
    case "change-project-role":
      return { kind: test.do, project: "p1", email, role };
    case "revoke-project-role":
      return { kind: "revoke-project-role", project: "p1", email };
    default:
      throw new Error(`no such change: ${test.do}`);
  }
}

/** Only the models with tenants name tenant roles as the creators of projects. */
function hasTenants(test: VectorCase): boolean {
  return test.actor.startsWith("tenant-");
}

function updateOrganization(change: string | Record<string, string>, highestTier: string): Change {
  if (change === "tier") return { kind: "update-organization", tier: highestTier };
  if (change === "seats") return { kind: "update-organization", settings: { seats: 1 } };
  return { kind: "update-organization", settings: change as Record<string, string> };
}

/** Names a case the way a failing test should read. */
export function titleOf(test: VectorCase): string {
  const { actor, do: kind, target, role, tier, permissions, attributes, change, expect } = test;
  const parts = [
    target && `of ${target}`,
    role && `to ${role}`,
    tier && `on ${tier}`,
    permissions && JSON.stringify(permissions),
  ];
  const rest = [...parts, attributes && JSON.stringify(attributes), change && JSON.stringify(change)]
    .filter(Boolean)
    .join(" ");
  return `${actor}: ${kind} ${rest} ${expect.length === 0 ? "is permitted" : `is refused: ${expect.join(", ")}`}`;
}
